import type { Correlation } from "../correlate/index.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { SystemFault } from "../load/rows.ts";
import type { DocumentBatch } from "../model/batch.ts";
import { Figures } from "./figures.ts";
import { Holders } from "./holders.ts";
import { inBatches } from "./in-batches.ts";
import { observationsOf } from "./observed-at.ts";
import { ProvisioningParts } from "./provisioning/index.ts";
import { scopeBatches } from "./scope-batches.ts";
import { sourceDocument } from "./source-document.ts";
import { SubjectDocuments } from "./subject-document.ts";
import { Tally } from "./tally.ts";

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

/**
 * Assembles one document per source, provisioning channel and subject, and then those that subjects were counted for, each in the
 * order of their ids.
 */
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
  const provisioning = new ProvisioningParts(estate, correlation, terms.now);
  yield* inBatches(
    "channel",
    provisioning.channels,
    (channel) => channel.id,
    (writer, channel) => {
      tally.add("channel", channel.app);
      writer.text(JSON.stringify(provisioning.document(channel)));
      return channel.id;
    },
  );
  const observed = observationsOf(estate.systems, terms.now);
  const holders = new Holders(estate, observed);
  const documents = new SubjectDocuments(estate, correlation, tally, terms.now, {
    ...{ figures, holders, provisioning },
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
  yield* scopeBatches({ estate, correlation, tally, holders, observed });
}
