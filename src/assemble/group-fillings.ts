import { Directory } from "../correlate/directory.ts";
import type { LoadedEstate } from "../load/index.ts";
import { parseRecordId } from "../model/record-id.ts";
import type { Reference } from "../model/reference.ts";

/** A directory's group that fills a group of an application. */
export interface GroupSource {
  /** Its number, where there is one. */
  readonly number: number | undefined;
  /** As it was written. */
  readonly text: string;
  readonly system: string;
}

/** Which groups are filled by which, by number: as `access/apps` says, and as directories say of their groups themselves. */
export function groupFillings(estate: LoadedEstate): ReadonlyMap<number, readonly GroupSource[]> {
  const { access, principals } = estate;
  const directory = new Directory(principals, []);
  const found = new Map<number, GroupSource[]>();
  const add = (group: number | undefined, source: GroupSource) => {
    if (group === undefined) return;
    const known = found.get(group) ?? [];
    if (!known.some(({ text, number }) => text === source.text || (number !== undefined && number === source.number)))
      found.set(group, [...known, source]);
  };
  const numberOf = (system: string, name: string) => {
    const [only, second] = directory.groups(system, name);
    return second === undefined ? only : undefined;
  };
  const referred = (reference: Reference) =>
    reference.kind === "group"
      ? { system: reference.system, number: numberOf(reference.system, reference.name) }
      : undefined;
  for (const { groups = [] } of access.apps) {
    for (const { group, from } of groups) {
      const source = referred(from);
      if (source) add(referred(group)?.number, { ...source, text: from.text });
    }
  }
  principals.groups.forEach(({ id, system, keys }, offset) => {
    if (keys.deleted) return;
    for (const { app, group } of keys.fills ?? []) {
      const whole = parseRecordId(group) ? principals.numberOf(group) : -1;
      const target = principals.groupAt(whole) ? whole : numberOf(app, group);
      add(target, { number: principals.firstGroup + offset, text: id, system });
    }
  });
  return found;
}
