import { lineText } from "../../load/lines.ts";
import { wayTo } from "../../load/nesting.ts";
import { parseRecord } from "../../load/rows.ts";
import { parseRecordId } from "../../model/record-id.ts";
import type { Grant } from "../../model/records/entitlement.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import { type ExplainedHolder, Holders } from "./holders.ts";
import type { LocatedRecord } from "./locate-record.ts";

/** A grant of a group, its own or one of a group that it is in. */
export interface GroupGrant {
  readonly id: string;
  readonly entitlement: string;
  readonly privileged: boolean;
  /** Groups on the way, the nearest first; empty for its own. */
  readonly via: readonly string[];
}

/** A record that is nobody's, with who stands behind it. */
export interface ObjectExplanation {
  readonly version: 1;
  readonly id: string;
  readonly kind: string;
  readonly record: LocatedRecord;
  /** What the record alone does not tell. */
  readonly notes: readonly string[];
  /** Of a group: the groups it is in, by nesting too. */
  readonly memberOf?: readonly string[];
  /** Of a group or a membership: who is in it, nested groups included. */
  readonly members?: readonly ExplainedHolder[];
  /** Of a group: memberships that give nothing. */
  readonly idle?: readonly { readonly id: string; readonly member: string; readonly reason: string }[];
  /** Of a group: what it gives its members. */
  readonly grants?: readonly GroupGrant[];
  /** Of an entitlement, or a grant: who holds it, and by which grant. */
  readonly holders?: readonly (ExplainedHolder & { readonly grant: string; readonly effect: Grant["effect"] })[];
}

/** Explains a record that is no subject's own. */
export function explainObject(record: LocatedRecord, open: OpenEstate): ObjectExplanation {
  const kind = parseRecordId(record.id)?.kind ?? (record.id.startsWith("app:") ? "app" : "");
  const base = { version: 1, id: record.id, kind, record, notes: [] } as const;
  if (kind === "group") return { ...base, ...explainGroup(record.id, open) };
  if (kind === "entitlement") return { ...base, ...explainHolders((grant) => grant.entitlement === record.id, open) };
  if (kind === "grant") return { ...base, ...explainHolders((grant) => grant.id === record.id, open) };
  return kind === "membership" ? { ...base, ...explainMembership(record.id, open) } : base;
}

function explainGroup(id: string, open: OpenEstate): Partial<ObjectExplanation> {
  const { nesting, principals } = open.estate;
  const group = principals.numberOf(id);
  const around = nesting.closure(group);
  const deleted = principals.groupAt(group)?.keys.deleted ?? false;
  return {
    notes: deleted ? ["it is deleted, so it gives its members nothing"] : [],
    memberOf: around.filter((outer) => outer.group !== group).map((outer) => outer.id),
    members: new Holders(open).of(group).map((member) => ({ ...member, via: member.via.slice(0, -1) })),
    idle: nesting.memberships.flatMap((row, index) => {
      const reason = row.keys.group === id ? idleReason(index, open) : undefined;
      return reason === undefined ? [] : [{ id: row.id, member: row.keys.member, reason }];
    }),
    grants: around.flatMap((outer) => grantsOf(outer.group, wayTo(outer).slice(1), open)),
  };
}

function explainMembership(id: string, open: OpenEstate): Partial<ObjectExplanation> {
  const { nesting } = open.estate;
  const index = nesting.memberships.findIndex((row) => row.id === id);
  const reason = idleReason(index, open);
  const member = nesting.memberOf(index);
  return {
    notes: reason === undefined ? [] : [`it gives nothing: ${reason}`],
    members: member < 0 ? [] : new Holders(open).of(member),
  };
}

/** Why a membership gives nothing; undefined where it counts. */
function idleReason(index: number, { estate }: OpenEstate): string | undefined {
  const { nesting, principals } = estate;
  const row = nesting.memberships[index];
  const group = principals.groupAt(nesting.groupOf(index));
  if (!row || !group) return "its group is not in the snapshot";
  if (nesting.memberOf(index) < 0) return "its member is not in the snapshot";
  if (group.keys.deleted) return "the group is deleted";
  return row.keys.effective ? undefined : "the invitation is not accepted";
}

function grantsOf(group: number, via: readonly string[], { estate }: OpenEstate): GroupGrant[] {
  const { grants, entitlements } = estate;
  const found: GroupGrant[] = [];
  grants.byPrincipal.each(group, (grant) => {
    const keys = entitlements[grants.entitlement(grant)]?.keys;
    const entitlement = keys?.name ?? recordOf(grant, estate)?.entitlement ?? "";
    found.push({ id: recordOf(grant, estate)?.id ?? "", entitlement, privileged: keys?.privileged ?? false, via });
  });
  return found;
}

/** Everybody who is reached by the grants that pass. */
function explainHolders(passes: (grant: Grant) => boolean, open: OpenEstate): Partial<ObjectExplanation> {
  const { estate } = open;
  const people = new Holders(open);
  const notes: string[] = [];
  const holders: NonNullable<ObjectExplanation["holders"]>[number][] = [];
  for (let number = 0; number < estate.grants.count; number++) {
    const grant = recordOf(number, estate);
    if (!grant || !passes(grant)) continue;
    const { id, principal, effect } = grant;
    const found = estate.principals.numberOf(principal);
    if (found < 0) notes.push(`${id} is held by ${principal}, which is not in the snapshot`);
    else holders.push(...people.of(found).map((holder) => ({ ...holder, grant: id, effect })));
  }
  return { notes, holders };
}

function recordOf(grant: number, { grants }: OpenEstate["estate"]): Grant | undefined {
  const line = grants.line(grant);
  return parseRecord<Grant>(lineText(line, 0, line.length));
}
