import type { Correlation } from "../correlate/index.ts";
import type { Subject } from "../correlate/subjects.ts";
import type { GroupRow } from "../load/groups.ts";
import type { LoadedEstate } from "../load/index.ts";
import { lineText } from "../load/lines.ts";
import { groupsGivingPrivilege } from "../load/privileged.ts";
import { parseRecord } from "../load/rows.ts";
import type { GroupDocument, HandMembership } from "../model/group-document.ts";
import { parseRecordId } from "../model/record-id.ts";
import type { Membership } from "../model/records/group.ts";
import type { ByteWriter } from "./byte-writer.ts";
import { isInTime } from "./effective.ts";
import { emergencies } from "./emergencies.ts";
import { fieldsText } from "./entry-text.ts";
import { fillingEntry } from "./filling-entry.ts";
import { type GroupSource, groupFillings } from "./group-fillings.ts";
import { reachOf } from "./group-reach.ts";
import { Owners } from "./owners.ts";

/** Names of what a group is granted, and memberships by hand, that a document names. */
const most = { names: 20, byHand: 50 } as const;

/** A group that has a document: one that is there, or one that only grants name. */
export type JudgedGroup = { readonly id: string; readonly system: string } & (
  | { readonly row: GroupRow; readonly number: number }
  | { readonly row?: undefined; readonly grants: readonly number[]; readonly isOutside: boolean }
);

/** Every group, and those that grants name and that do not exist. */
export function judgedGroups({ principals, grants, systems }: LoadedEstate): JudgedGroup[] {
  const known = new Set(systems.map(({ system }) => system));
  const there = principals.groups.map((row, offset) => ({
    ...{ id: row.id, system: row.system, row },
    number: principals.firstGroup + offset,
  }));
  const gone = [...grants.astray].flatMap(([id, numbers]): JudgedGroup[] => {
    const own = parseRecordId(id)?.system ?? "";
    const isOutside = !known.has(own);
    const [first] = numbers;
    if (first === undefined) return [];
    return [{ id, system: isOutside ? grants.system(first) : own, grants: numbers, isOutside }];
  });
  return [...there, ...gone];
}

/** Writes the documents of groups. */
export class GroupDocuments {
  readonly #estate: LoadedEstate;
  readonly #correlation: Correlation;
  readonly #owners: Owners;
  readonly #fillings: ReadonlyMap<number, readonly GroupSource[]>;
  readonly #privileged: ReadonlySet<number>;
  readonly #isForEmergencies: (subject: Subject) => boolean;
  readonly #observedAt: (system: string, kind: "membership" | "grant") => string;
  readonly #invited = new Map<string, number>();
  /** Systems that tell who owns their groups. */
  readonly #tellOwners: ReadonlySet<string>;

