import { EntitlintError } from "../../errors.ts";
import type { CollectContext } from "../collector.ts";
import { type BuildContext, recordBuilder } from "./build-record.ts";
import type { ChosenFile } from "./choose-files.ts";
import { announcedIn, type Seen } from "./completeness.ts";
import { passes } from "./conditions.ts";
import { scopesOf } from "./expand.ts";
import type { Gatherer } from "./gather.ts";
import type { Item } from "./item.ts";
import type { NoteBook } from "./note-book.ts";
import { textOfFile } from "./open-file.ts";
import type { ProblemList } from "./problem-list.ts";
import type { Read } from "./schema.ts";
import { itemsOf } from "./tree-items.ts";
import { csvUnits, ndjsonUnits, type Unit } from "./units.ts";

/** What all files of one source share while they are read. */
export interface Reading {
  readonly context: CollectContext;
  readonly gatherer: Gatherer;
  readonly notes: NoteBook;
  readonly problems: ProblemList;
}

/** Reads one file into records of all its mappings. @throws EntitlintError where the file cannot be read to its end */
export async function readFile(file: ChosenFile, read: Read, seen: readonly Seen[], reading: Reading): Promise<void> {
  const workers = seen.map((one) => itemWorker(one, file, read, reading));
  for (const one of seen) await startFile(one, file, reading);
  for await (const unit of unitsOf(file, read, reading.context)) {
    seen.forEach((one, index) => {
      const found = unit.items(one.mapping);
      one.reached ||= found.reached;
      reading.problems.add(found.problems);
      for (const item of found.items) workers[index]?.(item);
    });
  }
  const { files } = reading.context;
  if ((await files.modifiedAt(file.path)) !== file.modifiedAt) throw changed(file.path);
}

async function startFile(seen: Seen, { path, exportedAt, root }: ChosenFile, { problems }: Reading): Promise<void> {
  if (seen.observedAt === undefined || exportedAt < seen.observedAt) seen.observedAt = exportedAt;
  const { total } = seen.mapping;
  if (total === undefined) return;
  const announced = announcedIn(await root(), total, path);
  if (typeof announced === "number") seen.announced = (seen.announced ?? 0) + announced;
  else problems.add([announced]);
}

async function* unitsOf({ path, format, root }: ChosenFile, read: Read, context: CollectContext): AsyncGenerator<Unit> {
  if (format === "csv" || format === "tsv") {
    const delimiter = read.delimiter ?? (format === "tsv" ? "\t" : ",");
    yield* csvUnits(textOfFile(context.files, path, read.encoding), path, delimiter, read.records);
  } else if (format === "ndjson") yield* ndjsonUnits(textOfFile(context.files, path, read.encoding), path);
  else {
    const top = await root();
    if (top) yield { items: (steps) => itemsOf(top, steps) };
  }
}

/** Makes what turns each item of one mapping in one file into records. */
function itemWorker(seen: Seen, file: ChosenFile, read: Read, reading: Reading): (item: Item) => void {
  const { context, gatherer, notes, problems } = reading;
  const { mapping, fields, ids, unseen } = seen;
  const building: BuildContext = {
    ...{ system: context.system, tenant: context.tenant },
    ...{ zone: read.zone ?? context.zone, format: read.dateFormat },
  };
  const build = recordBuilder(mapping, building);
  const isWanted = passes(mapping.when);
  const variables = {
    ...Object.fromEntries(file.captures),
    ...{ file: file.path, system: context.system, tenant: context.tenant },
  };
  return (item) => {
    seen.items++;
    for (const name of unseen) if (item.at(name) !== undefined) unseen.delete(name);
    for (const scope of scopesOf(item, mapping, variables)) {
      if (!isWanted(scope)) continue;
      const built = build(scope);
      if (!built.ok) {
        problems.add(built.problems);
        continue;
      }
      const { record, tenant } = built;
      const { place } = item;
      ids.add(record.id);
      problems.add(gatherer.add(mapping.kind, record, { place, tenant, fields }));
      for (const note of built.notes) notes.add(mapping.kind, note, record.id, place);
    }
  };
}

function changed(file: string): EntitlintError {
  return new EntitlintError({
    code: "input/changed-while-reading",
    message: "the file changed while it was being read",
    place: { file },
    next: "Run again once it is written.",
  });
}
