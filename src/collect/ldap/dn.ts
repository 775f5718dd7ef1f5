import { ownValue } from "../../own-value.ts";

/** Names and numbers of one attribute type, as DNs of different origin spell it (RFC 4514 §3). */
const typeNames: Readonly<Record<string, string>> = {
  "2.5.4.3": "cn",
  "2.5.4.4": "sn",
  "2.5.4.6": "c",
  "2.5.4.7": "l",
  "2.5.4.8": "st",
  "2.5.4.10": "o",
  "2.5.4.11": "ou",
  "0.9.2342.19200300.100.1.1": "uid",
  "0.9.2342.19200300.100.1.25": "dc",
  commonname: "cn",
  surname: "sn",
  countryname: "c",
  localityname: "l",
  organizationname: "o",
  organizationalunitname: "ou",
  userid: "uid",
  domaincomponent: "dc",
};

/**
 * A key that is equal for two spellings of one distinguished name (RFC 4514): escapes decoded, case folded, spaces
 * squeezed, the parts of a multi-valued name in order. What is no DN has itself as its key.
 */
export function dnKey(dn: string): string {
  // Nearly all are plain, and a directory names a person once for every group.
  if (/^(?:[A-Za-z]+=[!-*\-./0-:<>-[\]-~]+(?:,|$))+$/u.test(dn) && !/[,=]$|[=][^,]*[=]/u.test(dn)) return plainKey(dn);
  return split(dn, /[,;]/u)
    .map((rdn) => split(rdn, /\+/u).map(partKey).toSorted().join("+"))
    .join(",");
}

/** The key of a DN without escapes, spaces, and letters beyond ASCII. */
function plainKey(dn: string): string {
  return dn
    .toLowerCase()
    .split(",")
    .map((part) => {
      const equals = part.indexOf("=");
      const type = part.slice(0, equals);
      return `${ownValue(typeNames, type) ?? type}${part.slice(equals)}`;
    })
    .join(",");
}

/** The DN above, as it is spelled; empty for the top. */
export function parentDn(dn: string): string {
  const [first = ""] = split(dn, /[,;]/u);
  return dn.slice(first.length + 1).trim();
}

function partKey(part: string): string {
  const equals = part.indexOf("=");
  if (equals < 0) return fold(unescapeValue(part));
  const type = part
    .slice(0, equals)
    .trim()
    .toLowerCase()
    .replace(/^oid\./u, "");
  const value = unescapeValue(part.slice(equals + 1));
  return `${ownValue(typeNames, type) ?? type}=${fold(value).replace(/[\\,+=]/gu, "\\$&")}`;
}

function fold(value: string): string {
  return value.normalize("NFC").toLowerCase().replace(/ +/gu, " ");
}

/** The value without its escapes and without the spaces around it, which count only when escaped. */
function unescapeValue(raw: string): string {
  const trimmed = raw
    .replace(/^ +/u, "")
    .replace(/(?<!\\) +$/u, "")
    .replace(/(\\ ) +$/u, "$1");
  return trimmed.replace(
    /(?:\\[0-9A-Fa-f]{2})+|\\(.)/gsu,
    (escaped, character: string | undefined) =>
      character ?? Buffer.from(escaped.replaceAll("\\", ""), "hex").toString("utf8"),
  );
}

/** Cuts at separators that are not escaped. */
function split(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (separator.test(text.charAt(at))) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}
