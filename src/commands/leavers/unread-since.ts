import { unreadKind } from "../../assemble/unread-kind.ts";
import type { SystemInput } from "../../model/estate-input.ts";
import type { LeaverThing } from "../../model/leaver.ts";
import type { RecordKind } from "../../model/record-id.ts";
import type { Doubts } from "./doubts.ts";

/**
 * Why the absence of a record proves nothing about the time after an instant; undefined where all that would show it was read whole
 * since. A right may come through a group of its application or of any directory.
 */
export function unreadSince(
  instant: string,
  { kind, app }: Pick<LeaverThing, "kind" | "app">,
  systems: readonly SystemInput[],
  doubts: Doubts,
): string | undefined {
  const own = systems.find(({ system }) => system === app);
  if (!own) return `nothing reads ${app} any more`;
  const asked: [SystemInput, RecordKind][] = [[own, shownBy(kind, own)]];
  if (kind === "grant")
    for (const system of systems)
      if ((system === own || system.role === "directory") && system.kinds.membership)
        asked.push([system, "membership"]);
  for (const [{ system, kinds }, shown] of asked) {
    const doubt = doubts(system);
    if (doubt !== undefined) return `${system}: ${doubt}`;
    const entry = kinds[shown];
    const unread = unreadKind(shown, system, entry);
    if (unread || !entry) return unread?.text ?? "";
    if (entry.observedAt <= instant)
      return `the ${shown} records of ${system} were last read at ${entry.observedAt}, not after that run`;
  }
  return undefined;
}

/** A directory's users are its accounts, where it has no others. */
function shownBy(kind: LeaverThing["kind"], { role, kinds }: SystemInput): RecordKind {
  return kind === "account" && role === "directory" && !kinds.account ? "identity" : kind;
}
