import type { Place, Problem } from "../errors.ts";
import type { AnyRecord } from "../model/record.ts";
import type { RecordKind } from "../model/record-id.ts";
import type { Activity } from "../model/records/evidence.ts";
import type { FilePlace } from "../positions/node.ts";
import { type BuildContext, recordBuilder } from "./build-record.ts";
import type { Seen } from "./completeness.ts";
import { passes } from "./conditions.ts";
import { scopesOf } from "./expand.ts";
import type { Item } from "./item.ts";
import type { NoteBook } from "./note-book.ts";
import type { Scope } from "./scope.ts";

/** Takes a record that a mapping with these fields made; gives the problem where it cannot be kept. */
export type Gather = (
  kind: RecordKind,
  record: AnyRecord,
  at: {
    readonly place: FilePlace;
    readonly tenant: string;
    readonly fields: ReadonlySet<string>;
    readonly uses?: Activity | undefined;
  },
) => readonly Problem[];

/** What the mappings of one source share while its items are read. */
export interface Reading {
  readonly gather: Gather;
  readonly notes: NoteBook;
  /** Where an item is said to stand; in its file unless given. */
  readonly placeOf?: (item: Item) => Place;
  /** Told of what kept an item from becoming a record. */
  readonly refuse: (problems: readonly Problem[]) => void;
}

/** Makes what turns each item of one mapping into records. `variables` are what stands behind `$` for all items. */
export function itemWorker(
  seen: Seen,
  building: BuildContext,
  variables: Scope["variables"],
  { gather, notes, refuse, placeOf = ({ place }) => place }: Reading,
): (item: Item) => void {
  const { mapping, fields, ids, unseen } = seen;
  const build = recordBuilder(mapping, building);
  const isWanted = passes(mapping.when);
  return (item) => {
    seen.items++;
    for (const name of unseen) if (item.at(name) !== undefined) unseen.delete(name);
    for (const scope of scopesOf(item, mapping, variables)) {
      if (!isWanted(scope)) continue;
      const built = build(scope);
      if (!built.ok) {
        refuse(built.problems);
        continue;
      }
      const { record, tenant, uses } = built;
      const { place } = item;
      ids.add(record.id);
      refuse(gather(mapping.kind, record, { place, tenant, fields, uses }));
      for (const note of built.notes) notes.add(mapping.kind, note, record.id, placeOf(item));
    }
  };
}
