import { type BerElement, elementsOf, firstElement } from "./ber.ts";

const searchResultDone = 0x65;
const controlsTag = 0xa0;
export const pagedResultsOid = "1.2.840.113556.1.4.319";

/**
 * Follows the messages of a connection (RFC 4511 §4.1.1) beside the client, which keeps two things to itself: whether a
 * page was answered as a page, and how large a message is before it has come whole.
 */
export class WireWatch {
  /** The cookie of the last search result; undefined where the server did not answer as a page (RFC 2696). */
  cookie: Buffer | undefined;
  readonly #largest: number;
  #parts: Buffer[] = [];
  #held = 0;
  #size: number | undefined;

  /** `largest` is the size in bytes of the largest message that is accepted. */
  constructor(largest: number) {
    this.#largest = largest;
  }

  /** Takes what came. Gives false once a message is too large, or the bytes are no LDAP. */
  take(chunk: Buffer): boolean {
    let rest = chunk;
    while (rest.length > 0) {
      if (this.#size === undefined) {
        rest = Buffer.concat([...this.#parts, rest]);
        const size = messageSize(rest);
        this.#parts = [];
        this.#held = 0;
        if (size === "more") {
          this.#parts = [rest];
          return true;
        }
        if (size === "bad" || size > this.#largest) return false;
        this.#size = size;
      }
      const missing = this.#size - this.#held;
      const part = rest.subarray(0, missing);
      this.#parts.push(part);
      this.#held += part.length;
      if (part.length < missing) return true;
      this.#message(this.#parts);
      rest = rest.subarray(missing);
      this.#parts = [];
      this.#held = 0;
      this.#size = undefined;
    }
    return true;
  }

  #message(parts: readonly Buffer[]): void {
    // The operation stands among the first bytes; an entry of megabytes is not joined to find that it is one.
    const [head] = parts;
    if (head && head.length > 32 && operationOf(head) !== searchResultDone) return;
    const whole = Buffer.concat(parts);
    if (operationOf(whole) === searchResultDone) this.cookie = cookieOf(whole);
  }
}

/** Bytes of a message with its header, as its first bytes tell. */
function messageSize(bytes: Buffer): number | "more" | "bad" {
  const [tag, length] = bytes;
  if (tag !== 0x30) return "bad";
  if (length === undefined) return "more";
  if (length < 0x80) return 2 + length;
  const digits = length & 0x7f;
  if (digits === 0 || digits > 6) return "bad";
  return bytes.length < 2 + digits ? "more" : 2 + digits + bytes.readUIntBE(2, digits);
}

function operationOf(message: Buffer): number | undefined {
  const envelope = firstElement(message);
  const id = envelope && firstElement(envelope.content);
  return id && envelope.content[id.end];
}

function cookieOf(message: Buffer): Buffer | undefined {
  const [envelope] = elementsOf(message);
  const controls = envelope && elementsOf(envelope.content).find(({ tag }) => tag === controlsTag);
  for (const control of controls ? elementsOf(controls.content) : []) {
    const [oid, ...more] = elementsOf(control.content);
    const value = more.find(({ tag }) => tag === 0x04);
    if (oid?.content.toString("latin1") === pagedResultsOid && value) return cookieIn(value);
  }
  return undefined;
}

function cookieIn(value: BerElement): Buffer | undefined {
  const [page] = elementsOf(value.content);
  const [, cookie] = page ? elementsOf(page.content) : [];
  return cookie && Buffer.from(cookie.content);
}
