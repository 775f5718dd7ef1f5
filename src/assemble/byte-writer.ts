/** Enough for a small estate; a large one doubles it a few times. */
const firstRoom = 1 << 16;

/** Gathers text and bytes into one growing buffer. Text is UTF-8. */
export class ByteWriter {
  #buffer: Buffer = Buffer.allocUnsafeSlow(firstRoom);
  #length = 0;
  /** Text not yet encoded: many small pieces are cheap to join and dear to encode one by one. */
  #pending = "";

  get length(): number {
    this.#encode();
    return this.#length;
  }

  text(text: string): void {
    this.#pending += text;
  }

  bytes(bytes: Uint8Array): void {
    this.#encode();
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Everything written so far, as memory that threads can share; the writer starts anew. */
  take(): SharedArrayBuffer {
    this.#encode();
    const taken = new SharedArrayBuffer(this.#length);
    new Uint8Array(taken).set(this.#buffer.subarray(0, this.#length));
    this.#length = 0;
    return taken;
  }

  #encode(): void {
    if (this.#pending === "") return;
    this.#reserve(this.#pending.length * 3);
    this.#length += this.#buffer.write(this.#pending, this.#length, "utf8");
    this.#pending = "";
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#buffer.length) return;
    const wider = Buffer.allocUnsafeSlow(Math.max(needed, this.#buffer.length * 2));
    wider.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = wider;
  }
}
