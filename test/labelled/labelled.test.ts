// @module-tag long
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import { Estate } from "../../src/model/estate.ts";
import { root } from "../e2e/acme.ts";
import { documentsIn, holdEqual, rulesIn } from "../e2e/by-opa.ts";
import { extent, sampleOf } from "../everything.ts";
import { defects } from "./defects/index.ts";
import { informs } from "./informs.ts";
import { type Judged, judge, lineOf, linesOf } from "./judge.ts";
import { notPlanted, reasonsNotPlanted } from "./not-planted.ts";

/** Subjects that the estate has at least. */
const subjects = 400;

let planted: Judged;
beforeAll(async () => {
  planted = await judge(defects);
  return () => planted.remove();
});

test(`of more than ${subjects} subjects, all as they should be, nothing is found but what only informs`, async () => {
  const { report, remove } = await judge([]);
  onTestFinished(remove);
  expect(report.population.subjects).toBeGreaterThanOrEqual(subjects);
  expect(report.obstacles).toEqual([]);
  expect(report.unknowns).toEqual([]);
  expect(linesOf(report)).toEqual(informs.map(lineOf).sort());
  expect(report.findings.filter(({ severity, waiver }) => severity !== "info" && !waiver)).toEqual([]);
  expect(report.exitCode).toBe(0);
});

test(`${defects.length} changes of it are found where they are defects, and only there`, () => {
  const { report, labels } = planted;
  const found = new Set(linesOf(report));
  const due = new Map(
    [...informs.map((one) => ({ ...one, what: "the clean estate" })), ...labels].map((one) => [lineOf(one), one]),
  );
  const missed = [...due].filter(([line]) => !found.has(line)).map(([line, { what }]) => `${line}, though ${what}`);
  const alarms = [...found].filter((line) => !due.has(line));
  expect({ missed, alarms, undecided: report.unknowns.map(lineOf) }).toEqual({ missed: [], alarms: [], undecided: [] });
});

test("every rule has a defect of its own, or a reason why not", () => {
  const names = readdirSync(join(root, "policies/entitlint/rules"), { withFileTypes: true }).flatMap(({ name }) =>
    readdirSync(join(root, "policies/entitlint/rules", name)),
  );
  const rules = names.map((name) => name.replaceAll("_", "-")).sort();
  const shown = new Set([...planted.labels, ...informs].map(({ rule }) => rule));
  expect(rules.filter((rule) => !shown.has(rule))).toEqual(Object.keys(notPlanted).sort());
  const named = Object.keys(reasonsNotPlanted).map((reason) => reason.split(":")[0]);
  expect(named.filter((rule) => !rules.includes(rule ?? ""))).toEqual([]);
  expect(rules).toEqual(planted.report.rules.map(({ id }) => id).sort());
});

test(`WebAssembly says of its documents what OPA's own evaluator says (${extent})`, async () => {
  const { run, report } = planted;
  const documents = documentsIn((await run("documents")).stdout);
  expect(documents.length).toBeGreaterThan(subjects);
  const { estate } = z.object({ estate: Estate }).parse(JSON.parse((await run("documents", "--estate")).stdout));
  // Of those that something is found of more than of all that is as it should be.
  const told = new Set(report.findings.map(({ subject }) => subject));
  const sample = [
    ...sampleOf(
      documents.filter(({ id }) => told.has(id)),
      6,
    ),
    ...sampleOf(
      documents.filter(({ id }) => !told.has(id)),
      30,
    ),
  ];
  const lines = await holdEqual({ documents: sample, estate });
  expect(rulesIn(lines).size).toBeGreaterThanOrEqual(8);
});
