/** A number with its noun, as in `1 problem` and `2 problems`; `many` is for nouns whose plural is not made with an s. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
