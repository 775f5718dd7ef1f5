/** The address of the next page from a Link header (RFC 8288), or undefined on the last one. */
export function nextLink(header: string | null): string | undefined {
  for (const match of (header ?? "").matchAll(/<([^>]*)>([^<]*)/gu)) {
    const [, address = "", parameters = ""] = match;
    if (/;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next\b)/iu.test(parameters)) return address;
  }
  return undefined;
}
