const newline = 0x0a;
const stride = 1 << 13;

/** Tells in which line of a file an offset lies: counted once, remembered at every stride. */
export class LineCount {
  readonly #bytes: Buffer;
  /** Line ends before each multiple of the stride. */
  readonly #before: Uint32Array;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#before = new Uint32Array(Math.floor(bytes.length / stride) + 1);
    let count = 0;
    for (let mark = 1; mark < this.#before.length; mark += 1) {
      count += this.#ends((mark - 1) * stride, mark * stride);
      this.#before[mark] = count;
    }
  }

  /** The line, from 1, of the byte at this offset. */
  at(offset: number): number {
    const mark = Math.floor(offset / stride);
    return 1 + (this.#before[mark] ?? 0) + this.#ends(mark * stride, offset);
  }

  #ends(from: number, to: number): number {
    let count = 0;
    for (let at = this.#bytes.indexOf(newline, from); at >= 0 && at < to; at = this.#bytes.indexOf(newline, at + 1))
      count += 1;
    return count;
  }
}