  constructor(
    estate: LoadedEstate,
    correlation: Correlation,
    observedAt: (system: string, kind: "membership" | "grant") => string,
  ) {
    this.#estate = estate;
    this.#correlation = correlation;
    this.#observedAt = observedAt;
    const named = estate.principals.groups.flatMap(({ keys }) => keys.owners ?? []);
    this.#owners = new Owners(estate, correlation, named);
    this.#fillings = groupFillings(estate);
    this.#privileged = groupsGivingPrivilege(estate);
    this.#isForEmergencies = emergencies(estate);
    this.#tellOwners = new Set(
      estate.systems.flatMap(({ system, kinds }) => (kinds.group?.fieldsRead.includes("owners") ? [system] : [])),
    );
    for (const { keys } of estate.nesting.memberships) {
      if (!keys.effective) this.#invited.set(keys.group, (this.#invited.get(keys.group) ?? 0) + 1);
    }
  }

  /** Appends the document of one group. */
  write(writer: ByteWriter, group: JudgedGroup): void {
    const { id, system } = group;
    writer.text(`{"id":${JSON.stringify(id)},"scope":"group","home":${JSON.stringify(system)}`);
    const observedAt = this.#observedAt(system, "membership");
    if (!group.row) {
      const state = group.isOutside ? { outside: true } : { gone: true };
      const members = { direct: 0, groups: 0, people: 0, depth: 0 };
      writer.text(`${fieldsText({ observedAt, ...state, members, grants: this.#grants(group.grants) })}}`);
      return;
    }
    writer.text(',"record":');
    writer.bytes(group.row.bytes);
    writer.text(`${fieldsText({ observedAt, ...this.#parts(group.row, group.number) })}}`);
  }

  #parts(row: GroupRow, number: number): Omit<GroupDocument, "id" | "scope" | "home" | "observedAt" | "record"> {
    const { nesting, grants } = this.#estate;
    const reach = reachOf(number, this.#estate, this.#correlation.subjects);
    let direct = 0;
    nesting.byGroup.each(number, () => {
      direct += 1;
    });
    const own: number[] = [];
    grants.byPrincipal.each(number, (grant) => void own.push(grant));
    const invited = this.#invited.get(row.id);
    const fillings = this.#fillings.get(number) ?? [];
    const ground = {
      ...{ estate: this.#estate, correlation: this.#correlation },
      isForEmergencies: this.#isForEmergencies,
    };
    return {
      ...(this.#tellOwners.has(row.system) && { owners: this.#owners.ofGroup(row) }),
      members: { direct, groups: reach.groups, people: reach.people.size, depth: reach.depth },
      ...(invited !== undefined && { invited }),
      ...(own.length > 0 && { grants: this.#grants(own) }),
      ...(fillings.length > 0 && {
        filledBy: fillings.map((source) => fillingEntry(reach, row.system, source, ground)),
        ...this.#byHand(number),
      }),
      ...(this.#privileged.has(number) && { privileged: true }),
    };
  }

  /** What a group is granted and what works now; undefined where that is nothing. */
  #grants(all: readonly number[]): GroupDocument["grants"] {
    const { grants, entitlements } = this.#estate;
    const working = all.filter(
      (grant) =>
        !grants.denies(grant) && isInTime(grant, this.#estate, this.#observedAt(grants.system(grant), "grant")),
    );
    if (working.length === 0) return undefined;
    const rows = working.flatMap((grant) => entitlements[grants.entitlement(grant)] ?? []);
    const named = rows
      .toSorted((a, b) => Number(b.keys.privileged) - Number(a.keys.privileged) || (a.id < b.id ? -1 : 1))
      .map(({ keys }) => keys.name);
    return {
      count: working.length,
      privileged: rows.filter(({ keys }) => keys.privileged).length,
      names: [...new Set(named)].slice(0, most.names),
      systems: [...new Set(working.map((grant) => grants.system(grant)))].toSorted(),
    };
  }

  #byHand(number: number): Pick<GroupDocument, "byHand" | "byHandCount" | "untold"> {
    const { nesting } = this.#estate;
    const byHand: HandMembership[] = [];
    let untold = 0;
    nesting.byGroup.each(number, (membership) => {
      const row = nesting.memberships[membership];
      const record = row?.observed && parseRecord<Membership>(lineText(row.bytes, 0, row.bytes.length));
      if (!record) return;
      if (record.source === "unknown" || record.unknown?.includes("source")) untold += 1;
      if (record.source !== "manual") return;
      const subject = this.#correlation.subjects.ofPrincipal(nesting.memberOf(membership));
      const { id, member, addedAt, addedBy } = record;
      byHand.push({
        ...{ id, member },
        ...(addedAt && { addedAt }),
        ...(addedBy && { addedBy }),
        ...(subject && this.#isForEmergencies(subject) && { breakGlass: true as const }),
      });
    });
    return {
      ...(byHand.length > 0 && { byHand: byHand.slice(0, most.byHand), byHandCount: byHand.length }),
      ...(untold > 0 && { untold }),
    };
  }
}
