/**
 * Runs a step for each item, at most `limit` at a time, and gives the results in the order of the items, so that nothing
 * depends on which answer came first. The step must not throw.
 */
export async function* inOrder<T, R>(
  items: Iterable<T>,
  limit: number,
  step: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const running: Promise<R>[] = [];
  for (const item of items) {
    running.push(step(item));
    if (running.length < limit) continue;
    const first = running.shift();
    if (first) yield await first;
  }
  for (const one of running) yield await one;
}
