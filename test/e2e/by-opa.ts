import { expect } from "vitest";
import * as z from "zod";
import { canonicalLine } from "../../src/canonical.ts";
import { evaluatePolicies } from "../../src/compile/index.ts";
import { evaluate, startPack } from "../../src/evaluate/index.ts";
import type { DocumentBatch } from "../../src/model/batch.ts";
import type { Scope } from "../../src/model/document.ts";
import type { Estate } from "../../src/model/estate.ts";
import type { PlacedFinding } from "../../src/model/evaluation.ts";
import { EvaluationResult } from "../../src/model/finding.ts";
import { loadShippedPack, packSources } from "../../src/pack/index.ts";
import { root } from "./acme.ts";

const scopes = ["source", "channel", "subject", "group", "entitlement", "app"] as const;
/** Documents that one process of OPA's evaluator is given; its time is limited. */
const portion = 400;

const Head = z.looseObject({ id: z.string(), scope: z.enum(scopes) });

export interface Prepared {
  readonly documents: readonly { readonly id: string; readonly scope: Scope; readonly json: string }[];
  readonly estate: Estate;
}

/** Documents as `entitlint documents` prints them, one a line. */
export function documentsIn(text: string): Prepared["documents"] {
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.map((json) => ({ ...Head.pick({ id: true, scope: true }).parse(JSON.parse(json)), json }));
}

/** What OPA's own evaluator says, one line for each finding and unknown. */
async function byOpa({ documents, estate }: Prepared): Promise<string[]> {
  const { folders, capabilities } = await packSources({ base: root, folders: [] });
  const modules = folders.flatMap((policies) => policies.modules);
  const lines: string[] = [];
  for (let first = 0; first < documents.length; first += portion) {
    const part = documents.slice(first, first + portion);
    const inputs = part.map(({ json }) => json);
    const query = "data.entitlint.main[input.scope]";
    const results = await evaluatePolicies(
      { modules, capabilities, data: { estate }, query, inputs },
      { timeoutSeconds: 240 },
    );
    expect(results).toHaveLength(part.length);
    for (const [index, { value, error }] of results.entries()) {
      expect(error, part[index]?.id).toBeUndefined();
      const result = EvaluationResult.parse(value);
      expect(result.read).toBe(part[index]?.id);
      for (const finding of result.deny) lines.push(lineOf("deny", result.read, finding));
      for (const finding of result.unknown) lines.push(lineOf("unknown", result.read, finding));
    }
  }
  return lines.sort();
}

/** The same by WebAssembly in worker threads. */
async function byWasm({ documents, estate }: Prepared, scope: Scope): Promise<string[]> {
  const own = documents.filter((document) => document.scope === scope);
  const pack = await loadShippedPack();
  const done = await evaluate(await startPack(pack, 60), estate, batchesOf(own, scope), { workers: 2 });
  expect(done.failures).toEqual([]);
  expect(done.documents).toBe(own.length);
  const placed = (verdict: string) => (finding: PlacedFinding) => {
    const { subject, scope: _scope, ...raw } = finding;
    return lineOf(verdict, subject, raw);
  };
  return [...done.findings.map(placed("deny")), ...done.unknowns.map(placed("unknown"))].sort();
}

function* batchesOf(documents: Prepared["documents"], scope: Scope): Generator<DocumentBatch> {
  for (let first = 0; first < documents.length; first += 100) {
    const part = documents.slice(first, first + 100);
    const buffers = part.map(({ json }) => Buffer.from(json));
    const ends = buffers.map((_, index) => buffers.slice(0, index + 1).reduce((sum, { length }) => sum + length, 0));
    const bytes = new SharedArrayBuffer(ends.at(-1) ?? 0);
    new Uint8Array(bytes).set(Buffer.concat(buffers));
    yield { scope, ids: part.map(({ id }) => id), ends, bytes };
  }
}

function lineOf(verdict: string, subject: string, finding: object): string {
  return `${verdict} ${subject} ${canonicalLine(finding)}`;
}

/** Holds WebAssembly to what OPA's evaluator says of each document, and gives that. */
export async function holdEqual(prepared: Prepared): Promise<string[]> {
  const expected = await byOpa(prepared);
  const given: string[] = [];
  for (const scope of scopes) given.push(...(await byWasm(prepared, scope)));
  expect(given.sort()).toEqual(expected);
  return expected;
}

export function rulesIn(lines: readonly string[]): Set<string> {
  return new Set(lines.map((line) => /"rule":"([^"]+)"/.exec(line)?.[1] ?? ""));
}
