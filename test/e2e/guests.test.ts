// @module-tag long
import { expect, test } from "vitest";
import { Report } from "../../src/model/report.ts";
import { asOf, collected } from "./small-project.ts";

const id = "tenant-crossing-grant";

const source = (name: string, role: string, fields: string) => `
  ${name}:
    collector: files
    role: ${role}
    reads:
      - path: exports/${name}.csv
        exportedAt: {from: value, value: 2026-11-22T06:00:00Z}
        records:
          - {kind: identity, id: "{id}", tenant: "{tenant}", fields: {${fields}}}`;

const status = "status: {from: state, map: {on: active, off: disabled}}, employeeId: number, displayName: name";
const kind = "kind: {from: kind, map: {person: human, guest: external}}";

/** A directory of two tenants whose groups and roles nobody reads. */
const files = {
  "entitlint.yaml": `version: 1
sources:${source("hr", "authoritative-identity", `kind: {value: human}, ${status}`)}${source("idp", "directory", `${kind}, ${status}`)}
`,
  "access/apps/idp.yaml":
    "owner: person:ana\npeople: [hr]\nlifecycle: {channel: manual, sla: PT24H, deactivationBlocksUse: verified}\n",
  "exports/hr.csv": "id,tenant,number,name,state\n1,main,E1,Ana,on\n2,main,E2,Ben,on\n",
  "exports/idp.csv": `id,tenant,number,name,state,kind
1,main,E1,Ana,on,person
2,main,E2,Ben,off,person
g2,partner,E2,Ben,on,guest
`,
};

async function saidWith(given: Readonly<Record<string, string>>) {
  const { stdout, stderr } = await (await collected(given)).run("check", "--format", "json", "--as-of", asOf);
  expect(stderr).toBe("");
  const report = Report.parse(JSON.parse(stdout));
  return {
    found: report.findings
      .filter(({ rule }) => rule === id)
      .map(({ object, reason, severity }) => [object, reason, severity]),
    silent: report.notEvaluable
      .filter(({ rule, app }) => rule === id && app === "idp")
      .map(({ code, reasons }) => [code, reasons]),
  };
}

test("a directory whose grants nobody reads is asked for guests who were ended at home", async () => {
  expect(await saidWith(files)).toEqual({
    found: [["account:idp/partner/g2", "inactive-at-home", "medium"]],
    silent: [["not-collected", ["untrusted", "trust-ended"]]],
  });
});
