import { afterAll, beforeAll, expect, test } from "vitest";
import { Report } from "../../../src/model/report.ts";
import { type Estate, leaver, startEstate, stayer } from "./estate.ts";

let estate: Estate;
let report: Report;

beforeAll(async () => {
  estate = await startEstate();
  const collected = await estate.run("collect");
  expect(collected.stderr).not.toMatch(/error/iu);
  const { stdout, stderr } = await estate.run("check", "--format", "json");
  expect(stderr).not.toMatch(/error/iu);
  report = Report.parse(JSON.parse(stdout));
});
afterAll(() => estate?.stop());

/** What is found about somebody, as `app rule`, whatever the object. */
function foundAbout(name: string): string[] {
  const found = report.findings.filter(({ identity, subject }) =>
    [identity, subject].some((id) => idsOf(name).includes(id ?? "")),
  );
  return [...new Set(found.map(({ app, rule }) => `${app} ${rule}`))].toSorted();
}

const numbers: Readonly<Record<string, string>> = { [leaver]: "E7", [stayer]: "E1" };
const idsOf = (name: string) => [`identity:hr/main/${numbers[name]}`];

test("somebody who has left is found in each of the four systems that still let her in", () => {
  expect(foundAbout(leaver)).toEqual([
    "ad leaver-hr-directory-lag",
    "crm grant-no-active-record",
    "github grant-no-active-record",
    "pg grant-no-active-record",
  ]);
});

test("somebody who is here is found nowhere", () => {
  expect(foundAbout(stayer)).toEqual([]);
});
