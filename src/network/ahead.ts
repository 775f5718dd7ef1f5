import { setImmediate as turn } from "node:timers/promises";

/**
 * Begins a request and lets it leave before anything else is done: a system works on the next answer while the last one is
 * worked on here. What goes wrong shows where the result is awaited, and nowhere before.
 */
export async function ahead<T>(begin: () => Promise<T>): Promise<{ readonly answer: Promise<T> }> {
  const answer = (async () => await begin())();
  answer.catch(() => {});
  await turn();
  return { answer };
}
