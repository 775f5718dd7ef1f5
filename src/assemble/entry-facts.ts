import type { Past } from "../load/history.ts";
import type { Tombstone } from "../load/tombstones.ts";
import type { GoneIdentity, IdentityEntry, Link } from "../model/document.ts";
import { fieldsText } from "./entry-text.ts";

/** What history remembers of a change; for most records nothing. */
export function changeText(past: Past | undefined): string {
  if (!past?.statusBefore && !past?.away) return "";
  return fieldsText({ statusBefore: past.statusBefore, away: past.away });
}

/** When fields for which an authority is named were first seen to be what they are, where that was observed. */
export function changedText(past: Past | undefined, judged: ReadonlySet<string>): string {
  const moves = past?.moves?.filter(({ field }) => judged.has(field)) ?? [];
  if (moves.length === 0) return "";
  return fieldsText({ changed: Object.fromEntries(moves.map(({ field, seen }) => [field, seen])) });
}

/** An instant as a field of an entry, put together by hand because most entries have several; nothing where there is none. */
export function instantText(name: string, value: string | undefined): string {
  return value === undefined ? "" : `,"${name}":"${value}"`;
}

/** What an authority says of a directory record by how it was found there. */
export function authoritativeOf(situation: Link["situation"]): IdentityEntry["authoritative"] {
  if (situation === "linked") return "matched";
  return situation === "unmatched" || situation === "deleted" ? situation : "disputed";
}

/** Somebody who is gone, as findings name them. */
export function goneIdentity({ id, keys: { userName }, lastSeen }: Tombstone): GoneIdentity {
  return { id, ...(userName !== undefined && { userName }), lastSeen };
}
