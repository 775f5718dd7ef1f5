import { type BerWriter, Control, BerWriter as Writer } from "ldapts";
import { pagedResultsOid } from "./wire-watch.ts";

/** Asks for a page (RFC 2696). Critical: a server that knows no pages has to say so instead of cutting silently. */
export class PageRequest extends Control {
  readonly #size: number;
  readonly #cookie: Buffer;

  constructor(size: number, cookie: Buffer) {
    super(pagedResultsOid, { critical: true });
    this.#size = size;
    this.#cookie = cookie;
  }

  protected override writeControl(writer: BerWriter): void {
    const value = new Writer();
    value.startSequence();
    value.writeInt(this.#size);
    value.writeBuffer(this.#cookie, 0x04);
    value.endSequence();
    writer.writeBuffer(value.buffer, 0x04);
  }
}

/** Shows deleted objects too (MS-ADTS §3.1.1.3.4.1.14). */
export class ShowDeleted extends Control {
  constructor() {
    super("1.2.840.113556.1.4.417", { critical: true });
  }
}
