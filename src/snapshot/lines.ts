export interface Line {
  /** Counts from 1. */
  readonly number: number;
  /** Without its line end. */
  readonly bytes: Buffer;
  /** Whether a line end follows; false only for a last line that was cut off. */
  readonly ended: boolean;
}

/** The lines of a file, each a view of its bytes. */
export function* lines(bytes: Uint8Array): Generator<Line> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let number = 1;
  for (let start = 0; start < buffer.length; number++) {
    const end = buffer.indexOf(0x0a, start);
    const ended = end >= 0;
    yield { number, bytes: buffer.subarray(start, ended ? end : buffer.length), ended };
    start = ended ? end + 1 : buffer.length;
  }
}
