/** Attributes of one entry as a seed says them; a Buffer or text beyond ASCII is written in Base64. */
export type SeedEntry = {
  readonly dn: string;
  readonly [attribute: string]: string | Buffer | readonly (string | Buffer)[];
};

/** LDIF (RFC 2849) of entries. */
export function ldif(entries: readonly SeedEntry[]): string {
  return entries.map(one).join("\n");
}

function one({ dn, ...attributes }: SeedEntry): string {
  const lines = Object.entries(attributes).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((each) => line(name, each)),
  );
  return `${[line("dn", dn), ...lines].join("\n")}\n`;
}

function line(name: string, value: string | Buffer): string {
  if (typeof value === "string" && /^[\x21-\x39\x3b\x3d-\x7e][\x20-\x7e]*$/u.test(value)) return `${name}: ${value}`;
  return `${name}:: ${Buffer.from(value).toString("base64")}`;
}
