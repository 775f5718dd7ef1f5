const newline = 0x0a;

/** Calls `take` with start and end of every line that is not empty. */
export function eachLine(bytes: Uint8Array, take: (start: number, end: number) => void): void {
  let start = 0;
  while (start < bytes.length) {
    const found = bytes.indexOf(newline, start);
    const end = found < 0 ? bytes.length : found;
    if (end > start) take(start, end);
    start = end + 1;
  }
}

/** The same for those lines alone that hold the bytes of `word`: the others are passed over without being looked at one by one. */
export function eachLineWith(bytes: Uint8Array, word: Buffer, take: (start: number, end: number) => void): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = buffer.indexOf(word); at >= 0; ) {
    const next = buffer.indexOf(newline, at);
    const end = next < 0 ? buffer.length : next;
    take(buffer.lastIndexOf(newline, at) + 1, end);
    at = buffer.indexOf(word, end);
  }
}

/** The text of a part of a buffer of UTF-8. */
export function lineText(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("utf8");
}
