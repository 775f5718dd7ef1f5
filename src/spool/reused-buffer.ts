/** Memory that is used again and again: what is thrown away each time is given back late, and fills memory until then. */
export class ReusedBuffer {
  #bytes = Buffer.alloc(0);

  /** Room for so many bytes, holding anything; what was there before is gone. */
  room(length: number): Buffer {
    if (this.#bytes.length < length) this.#bytes = Buffer.allocUnsafeSlow(Math.ceil(length * 1.5));
    return this.#bytes.subarray(0, length);
  }

  /** The bytes of texts, one after the other; good until the next call. */
  encoded(texts: readonly string[]): Buffer {
    const most = texts.reduce((sum, text) => sum + text.length * 3, 0);
    const bytes = this.room(most);
    let at = 0;
    for (const text of texts) at += bytes.write(text, at);
    return bytes.subarray(0, at);
  }
}
