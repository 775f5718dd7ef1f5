import { type ActivityEntry, type ActivityKind, activityKinds, useFields } from "../model/activity.ts";
import type { KindLines, SystemInput } from "../model/estate-input.ts";
import { Activity } from "../model/records/evidence.ts";
import { formOf } from "./form.ts";
import { eachLine, lineText } from "./lines.ts";
import { firstSecond, lastSecond } from "./moments.ts";
import type { Principals } from "./principals.ts";
import { lineFault, parseRecord, type SystemFault } from "./rows.ts";

/** When records were last used. */
export interface Activities {
  get(id: string): ActivityEntry | undefined;
  /** The fields by which a source tells last uses of a kind; none where it tells none. */
  fields(system: string, kind: ActivityKind): readonly string[];
}

const fits = formOf(Activity);
const none: readonly string[] = [];

/** Reads when identities, accounts and credentials were last used. */
export function readActivities(
  systems: readonly SystemInput[],
  principals: Principals,
  faults: SystemFault[],
): Activities {
  const entries: (ActivityEntry | undefined)[] = [];
  const fields = new Map<string, readonly string[]>();
  const shared = new Map<string, ActivityEntry | undefined>();
  for (const system of systems) {
    for (const kind of activityKinds) {
      const read = system.kinds[kind]?.fieldsRead ?? [];
      fields.set(
        `${system.system} ${kind}`,
        useFields.filter((field) => read.includes(field)),
      );
      for (const file of system.activity?.[kind] ?? []) {
        let number = 0;
        eachLine(file.bytes, (start, end) => {
          number += 1;
          const line = activityIn(file, start, end);
          if (!line) {
            const text = "this line tells no last use";
            faults.push(lineFault("invalid", system.system, kind, `${file.path}:${number}`, text));
            return;
          }
          const principal = principals.numberOf(line.id);
          if (principal >= 0) entries[principal] = entryOf(line, system.zone, shared);
        });
      }
    }
  }
  return {
    get: (id) => entries[principals.numberOf(id)],
    fields: (system, kind) => fields.get(`${system} ${kind}`) ?? none,
  };
}

function activityIn(file: KindLines, start: number, end: number): Activity | undefined {
  const line = parseRecord<Activity>(lineText(file.bytes, start, end));
  const isActivity = file.altered ? Activity.safeParse(line).success : fits(line);
  return isActivity ? line : undefined;
}

/** Most records of a system were last used on few days, so those of one day share an entry. */
function entryOf(line: Activity, zone: string, shared: Map<string, ActivityEntry | undefined>) {
  const { lastUsedAt = "", lastLoginAt = "", granularity, includesFailures } = line;
  const key = `${lastUsedAt} ${lastLoginAt} ${granularity} ${includesFailures} ${zone}`;
  if (shared.has(key)) return shared.get(key);
  const uses = [lastUsedAt, lastLoginAt].filter((moment) => moment !== "");
  const made = uses.length > 0 ? entryFor(uses, zone, line) : undefined;
  shared.set(key, made);
  return made;
}

/**
 * Of several uses the latest. A day may be one of the source's zone, or an instant of which the snapshot kept the day in
 * UTC; it counts from where the first of the two begins to where the last of them ends.
 */
function entryFor(uses: readonly string[], zone: string, { granularity, includesFailures }: Activity): ActivityEntry {
  const zones = [zone, "UTC"];
  const from = latest(uses.map((use) => earliest(zones.map((one) => firstSecond(use, one)))));
  const until = latest(uses.flatMap((use) => zones.map((one) => lastSecond(use, one))));
  const used = granularity === "month" ? monthAfter(until) : until;
  return {
    used,
    ...(from !== used && { usedFrom: from }),
    ...((granularity === "month" || granularity === "unknown") && { granularity }),
    ...(includesFailures && { includesFailures }),
  };
}

function monthAfter(instant: string): string {
  const day = 86_400_000;
  return `${new Date(Date.parse(instant) + 31 * day).toISOString().slice(0, 19)}Z`;
}

function latest(instants: readonly string[]): string {
  return instants.toSorted().at(-1) ?? "";
}

function earliest(instants: readonly string[]): string {
  return instants.toSorted()[0] ?? "";
}
