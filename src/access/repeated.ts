/** Pairs of the first object with a key and each later one, in order; objects without a key are nobody's equal. */
export function repeated<T>(objects: readonly T[], key: (object: T) => string | undefined): [first: T, again: T][] {
  const seen = new Map<string, T>();
  return objects.flatMap((object): [T, T][] => {
    const own = key(object);
    if (own === undefined) return [];
    const first = seen.get(own);
    if (first !== undefined) return [[first, object]];
    seen.set(own, object);
    return [];
  });
}
