import { trialsForAccount } from "../../correlate/link-accounts.ts";
import { type Trial, tryKeys } from "../../correlate/match.ts";
import { peopleSystems } from "../../correlate/population.ts";
import type { SubjectDocument } from "../../model/document.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import type { Asked } from "./find-subject.ts";
import { type LocatedRecord, locateRecord } from "./locate-record.ts";

/** One key that was tried, with the ids it found. */
export interface ExplainedTrial {
  readonly by: string;
  readonly value: string;
  readonly confidence: string;
  readonly hits: readonly string[];
}

export interface ExplainedRecord extends LocatedRecord {
  readonly role: string;
  /** For records that were looked for among others: how it came to be this subject's. */
  readonly link: string;
  readonly trials: readonly ExplainedTrial[];
  readonly candidates: readonly string[];
}

export interface ExplainedGrant {
  readonly id: string;
  readonly account: string;
  readonly entitlement: string;
  readonly privileged: boolean;
  readonly via: readonly string[];
}

/** Everything behind a subject. */
export interface Explanation {
  readonly version: 1;
  readonly id: string;
  readonly kind: string;
  readonly unmatched: boolean;
  readonly records: readonly ExplainedRecord[];
  readonly grants: readonly ExplainedGrant[];
  readonly owners: SubjectDocument["owners"];
  readonly registry?: SubjectDocument["registry"];
}

/** Explains a subject from its document and by trying its keys again. */
export function explainSubject({ subject, grant }: Asked, document: SubjectDocument, open: OpenEstate): Explanation {
  const { estate, correlation } = open;
  const { identities, accounts } = estate.principals;
  const records: ExplainedRecord[] = [];
  for (const number of subject.identities) {
    const row = identities[number];
    const located = row && locateRecord(row.id, estate.systems);
    if (!row || !located) continue;
    const people = peopleSystems(correlation.apps.get(row.system)).filter((system) => system !== row.system);
    const pairs = correlation.apps.get(row.system)?.correlate ?? [];
    const trials = people.length > 0 ? tryKeys({ keys: row.keys, people, pairs }, correlation.ground.populations) : [];
    const verdict = correlation.people.authoritative.get(number);
    records.push({
      ...located,
      role: row.keys.role,
      link: verdict ? `${verdict.situation}${verdict.by ? ` by ${verdict.by}` : ""}` : "a source of its own",
      trials: trials.map((trial) => named(trial, open)),
      candidates: (verdict?.candidates ?? []).map((candidate) => identities[candidate]?.id ?? ""),
    });
  }
  for (const number of subject.accounts) {
    const row = accounts[number];
    if (!row) continue;
    const located = locateRecord(row.id, estate.systems) ?? {
      id: row.id,
      record: {},
      places: ["implied by the directory's record"],
    };
    const link = correlation.links[number];
    records.push({
      ...located,
      role: "account",
      link: `${link?.situation ?? "unmatched"}${link?.by ? ` by ${link.by}` : ""}${link?.confidence ? ` (${link.confidence})` : ""}`,
      trials: trialsForAccount(row, correlation.ground).map((trial) => named(trial, open)),
      candidates: (link?.candidates ?? []).map((candidate) => identities[candidate]?.id ?? ""),
    });
  }
  const wanted = grant === undefined ? undefined : grantId(grant, open);
  return {
    version: 1,
    id: subject.id,
    kind: subject.kind,
    unmatched: subject.unmatched,
    records,
    grants: document.accounts.flatMap((account) =>
      account.grants
        .filter((entry) => wanted === undefined || entry.record.id === wanted)
        .map((entry) => ({
          id: entry.record.id,
          account: account.record.id,
          entitlement: entry.name,
          privileged: entry.privileged ?? false,
          via: entry.via ?? [],
        })),
    ),
    owners: document.owners,
    ...(document.registry && { registry: document.registry }),
  };
}

function named(trial: Trial, open: OpenEstate): ExplainedTrial {
  const { identities } = open.estate.principals;
  const hits = trial.hits.map((hit) => identities[hit]?.id ?? "").sort();
  return { by: trial.by, value: trial.value, confidence: trial.confidence, hits };
}

function grantId(grant: number, open: OpenEstate): string | undefined {
  const line = open.estate.grants.line(grant);
  return JSON.parse(Buffer.from(line).toString("utf8")).id;
}
