import type { Entry } from "ldapts";

/** An entry with its attributes under whatever spelling the server answers in, and values as a list in code unit order. */
export class LdapEntry {
  readonly dn: string;
  /** Attributes of which some value is no UTF-8, so that it cannot be kept as text. */
  readonly garbled = new Set<string>();
  readonly #values = new Map<string, readonly (string | Buffer)[]>();

  constructor({ dn, ...attributes }: Entry) {
    this.dn = dn;
    for (const [name, value] of Object.entries(attributes)) {
      const values = Array.isArray(value) ? value : [value];
      if (values.length > 0) this.#values.set(name.toLowerCase(), values);
    }
  }

  /** The names of attributes that have a value, in lower case. */
  names(): string[] {
    return [...this.#values.keys()];
  }

  has(name: string): boolean {
    return this.#values.has(name.toLowerCase());
  }

  /** Every value that is text, in code unit order. */
  texts(name: string): string[] {
    return (this.#values.get(name.toLowerCase()) ?? []).flatMap((value) => this.#text(name, value)).toSorted();
  }

  /** The value, or the first in code unit order of several: a server gives them in any order. */
  text(name: string): string | undefined {
    return this.texts(name)[0];
  }

  /** The bytes of a value that is no text. */
  bytes(name: string): Buffer | undefined {
    const [value] = this.#values.get(name.toLowerCase()) ?? [];
    return typeof value === "string" ? Buffer.from(value) : value;
  }

  /** Whether it is of an object class. */
  isA(objectClass: string): boolean {
    return this.texts("objectClass").some((name) => name.toLowerCase() === objectClass.toLowerCase());
  }

  #text(name: string, value: string | Buffer): string[] {
    if (typeof value === "string") return value === "" ? [] : [value];
    // All values of an attribute come as bytes as soon as one is no UTF-8.
    const text = value.toString("utf8");
    if (Buffer.from(text).equals(value)) return [text];
    this.garbled.add(name);
    return [];
  }
}
