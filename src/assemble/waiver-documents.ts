import type { DocumentBatch } from "../model/batch.ts";
import { type DeclaredWaiver, waiverDocumentId } from "../model/declared/waiver.ts";
import type { DeclaredAt } from "../model/document.ts";
import { compareSeverity } from "../model/severity.ts";
import type { WaiverDocument, WaiverMatch, WaiverParty } from "../model/waiver-document.ts";
import { inBatches } from "./in-batches.ts";

/** What was found out about one waiver. */
export interface WaiverFacts {
  readonly waiver: DeclaredWaiver;
  readonly declared: DeclaredAt | undefined;
  readonly rule: WaiverDocument["rule"];
  readonly matches: readonly WaiverMatch[];
  readonly objectState: WaiverDocument["object"]["state"];
  readonly owner: WaiverParty;
  readonly approver: WaiverParty;
  readonly approverBehind: readonly string[];
  readonly approverOwnsAlone: boolean;
  readonly search: WaiverDocument["search"];
}

/** The instants that waivers are held to. */
export interface WaiverMoments {
  readonly now: string;
  readonly clock?: string | undefined;
}

/** Findings a document lists; the rest is only counted. */
const listedMatches = 100;

const day = 86_400_000;

/** Assembles one document per waiver, in the order of their ids. */
export function assembleWaivers(facts: readonly WaiverFacts[], moments: WaiverMoments): Iterable<DocumentBatch> {
  return inBatches(
    "waiver",
    facts,
    ({ waiver }) => waiverDocumentId(waiver),
    (writer, one) => {
      const document = waiverDocument(one, moments);
      writer.text(JSON.stringify(document));
      return document.id;
    },
  );
}

/** One waiver as a document. */
export function waiverDocument(facts: WaiverFacts, { now, clock }: WaiverMoments): WaiverDocument {
  const { waiver, declared, matches } = facts;
  const { kind, reason, control, ticket, created, until, object } = waiver;
  const ends = `${until}T23:59:59Z`;
  const gravest = matches
    .map(({ severity }) => severity)
    .toSorted(compareSeverity)
    .at(-1);
  return {
    ...{ id: waiverDocumentId(waiver), scope: "waiver", home: "access" },
    ...(declared && { declared }),
    ...{ kind, reason },
    ...(control !== undefined && { control }),
    ...(ticket !== undefined && { ticket }),
    ...{ created: `${created}T00:00:00Z`, ends },
    latest: clock !== undefined && clock > now ? clock : now,
    days: Math.round((Date.parse(until) - Date.parse(created)) / day),
    secondsLeft: (Date.parse(ends) - Date.parse(now)) / 1000,
    rule: facts.rule,
    object:
      object.kind === "pattern"
        ? { text: object.pattern, state: "pattern", maxMatches: object.maxMatches }
        : { text: object.reference.text, state: facts.objectState },
    ...{ owner: facts.owner, approver: facts.approver },
    approverBehind: [...facts.approverBehind],
    approverOwnsAlone: facts.approverOwnsAlone,
    matches: matches.slice(0, listedMatches).map(({ fingerprint, object: about, app, severity, asCause }) => ({
      ...{ fingerprint, object: about, app, severity },
      ...(asCause && { asCause }),
    })),
    matched: {
      findings: matches.length,
      objects: new Set(matches.map((match) => match.object)).size,
      standing: matches.filter(({ asCause }) => !asCause).length,
      ...(gravest && { gravest }),
    },
    search: facts.search,
  };
}
