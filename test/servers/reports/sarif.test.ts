import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Report } from "../../../src/model/report.ts";
import { checkAcme } from "../../e2e/acme.ts";
import { hostileReport } from "../../report/hostile-report.ts";
import { cleanReport, finding, render, smallReport, unjudgedReport } from "../../report/small-report.ts";
import { multitool } from "./multitool.ts";

const schema = resolve(import.meta.dirname, "../node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json");
const waiver = { id: "w-1", reason: "vendor has no expiry", owner: "group:okta/pay", until: "2027-01-31" };

/** Reports of every sort, by name; what must raise no warning comes first. */
const ours = {
  acme: checkAcme("examples/acme/entitlint.yaml", "snapshots"),
  clean: cleanReport(),
  small: smallReport(),
  waived: smallReport({ findings: [finding(1, { waiver }), finding(2, { change: "changed" })] }),
};
const unjudged = {
  "exit-2": unjudgedReport(2),
  "exit-3": unjudgedReport(3, {
    obstacles: [],
    rules: [],
    counts: [],
    digests: {},
    files: { config: "entitlint.yaml" },
  }),
};

/** The validator takes more than a second for each file. */
const hostile = (many: number) =>
  Object.fromEntries(fc.sample(hostileReport, many).map((report, at) => [`hostile-${at}`, report]));

const rendered = (format: string, reports: Readonly<Record<string, Report>>) =>
  Object.fromEntries(Object.entries(reports).map(([name, report]) => [name, render(format, report)]));

/** Nothing that anybody could look at: the project has no public page yet. */
const withoutHomePage = (faults: readonly string[]) => faults.filter((fault) => !fault.endsWith(" warning SARIF2005"));

describe.each([
  ["sarif", "Sarif;Gh"],
  ["sarif-audit", "Sarif"],
] as const)("%s by Microsoft's validator with the rules %s", (format, ruleKind) => {
  test("is what the standard and the platform ask for, and nothing is worth a warning", () => {
    expect(withoutHomePage(multitool(rendered(format, ours), ruleKind))).toEqual([]);
  });

  test("breaks no rule whatever is in it", () => {
    const files = rendered(format, { ...unjudged, ...hostile(12) });
    expect(multitool(files, ruleKind).filter((fault) => fault.includes(" error "))).toEqual([]);
  });

  test("follows the schema", () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
    for (const [name, text] of Object.entries(rendered(format, { ...ours, ...unjudged, ...hostile(200) }))) {
      validate(JSON.parse(text));
      expect(validate.errors ?? [], name).toEqual([]);
    }
  });
});

test("the validator finds what is wrong", () => {
  const text = render("sarif", smallReport());
  const broken = {
    nowhere: text.replaceAll('"locations"', '"relatedLocations"'),
    property: text.replace('"version": "2.1.0"', '"version": "2.1.0", "more": 1'),
    line: text.replaceAll('"startLine": 2', '"startLine": 0'),
  };
  const faults = multitool(broken, "Sarif;Gh");
  for (const name of Object.keys(broken))
    expect(
      faults.some((fault) => fault.startsWith(`${name} error`)),
      name,
    ).toBe(true);
});
