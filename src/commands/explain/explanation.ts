import { trialsForAccount } from "../../correlate/link-accounts.ts";
import { type Trial, tryKeys } from "../../correlate/match.ts";
import { peopleSystems } from "../../correlate/population.ts";
import type { Tombstone } from "../../load/tombstones.ts";
import type { SubjectDocument } from "../../model/document.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import { type ExplainedExpectation, explainExpected } from "./explain-expected.ts";
import type { AskedSubject } from "./find-asked.ts";
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
  /** Identities that are no longer there, to which it belonged. */
  readonly gone?: readonly string[];
}

export interface ExplainedGrant {
  readonly id: string;
  readonly account: string;
  readonly entitlement: string;
  readonly privileged: boolean;
  readonly via: readonly string[];
  /** True where a snapshot shows it. */
  readonly observed: boolean;
  /** The line in Git that gives it, and the role where it is one. */
  readonly declared?: string;
  readonly role?: string;
  readonly otherWays?: number;
}

/** Everything behind a subject. */
export interface Explanation {
  readonly version: 1;
  readonly id: string;
  readonly kind: string;
  readonly unmatched: boolean;
  readonly records: readonly ExplainedRecord[];
  readonly grants: readonly ExplainedGrant[];
  /** What roles give beyond that; absent where Git gives nobody anything. */
  readonly expected?: readonly ExplainedExpectation[];
  readonly owners: SubjectDocument["owners"];
  readonly registry?: SubjectDocument["registry"];
}

/** Explains a subject from its document and by trying its keys again. */
export function explainSubject(
  { subject, grant }: AskedSubject,
  document: SubjectDocument,
  open: OpenEstate,
): Explanation {
  const wanted = grant === undefined ? undefined : grantId(grant, open);
  return {
    version: 1,
    id: subject.id,
    kind: subject.kind,
    unmatched: subject.unmatched,
    records: [
      ...subject.identities.flatMap((number) => explainIdentity(number, open)),
      ...subject.accounts.flatMap((number) => explainAccount(number, open)),
    ],
    grants: explainGrants(document, wanted),
    ...(open.correlation.declared && { expected: explainExpected(document, open) }),
    owners: document.owners,
    ...(document.registry && { registry: document.registry }),
  };
}

function explainIdentity(number: number, open: OpenEstate): ExplainedRecord[] {
  const { estate, correlation } = open;
  const row = estate.principals.identities[number];
  const located = row && locateRecord(row.id, estate.systems);
  if (!located) return [];
  const app = correlation.apps.get(row.system);
  const people = peopleSystems(app).filter((system) => system !== row.system);
  const wanted = { keys: row.keys, people, pairs: app?.correlate ?? [] };
  const trials = people.length > 0 ? tryKeys(wanted, correlation.ground.populations) : [];
  const verdict = correlation.people.authoritative.get(number);
  return [
    {
      ...located,
      role: row.keys.role,
      link: verdict
        ? [verdict.situation, ...(verdict.by ? [`by ${verdict.by}`] : [])].join(" ")
        : "a source of its own",
      ...goneOf(verdict),
      trials: trials.map((trial) => named(trial, open)),
      candidates: candidateIds(verdict?.candidates, open),
    },
  ];
}

function explainAccount(number: number, open: OpenEstate): ExplainedRecord[] {
  const { estate, correlation } = open;
  const row = estate.principals.accounts[number];
  if (!row) return [];
  const implied = { id: row.id, record: {}, places: ["implied by the directory's record"] };
  const link = correlation.links[number];
  const how = [link?.situation ?? "unmatched", link?.by && `by ${link.by}`, link?.confidence && `(${link.confidence})`];
  return [
    {
      ...(locateRecord(row.id, estate.systems) ?? implied),
      role: "account",
      link: how.filter(Boolean).join(" "),
      ...goneOf(link),
      trials: trialsForAccount(row, correlation.ground).map((trial) => named(trial, open)),
      candidates: candidateIds(link?.candidates, open),
    },
  ];
}

function goneOf(found: { readonly gone?: readonly Tombstone[] } | undefined): Pick<ExplainedRecord, "gone"> {
  if (!found?.gone) return {};
  const called = (userName: string | undefined) => (userName === undefined ? "" : ` (${userName})`);
  return { gone: found.gone.map(({ id, keys, lastSeen }) => `${id}${called(keys.userName)}, last seen ${lastSeen}`) };
}

function explainGrants(document: SubjectDocument, wanted: string | undefined): ExplainedGrant[] {
  return document.accounts.flatMap((account) =>
    account.grants
      .filter((entry) => wanted === undefined || entry.record.id === wanted)
      .map(({ record, name, privileged, via, observed, declared, role, otherWays }) => ({
        id: record.id,
        account: account.record.id,
        entitlement: name,
        privileged: privileged ?? false,
        via: via ?? [],
        observed: observed ?? false,
        ...(declared && { declared: `${declared.file}:${declared.line}` }),
        ...(role !== undefined && { role }),
        ...(otherWays !== undefined && { otherWays }),
      })),
  );
}

function candidateIds(candidates: readonly number[] | undefined, { estate }: OpenEstate): string[] {
  return (candidates ?? []).map((candidate) => estate.principals.identities[candidate]?.id ?? "");
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
