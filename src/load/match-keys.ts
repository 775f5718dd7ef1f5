import { domainToASCII } from "node:url";
import type { Email } from "../model/records/common.ts";

/** Trimmed, NFC, simple case fold: how user names and addresses are compared. Dots, plus-tags and look-alikes stay. */
export function foldName(text: string): string {
  const folded = text.normalize("NFC").trim().toLowerCase();
  // Lower case alone keeps a sigma at the end of a word apart from the same letter elsewhere.
  return folded.includes("ς") ? folded.replaceAll("ς", "σ") : folded;
}

/** Compared as written, but trimmed: employee numbers keep their leading zeros. */
export function exactKey(text: string): string {
  return text.trim();
}

/** An e-mail address as a key: folded, its domain in lower-case ASCII. */
export function emailKey(address: string): string {
  const folded = foldName(address);
  const at = folded.lastIndexOf("@");
  if (at < 0) return folded;
  const domain = folded.slice(at + 1);
  const ascii = /^[\x21-\x7e]*$/.test(domain) ? domain : domainToASCII(domain);
  return `${folded.slice(0, at)}@${ascii || domain}`;
}

/** The addresses that may link by themselves: the primary one, or the only one. */
export function strongEmails(emails: readonly Email[] | undefined): string[] {
  if (!emails) return [];
  if (emails.length === 1) return emails[0] && emails[0].verified !== false ? [emailKey(emails[0].value)] : [];
  return emails.filter((email) => email.primary && email.verified !== false).map((email) => emailKey(email.value));
}

/** All other addresses: weak. */
export function weakEmails(emails: readonly Email[] | undefined): string[] {
  const strong = new Set(strongEmails(emails));
  return (emails ?? []).map((email) => emailKey(email.value)).filter((key) => !strong.has(key));
}

/** Reads an attribute by the name that access files use: `userName`, `emails`, `attributes.githubLogin`. */
export function attributeValues(keys: AttributeBag, name: string): string[] {
  if (name.startsWith("attributes.")) {
    const value = keys.attributes?.[name.slice("attributes.".length)];
    return value === undefined ? [] : [value];
  }
  if (name === "emails") return (keys.emails ?? []).map((email) => email.value);
  if (name === "nativeId") return [keys.nativeId];
  if (isPlainAttribute(name)) {
    const value = keys[name];
    return value === undefined ? [] : [value];
  }
  return [];
}

/** The attributes by which accounts and people can be compared. */
export interface AttributeBag {
  readonly nativeId: string;
  readonly userName?: string | undefined;
  readonly employeeId?: string | undefined;
  readonly externalId?: string | undefined;
  readonly immutableId?: string | undefined;
  readonly emails?: readonly Email[] | undefined;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

export const plainAttributes = ["userName", "employeeId", "externalId", "immutableId"] as const;

function isPlainAttribute(name: string): name is (typeof plainAttributes)[number] {
  return plainAttributes.some((known) => known === name);
}
