import { EntitlintError } from "../../errors.ts";
import { announcedIn, type Seen } from "../../mapping/completeness.ts";
import { itemWorker, type Reading } from "../../mapping/item-worker.ts";
import type { NoteBook } from "../../mapping/note-book.ts";
import type { ProblemList } from "../../mapping/problem-list.ts";
import { itemsOf } from "../../mapping/tree-items.ts";
import type { CollectContext } from "../collector.ts";
import type { Gatherer } from "../gather.ts";
import type { ChosenFile } from "./choose-files.ts";
import { textOfFile } from "./open-file.ts";
import type { Read } from "./schema.ts";
import { csvUnits, ndjsonUnits, type Unit } from "./units.ts";

/** What all files of one source share while they are read. */
export interface FilesReading {
  readonly context: CollectContext;
  readonly gatherer: Gatherer;
  readonly notes: NoteBook;
  readonly problems: ProblemList;
}

/** Reads one file into records of all its mappings. @throws EntitlintError where the file cannot be read to its end */
export async function readFile(
  file: ChosenFile,
  read: Read,
  seen: readonly Seen[],
  reading: FilesReading,
): Promise<void> {
  const { context, gatherer, notes, problems } = reading;
  const building = {
    ...{ system: context.system, tenant: context.tenant },
    ...{ zone: read.zone ?? context.zone, format: read.dateFormat },
  };
  const variables = {
    ...Object.fromEntries(file.captures),
    ...{ file: file.path, system: context.system, tenant: context.tenant },
  };
  const refuse: Reading["refuse"] = (found) => problems.add(found);
  const workers = seen.map((one) => itemWorker(one, building, variables, { gather: gatherer.add, notes, refuse }));
  for (const one of seen) await startFile(one, file, reading);
  for await (const unit of unitsOf(file, read, context)) {
    seen.forEach((one, index) => {
      const found = unit.items(one.mapping);
      one.reached ||= found.reached;
      problems.add(found.problems);
      for (const item of found.items) workers[index]?.(item);
    });
  }
  if ((await context.files.modifiedAt(file.path)) !== file.modifiedAt) throw changed(file.path);
}

async function startFile(
  seen: Seen,
  { path, exportedAt, root }: ChosenFile,
  { problems }: FilesReading,
): Promise<void> {
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

function changed(file: string): EntitlintError {
  return new EntitlintError({
    code: "input/changed-while-reading",
    message: "the file changed while it was being read",
    place: { file },
    next: "Run again once it is written.",
  });
}
