import type { Fact, Party, Way } from "../../model/rule.ts";
import type { Cell, FedReason, Supply } from "./feeding.ts";

/** What a source is to a rule, in words that a sentence can go on with. */
export const partyWords: Readonly<Record<Party, string>> = {
  app: "the system that is judged",
  people: "the sources of its people",
  authority: "the sources that a directory takes its people from",
  owners: "the sources that know the owners",
  provisioning: "the logs of provisioning",
};

const byWords = { mapping: "by the mapping", program: "by the program" } as const;

/** A way to a reason: what each party has to tell. Parties come in the order in which facts name them first. */
export function wayText({ facts }: Way): string {
  const byParty = new Map<Party, string[]>();
  for (const fact of facts) {
    const party = "of" in fact ? fact.of : "app";
    byParty.set(party, [...(byParty.get(party) ?? []), factText(fact)]);
  }
  if (byParty.size === 0) return "nothing but that a source was read";
  return [...byParty].map(([party, texts]) => `${partyWords[party]}: ${texts.join(", ")}`).join("; ");
}

const decidedWords = {
  access: "a role of `access/roles`",
  duties: "a conflict of `access/sod.yaml`",
  mapping: "`groups` of the application's access file, or `group.mapping` of the directory",
  emergencies: "an account of `access/breakglass.yaml`",
  trusts: "an agreement of `access/trusts.yaml` about tenants of the system",
  creation: "`lifecycle.covers` in the application's access file",
  sso: "`ssoRequired` or `localLogin` in the application's access file",
  reviews: "a decision in `access/reviews`, or in records of reviews",
  campaigns: "decisions about most accounts, in `access/reviews` or in records of reviews",
  authority: "a field of `access/authority.yaml`",
} as const;

function factText(fact: Fact): string {
  if ("registry" in fact) return `an entry in \`access/identities\` with ${fact.registry.map(quoted).join(", ")}`;
  if ("declared" in fact) return decidedWords[fact.declared];
  if ("tenants" in fact) return "records of several tenants";
  const { kind, fields, values, role } = fact;
  const told = fields.map((field) => `${kind}.${field}`).filter((name) => !(name.slice(kind.length + 1) in values));
  const chosen = Object.entries(values).map(
    ([field, wanted]) => `${quoted(`${kind}.${field}`)} (${wanted.join(", ")})`,
  );
  const all = [...told.map(quoted), ...chosen];
  return `${all.length > 0 ? all.join(", ") : quoted(kind)}${role === undefined ? "" : ` of ${aRole[role]}`}`;
}

const aRole = { application: "an application", directory: "a directory" } as const;

/** What a collector does for one reason: `fed`, what it takes, or what is missing. */
export function reasonText({ ways }: FedReason): string {
  const fitting = ways.filter(({ missing }) => missing.length === 0);
  if (fitting.some(({ only }) => only.length === 0)) return "fed";
  if (fitting.length > 0) return `only ${unique(fitting.map(onlyText)).join("; or ")}`;
  const [least] = [...ways].sort((a, b) => a.missing.length - b.missing.length);
  return `no: ${(least?.missing ?? []).map(missingText).join(", ")}`;
}

/** `account.kind: human` as the field and, in brackets, the values that never come. */
function missingText(missing: string): string {
  const [field = "", values] = missing.split(": ");
  return values === undefined ? quoted(field) : `${quoted(field)} (${values})`;
}

function onlyText({ only }: Supply): string {
  return only.map((list) => list.join(", or ")).join(", and ");
}

/** A whole cell in a few words: the best that any of its reasons gets. */
export function cellText({ by, reasons }: Cell): string {
  if (by !== undefined) return byWords[by];
  const texts = unique(reasons.map(reasonText));
  if (texts.includes("fed")) return "fed";
  const conditional = texts.filter((text) => text.startsWith("only "));
  if (conditional.length > 0)
    return `only ${leastOf(conditional.flatMap((text) => text.slice(5).split("; or "))).join("; or ")}`;
  return shortest(texts);
}

/** A whole cell, reason by reason; reasons of which the same is true stand together. */
export function cellDetails({ by, reasons }: Cell): string {
  if (by !== undefined) return byWords[by];
  const byText = new Map<string, string[]>();
  for (const reason of reasons) {
    const text = reasonText(reason);
    byText.set(text, [...(byText.get(text) ?? []), reason.reason]);
  }
  const [only, ...others] = byText.keys();
  if (only !== undefined && others.length === 0) return only;
  return [...byText].map(([text, names]) => `${names.join(", ")}: ${text}`).join("; ");
}

/** Without what asks for another one of them, and more. */
function leastOf(conditions: readonly string[]): string[] {
  const all = unique(conditions);
  return all.filter((one) => !all.some((other) => one.startsWith(`${other}, and `)));
}

function shortest(texts: readonly string[]): string {
  return [...texts].sort((a, b) => a.length - b.length)[0] ?? "";
}

function quoted(text: string): string {
  return `\`${text}\``;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
