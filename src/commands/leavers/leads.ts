import { lineText } from "../../load/lines.ts";
import { parseRecord } from "../../load/rows.ts";
import type { Account } from "../../model/records/account.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import type { Leaver } from "./who.ts";

/** An account that belongs to nobody and is called alike. It proves nothing, and is for somebody to look at. */
export interface Lead {
  readonly account: string;
  readonly why: string;
}

/** More than these are no help. */
const most = 20;

/** Looks among accounts that found nobody for those that resemble the person. */
export function findLeads({ document, name }: Leaver, { estate, correlation }: OpenEstate): Lead[] {
  const own = namesOf(
    [...document.identities, ...document.accounts].map(({ record }) => record),
    name,
  );
  const leads: Lead[] = [];
  estate.principals.accounts.forEach((row, number) => {
    if (leads.length >= most || !correlation.subjects.ofPrincipal(number)?.unmatched) return;
    if (document.accounts.some(({ record }) => record.id === row.id)) return;
    const record = parseRecord<Account>(lineText(row.bytes, 0, row.bytes.length));
    const why = record && likeness(record, own);
    if (why !== undefined) leads.push({ account: row.id, why });
  });
  return leads;
}

/** What a record is called, in every way that another may be called alike. */
type Named = Pick<Account, "userName" | "displayName" | "emails">;

interface Names {
  readonly logins: ReadonlyMap<string, string>;
  readonly words: ReadonlySet<string>;
}

function namesOf(records: readonly Named[], name: string | undefined): Names {
  const logins = new Map<string, string>();
  const words = new Set<string>();
  for (const { userName, emails = [], displayName } of records) {
    for (const login of [userName, ...emails.map(({ value }) => value)]) if (login) logins.set(folded(login), login);
    if (displayName) words.add(wordsOf(displayName));
  }
  if (name) words.add(wordsOf(name));
  words.delete("");
  logins.delete("");
  return { logins, words };
}

function likeness({ userName, emails = [], displayName }: Named, { logins, words }: Names): string | undefined {
  for (const login of [userName, ...emails.map(({ value }) => value)]) {
    const same = login && logins.get(folded(login));
    if (same) return `${login} is like ${same}`;
  }
  if (displayName && words.has(wordsOf(displayName))) return `it is called ${displayName} too`;
  return undefined;
}

/** What is left of a login when neither the domain, the case, what stands between its parts, nor a number at its end counts. */
function folded(login: string): string {
  const [local = ""] = login.toLowerCase().split("@");
  const bare = local.replaceAll(/[._\-+ ]/g, "").replace(/\d+$/, "");
  return bare.length < 4 ? "" : bare;
}

/** The words of a name in the order of the alphabet, without accents: `Díaz, Ana` is `Ana Diaz`. At least two. */
function wordsOf(name: string): string {
  const plain = name.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  return words.length < 2 ? "" : words.sort().join(" ");
}
