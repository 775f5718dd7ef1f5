import type { LoadedEstate } from "../load/index.ts";
import { lastSecond } from "../load/moments.ts";
import type { BreakGlassEntry } from "../model/break-glass-entry.ts";
import type { DeclaredBreakGlass } from "../model/declared/break-glass.ts";
import { fieldsText } from "./entry-text.ts";
import type { Owners } from "./owners.ts";

/** Whom `access/breakglass.yaml` names as custodians, so that they can be looked for with all owners. */
export function custodiansIn({ access }: LoadedEstate): string[] {
  return access.breakglass.flatMap(({ custodians }) => custodians.map(({ text }) => text));
}

/** What is declared of each emergency account, as text of its entry by the account's id. */
export function breakGlassTexts({ access }: LoadedEstate, owners: Owners): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const declared of access.breakglass) {
    const { account } = declared;
    if (account.kind === "account") texts.set(account.id, fieldsText({ breakglass: entryOf(declared, owners) }));
  }
  return texts;
}

function entryOf({ custodians, testedAt, allow, place }: DeclaredBreakGlass, owners: Owners): BreakGlassEntry {
  return {
    custodians: custodians.map(({ text }) => owners.named(text)),
    testedAt: lastSecond(testedAt, "UTC"),
    allow: allow.map(({ id }) => id),
    declared: { file: place.file ?? "", line: place.line ?? 1 },
  };
}
