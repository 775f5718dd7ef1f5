// @module-tag long
import { expect, test } from "vitest";
import { Report } from "../../src/model/report.ts";
import { asOf, clean, collected, config } from "./small-project.ts";

const id = "breakglass-too-few";
const required = `${config}rules: {${id}: {required: true}}\n`;
const declared = {
  "access/breakglass.yaml": `# two of the forge
- {account: account:forge/main/2, custodians: [person:ana], testedAt: 2026-11-20, allow: []}
- {account: account:forge/main/3, custodians: [person:ana], testedAt: 2026-11-20, allow: []}
`,
};

/** What is said of the rule about the number of accounts for emergencies. */
async function saidWith(files: Readonly<Record<string, string>>) {
  const { code, stdout, stderr } = await (await collected({ ...clean, ...files })).run(
    ...["check", "--format", "json", "--as-of", asOf],
  );
  expect(stderr).toBe("");
  const report = Report.parse(JSON.parse(stdout));
  const ofRule = <T extends { rule?: string | undefined }>(all: readonly T[]) => all.filter(({ rule }) => rule === id);
  return {
    code,
    findings: ofRule(report.findings).map(({ object, reason, declared: at, place }) => [object, reason, at, place]),
    examined: ofRule(report.counts).map(({ app }) => app),
    silent: ofRule(report.notEvaluable).map(({ app, code: why, reasons, text }) => [app, why, reasons, text]),
    obstacles: ofRule(report.obstacles).map(({ text }) => text),
  };
}

const undeclared = (app: string) => `access/breakglass.yaml declares no emergency account of ${app}`;

test("where nobody has declared one, nothing was asked, and whoever demands the rule is told", async () => {
  expect(await saidWith({ "entitlint.yaml": required })).toEqual({
    code: 2,
    ...{ findings: [], examined: [] },
    silent: ["forge", "idp"].map((app) => [app, "nothing-declared", undefined, undeclared(app)]),
    obstacles: ["forge", "idp"].map((app) => `${id} is required and not evaluable for ${app}: ${undeclared(app)}`),
  });
});

test("what is declared is told where it stands, and what nobody reads ends from is named", async () => {
  const line = { file: "access/breakglass.yaml", line: 2 };
  const withoutEnd = "expiresAt of account records of forge was not read";
  expect(await saidWith(declared)).toEqual({
    code: 1,
    findings: [["app:forge/breakglass/main", "too-few", line, { ...line, what: "declaration" }]],
    examined: ["forge"],
    silent: [
      ["forge", "field-not-read", ["ended"], withoutEnd],
      ["idp", "nothing-declared", undefined, undeclared("idp")],
    ],
    obstacles: [],
  });
});

test("an account that has ended is found where its end is read", async () => {
  const ends = config.replaceAll("displayName: name}\n", "displayName: name, expiresAt: until}\n");
  const { findings, silent } = await saidWith({
    ...declared,
    "entitlint.yaml": ends,
    "exports/idp.csv": "id,login,name,state,until\n1,ana,Ana,on,\n2,ben,Ben,on,\n3,cy,Cy,on,\n",
    "exports/forge.csv":
      "id,login,name,state,role,until\n1,ana,Ana,on,dev,\n2,ben,Ben,on,dev,2026-12-31\n3,cy,Cy,on,dev,2026-11-20\n",
  });
  expect(findings.map(([object, reason]) => [object, reason])).toEqual([["app:forge/breakglass/main", "ended"]]);
  expect(silent.map(([app]) => app)).toEqual(["idp"]);
});
