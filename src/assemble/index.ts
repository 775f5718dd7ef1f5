import type { Correlation } from "../correlate/index.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { SystemFault } from "../load/rows.ts";
import type { DocumentBatch } from "../model/batch.ts";
import { ByteWriter } from "./byte-writer.ts";
import { Figures } from "./figures.ts";
import { sourceDocument } from "./source-document.ts";
import { SubjectDocuments } from "./subject-document.ts";
import { Tally } from "./tally.ts";

/** Documents a batch holds, and bytes after which it is closed sooner. */
const batchDocuments = 256;
const batchBytes = 2 << 20;

/** The documents of an estate, made as they are asked for, and what was counted while making them. */
export interface Assembly {
  readonly batches: Iterable<DocumentBatch>;
  /** Complete once `batches` has been read to its end. */
  readonly tally: Tally;
  /** Likewise. */
  readonly figures: Figures;
}

/** What the assembling of documents is told from outside. */
export interface AssemblyTerms {
  readonly now: string;
  /** The run's clock, for freshness; absent when time is an input. */
  readonly clock?: string | undefined;
  /** Faults found before loading: altered files, bad lines. */
  readonly faults: readonly SystemFault[];
  /** What is declared is compared with what another side declares, so that it is told whether it is there already or not. */
  readonly compares?: true;
}

/** Assembles one document per subject and per source, in the order of their ids. */
export function assemble(estate: LoadedEstate, correlation: Correlation, terms: AssemblyTerms): Assembly {
  const tally = new Tally();
  const figures = new Figures(estate, correlation);
  return { tally, figures, batches: makeBatches(estate, correlation, terms, tally, figures) };
}

function* makeBatches(
  estate: LoadedEstate,
  correlation: Correlation,
  terms: AssemblyTerms,
  tally: Tally,
  figures: Figures,
): Generator<DocumentBatch> {
  const faults = [...terms.faults, ...estate.faults];
  const sources = estate.systems.filter((system) => Object.keys(system.lines).length > 0);
  yield* inBatches(
    "source",
    sources,
    (system) => system.system,
    (writer, system) => {
      tally.add("source", system.system);
      writer.text(JSON.stringify(sourceDocument(system, faults, terms.clock)));
      return `source:${system.system}`;
    },
  );
  const documents = new SubjectDocuments(estate, correlation, tally, terms.now, {
    figures,
    ...(terms.compares && { compares: true }),
  });
  yield* inBatches(
    "subject",
    correlation.subjects.all,
    (subject) => subject.id,
    (writer, subject) => {
      documents.write(writer, subject);
      return subject.id;
    },
  );
}

/** Puts items into batches of documents, in the order of their keys. */
export function* inBatches<T>(
  scope: DocumentBatch["scope"],
  items: readonly T[],
  key: (item: T) => string,
  write: (writer: ByteWriter, item: T) => string,
): Generator<DocumentBatch> {
  const sorted = items.every((item, index) => index === 0 || key(items[index - 1] ?? item) <= key(item))
    ? items
    : [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const writer = new ByteWriter();
  let ids: string[] = [];
  let ends: number[] = [];
  for (const item of sorted) {
    ids.push(write(writer, item));
    ends.push(writer.length);
    if (ids.length < batchDocuments && writer.length < batchBytes) continue;
    yield { scope, ids, ends, bytes: writer.take() };
    ids = [];
    ends = [];
  }
  if (ids.length > 0) yield { scope, ids, ends, bytes: writer.take() };
}
