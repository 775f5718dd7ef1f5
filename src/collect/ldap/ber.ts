/** One element of BER with a definite length (X.690 §8.1), the only form that LDAP uses. */
export interface BerElement {
  readonly tag: number;
  readonly content: Buffer;
  /** Where the next element begins. */
  readonly end: number;
}

/** The element at the start of `bytes`, as far as it has come; undefined where not even its header has. */
export function firstElement(bytes: Buffer, at = 0): BerElement | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) return undefined;
  const digits = first < 0x80 ? 0 : first & 0x7f;
  if (digits > 6 || bytes.length < at + 2 + digits) return undefined;
  const length = digits === 0 ? first & 0x7f : bytes.readUIntBE(at + 2, digits);
  const start = at + 2 + digits;
  return { tag, content: bytes.subarray(start, start + length), end: start + length };
}

/** The elements that stand in a row in `bytes`; what is broken ends the row. */
export function elementsOf(bytes: Buffer): BerElement[] {
  const elements: BerElement[] = [];
  for (let at = 0; at < bytes.length; ) {
    const element = firstElement(bytes, at);
    if (!element || element.end > bytes.length) break;
    elements.push(element);
    at = element.end;
  }
  return elements;
}
