import type { Known, Said } from "../../../collect/look-up.ts";
import type { AnyRecord } from "../../../model/record.ts";
import { parseRecordId, type RecordKind, recordKinds } from "../../../model/record-id.ts";
import type { LookedAtRecord } from "../../../model/subject-look.ts";
import type { OpenEstate } from "../../estate/open-estate.ts";
import { holdersOf, type KnownRecords } from "./known-records.ts";
import type { Answer } from "./look-at-source.ts";
import { stateOf, verdictOf } from "./verdict.ts";

/** What the snapshot knows of the subject in one system, and what the source said. */
export interface SourceReading {
  readonly system: string;
  readonly known: readonly Known[];
  readonly records: KnownRecords;
  readonly answer: Answer;
  readonly open: OpenEstate;
}

/** Every record of the subject with what the snapshot and the source say of it, and after them those that are new. */
export function describeRecords(reading: SourceReading): LookedAtRecord[] {
  const { known, answer, open, system } = reading;
  const live = "live" in answer ? answer.live : new Map<string, AnyRecord>();
  const kinds = open.snapshot?.manifest.sources[system]?.kinds;
  const wanted = known.map((one): LookedAtRecord => {
    const { id } = one.record;
    const observedAt = kinds?.[one.kind]?.observedAt;
    return {
      ...headOf(one, reading),
      ...(observedAt !== undefined && { snapshot: { ...stateOf(one.record), observedAt } }),
      now: verdictOf(saidOf(id, answer), live.get(id)),
    };
  });
  return [...wanted, ...newOnes(reading)];
}

function saidOf(id: string, answer: Answer): Said {
  if ("reason" in answer) return { is: "unsaid", reason: answer.reason };
  return answer.looked.said.get(id) ?? { is: "unsaid", reason: "it was not looked for" };
}

/** Accounts that a search found, and memberships, grants and credentials that the snapshot does not have. */
function newOnes(reading: SourceReading): LookedAtRecord[] {
  const { known, answer, open } = reading;
  if ("reason" in answer) return [];
  const { found } = answer.looked;
  const old = new Set(known.map(({ record }) => record.id));
  const holders = new Set([...old, ...found.keys()]);
  return [...answer.live.values()].flatMap((record): LookedAtRecord[] => {
    const name = found.get(record.id);
    const one = knownOf(record);
    const isTheirs = one !== undefined && holdersOf(one).some((id) => holders.has(id));
    if (one === undefined || old.has(record.id) || (name === undefined && !isTheirs)) return [];
    const owner = open.correlation.subjects.ofPrincipal(open.estate.principals.numberOf(record.id));
    return [
      {
        ...headOf(one, reading),
        now: verdictOf({ is: "there" }, record),
        ...(name && { foundBy: `${name.by} ${name.value}` }),
        ...(owner && { belongsTo: owner.id }),
      },
    ];
  });
}

function headOf(one: Known, { records, answer }: SourceReading): Pick<LookedAtRecord, "id" | "kind" | "name" | "of"> {
  const name = nameOf(one, (kind, id) => {
    const live = "live" in answer ? answer.live.get(id) : undefined;
    return records.find(kind, id) ?? (live && knownOf(live));
  });
  const [holder] = holdersOf(one);
  return {
    ...{ id: one.record.id, kind: one.kind },
    ...(name !== undefined && { name }),
    ...(holder !== undefined && holder !== one.record.id && { of: holder }),
  };
}

/** What people call a record: the login, or the group and the entitlement that it is about. */
function nameOf({ kind, record }: Known, find: KnownRecords["find"]): string | undefined {
  if (kind === "identity" || kind === "account")
    return record.userName ?? record.emails?.[0]?.value ?? record.displayName;
  if (kind === "credential") return record.name ?? record.type;
  if (kind === "membership") return named(find("group", record.group)) ?? record.group;
  return kind === "grant" ? (named(find("entitlement", record.entitlement)) ?? record.entitlement) : undefined;
}

function named(one: Known | undefined): string | undefined {
  return one?.kind === "group" || one?.kind === "entitlement" ? one.record.name : undefined;
}

function knownOf(record: AnyRecord): Known | undefined {
  const kind: RecordKind | undefined = recordKinds.find((one) => one === parseRecordId(record.id)?.kind);
  return kind && ({ kind, record } as Known);
}
