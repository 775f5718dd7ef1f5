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

/** The text of a part of a buffer of UTF-8. */
export function lineText(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("utf8");
}
