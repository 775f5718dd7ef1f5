import { systemObservedAt } from "../../assemble/observed-at.ts";
import type { ExpectedEntry, SubjectDocument } from "../../model/document.ts";
import type { OpenEstate } from "../estate/open-estate.ts";

/** Something that roles give and nothing shows. */
export interface ExplainedExpectation {
  readonly id: string;
  readonly name: string;
  readonly system: string;
  readonly role: string;
  readonly declared: string;
  readonly state: "pending" | "missing" | "unknown";
  readonly since?: string;
}

/** A day, as the rule has it where an application does not say how long a change may take. */
const usualSla = 86_400;

/** What roles give a subject and nothing shows: pending while there is time to apply it, missing afterwards. */
export function explainExpected({ expected = [] }: SubjectDocument, open: OpenEstate): ExplainedExpectation[] {
  return expected.map((entry) => ({
    ...{ id: entry.id, name: entry.name, system: entry.system, role: entry.role },
    declared: `${entry.declared.file}:${entry.declared.line}`,
    state: stateOf(entry, open),
    ...(entry.since !== undefined && { since: entry.since }),
  }));
}

function stateOf({ since, system, from }: ExpectedEntry, open: OpenEstate): ExplainedExpectation["state"] {
  if (from !== undefined && from > open.now) return "pending";
  if (since === undefined) return "unknown";
  const input = open.estate.systems.find((candidate) => candidate.system === system);
  const observed = Date.parse(input ? systemObservedAt(input, open.now) : open.now);
  const sla = open.correlation.apps.get(system)?.lifecycle.sla ?? usualSla;
  return Date.parse(since) < observed - sla * 1000 ? "missing" : "pending";
}
