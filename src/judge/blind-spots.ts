import { byCodeUnit } from "../canonical.ts";
import type { Posture } from "../model/posture.ts";
import type { RecordKind } from "../model/record-id.ts";
import type { Rule } from "../model/rule.ts";

/** The fields that were read, by system and kind. */
export type FieldsRead = readonly {
  readonly system: string;
  readonly kind: RecordKind;
  readonly fields: readonly string[];
}[];

/** Fields that join or name records, so that every rule reads them without asking. */
const joining: Readonly<Partial<Record<RecordKind, readonly string[]>>> = {
  identity: [
    ...["kind", "status", "rawStatus", "userName", "displayName", "emails", "employeeId", "immutableId", "externalId"],
    ...["owners", "parentId", "attributes", "kindEvidence", "statusChangedAt", "startDate", "endDate"],
    ...["expiresAt", "neverExpires"],
  ],
  account: [
    ...["app", "kind", "status", "rawStatus", "userName", "displayName", "emails", "employeeId", "externalId"],
    ...["assignedTo", "attributes", "createdAt", "disabledAt", "expiresAt", "neverExpires"],
  ],
  group: ["name", "kind", "membershipType", "owners", "parentId", "mapping"],
  membership: ["group", "member", "memberType", "source", "role", "expiresAt", "neverExpires", "state"],
  entitlement: ["app", "kind", "name", "privileged", "parentId", "contains", "isDefault", "sodTags"],
  grant: [
    ...["principal", "principalType", "entitlement", "effect", "condition", "direct", "source", "eligibleOnly"],
    ...["expiresAt", "neverExpires", "approvalRef"],
  ],
  credential: ["principal", "type", "status", "rawStatus", "name", "owners", "expiresAt", "neverExpires"],
};

/** What was read of systems and no rule that is on says it needs or rests on: whole kinds, and single fields. */
export function blindSpots(read: FieldsRead, rules: readonly Rule[]): Posture["blindSpots"] {
  const used = usedFields(rules);
  return read
    .flatMap(({ system, kind, fields }) => {
      const known = used.get(kind);
      if (!known) return [{ system, kind, fields: [] }];
      const isJoining = (field: string) => joining[kind]?.includes(field.split(".", 1)[0] ?? field) ?? false;
      const isKnown = (field: string) => [...known].some((one) => isPartOf(field, one) || isPartOf(one, field));
      const unread = fields.filter((field) => !isKnown(field) && !isJoining(field)).sort();
      return unread.length > 0 ? [{ system, kind, fields: unread }] : [];
    })
    .sort((a, b) => byCodeUnit(`${a.system} ${a.kind}`, `${b.system} ${b.kind}`));
}

/** Who reads `mfa` reads `mfa.enrolled`, and who reads `mfa.enrolled` a part of what a source tells as `mfa`. */
function isPartOf(field: string, whole: string): boolean {
  return field === whole || field.startsWith(`${whole}.`);
}

function usedFields(rules: readonly Rule[]): ReadonlyMap<string, ReadonlySet<string>> {
  const used = new Map<string, Set<string>>();
  const add = (kind: string, fields: readonly string[]) => {
    const known = used.get(kind) ?? new Set<string>();
    used.set(kind, known);
    for (const field of fields) known.add(field);
  };
  for (const { needs, rests_on } of rules) {
    for (const need of needs) {
      if ("anywhere" in need) add(need.kind, need.anywhere);
      else if ("kind" in need) add(need.kind, need.fields);
    }
    for (const fact of rests_on.flatMap(({ facts }) => facts)) {
      if ("kind" in fact) add(fact.kind, [...fact.fields, ...Object.keys(fact.values)]);
    }
  }
  return used;
}
