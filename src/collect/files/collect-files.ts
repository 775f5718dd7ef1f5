import { judgeMapping, least, nothingSeen, type Seen } from "../../mapping/completeness.ts";
import { NoteBook } from "../../mapping/note-book.ts";
import { ProblemList } from "../../mapping/problem-list.ts";
import type { CollectedSource, StatedKind } from "../../model/collected.ts";
import { instantOf } from "../../model/instant-of.ts";
import { type RecordKind, recordKinds } from "../../model/record-id.ts";
import type { CollectContext } from "../collector.ts";
import { Gatherer } from "../gather.ts";
import { chooseFiles } from "./choose-files.ts";
import { type FilesReading, readFile } from "./read-file.ts";
import type { FilesOptions, Read } from "./schema.ts";

/** Reads every file of a source and makes its records. @throws EntitlintError with everything that is wrong in any file */
export async function collectFiles(
  context: CollectContext,
  options: FilesOptions,
  collector: CollectedSource["collector"],
): Promise<CollectedSource> {
  const reading = {
    context,
    gatherer: new Gatherer(context.store),
    notes: new NoteBook(),
    problems: new ProblemList(),
  };
  const seen: Seen[] = [];
  for (const read of options.reads) seen.push(...(await readAll(read, options, reading)));
  reading.problems.add(reading.gatherer.conflicts().map(({ problem }) => problem));
  reading.problems.throwIfAny();
  const kinds = recordKinds.filter((kind) => seen.some(({ mapping }) => mapping.kind === kind));
  const { gatherer } = reading;
  const { system, role, zone, tenant } = context;
  return {
    ...{ system, role, zone, collector },
    tenants: gatherer.tenants.length > 0 ? gatherer.tenants : [tenant],
    kinds: kinds.map((kind) => {
      const stated = statedOf(kind, seen, reading);
      return { ...stated, ...gatherer.records(kind, stated.fieldsRead) };
    }),
  };
}

async function readAll(read: Read, options: FilesOptions, reading: FilesReading): Promise<Seen[]> {
  const seen = read.records.map(nothingSeen);
  const { problems, context } = reading;
  const files = (await problems.attempt(() => chooseFiles(read, options, context))) ?? [];
  for (const file of files) await problems.attempt(() => readFile(file, read, seen, reading));
  if (files.length > 0) for (const one of seen) requireReached(one, read, problems);
  return seen;
}

/** A path that leads nowhere in all files is a mistake in the mapping, and no list of nothing. */
function requireReached({ reached, mapping }: Seen, read: Read, problems: ProblemList): void {
  if (reached || mapping.each === undefined) return;
  problems.add([
    {
      code: "collect/nothing-there",
      message: `no file of ${read.path} has anything at ${mapping.each} (for ${mapping.kind})`,
      next: "Correct `each`; rows of a CSV file have no path.",
    },
  ]);
}

function statedOf(kind: RecordKind, seen: readonly Seen[], { context, notes }: FilesReading): StatedKind {
  const mappings = seen.filter(({ mapping }) => mapping.kind === kind);
  const judged = mappings.map((one) => judgeMapping(one));
  const times = mappings.flatMap(({ observedAt }) => observedAt ?? []).toSorted();
  const totals = mappings.flatMap(({ announced }) => announced ?? []);
  const announcedTotal = totals.reduce((sum, total) => sum + total, 0);
  const neverSeen = mappings.flatMap(({ items, unseen }) => (items > 0 ? [...unseen] : []));
  const warnings = [
    ...judged.flatMap((one) => one.warnings),
    ...notes.warnings(kind),
    ...neverSeen.map((name) => `${kind}: nothing stands at ${name} in any item`),
  ];
  return {
    kind,
    observedAt: times[0] ?? instantOf(context.now),
    completeness: least(judged.map(({ completeness }) => completeness)),
    ...(totals.length === mappings.length && { announcedTotal }),
    fieldsRead: fieldsOf(kind, seen),
    warnings: [...new Set(warnings)].toSorted(),
  };
}

function fieldsOf(kind: RecordKind, seen: readonly Seen[]): string[] {
  const fields = seen.filter(({ mapping }) => mapping.kind === kind).flatMap((one) => [...one.fields]);
  return [...new Set(fields)].toSorted();
}
