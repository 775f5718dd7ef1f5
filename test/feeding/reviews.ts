import { idOf } from "./access.ts";
import { account, type Named } from "./cases.ts";
import { linesOf } from "./seen.ts";
import type { Stage } from "./stage.ts";

/* What reviews of the company's access decided, written once it is known what there is. */

const long = "2026-01-05";
/** Before the first reading, and before any owner is another one. */
const lately = "2026-11-01";

/** Whose access was last looked at long ago. */
const forgotten: readonly Named[] = [account("mia"), account("mia", "dir")];
/** Who is in no review, though their account is old. */
const overlooked: readonly Named[] = [account("moldy")];
/** Accounts and keys that were to go; and those whose grants were. */
const revoked: readonly Named[] = [
  ...[account("val"), account("val", "dir")],
  { kind: "credential", system: "app", name: "of-val" },
];
const withoutGrants: readonly Named[] = [account("sue"), account("sid", "dir")];

/** `access/reviews` of what the systems of a stage hold: every account was looked at, and kept, but for those above. */
export function reviewFile(folder: string, stage: Stage, systems: readonly string[]): string {
  const idsOf = (all: readonly Named[]) => new Set(all.map((named) => idOf(named, stage)));
  const [old, missed] = [idsOf(forgotten), idsOf(overlooked)];
  const holders = idsOf(withoutGrants);
  const gone = new Set([...idsOf(revoked), ...idsOf(stage.revoked ?? [])]);
  const kept = new Map<string, string>();
  for (const system of systems) {
    for (const { id, createdAt } of ["identity", "account"].flatMap((kind) => linesOf(folder, system, kind))) {
      const held = String(id).replace(/^identity:/u, "account:");
      if (gone.has(held) || (missed.has(held) && createdAt !== undefined)) continue;
      kept.set(held, old.has(held) ? long : lately);
    }
    for (const { id, principal } of linesOf(folder, system, "grant")) {
      if (holders.has(String(principal).replace(/^identity:/u, "account:"))) gone.add(String(id));
    }
  }
  const decided = (object: string, decision: string, at: string) => ({ object, decision, by: "person:ana", at });
  return JSON.stringify([
    ...[...gone].map((id) => decided(id, "revoke", lately)),
    ...[...kept].map(([id, at]) => decided(id, "keep", at)),
  ]);
}
