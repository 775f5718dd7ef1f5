import { parseRecordId } from "../model/record-id.ts";
import type { Known, Wanted } from "./look-up.ts";

/** Records by which another one can be read: whose it is, and of a membership also what it is in. */
export function ownersOf(known: Known, wanted: Wanted): Known[] {
  const ids = idsOfOwners(known);
  return ids.flatMap((id) => {
    const own = wanted.own.find(({ record }) => record.id === id);
    const kind = parseRecordId(id)?.kind;
    if (own !== undefined) return [own];
    if (kind !== "account" && kind !== "identity" && kind !== "group" && kind !== "credential") return [];
    return wanted.find(kind, id) ?? [];
  });
}

function idsOfOwners({ kind, record }: Known): string[] {
  if (kind === "membership") return [record.member, record.group];
  if (kind === "grant") return [record.principal];
  // Some keys stand for themselves.
  return kind === "credential" && record.principal !== record.id ? [record.principal] : [];
}
