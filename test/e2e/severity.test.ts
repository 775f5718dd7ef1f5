// @module-tag long
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { Finding } from "../../src/model/report.ts";
import { clean, collected, config } from "./small-project.ts";

const page = readFileSync(join(resolve(import.meta.dirname, "../.."), "docs/severity.md"), "utf8");
const examples = [...page.matchAll(/^```yaml\n([^`]*)^```/gm)].map(([, text = ""]) => text);

/** Ben left on that day, and keeps his account in an application of tier 1. */
const leftOn = (day: string, rules = "") => ({
  ...clean,
  "entitlint.yaml": `${config.replace("userName: login", "statusChangedAt: since, userName: login")}${rules}`,
  "exports/idp.csv": `id,login,name,state,since\n1,ana,Ana,on,\n2,ben,Ben,off,${day}\n`,
  "access/apps/forge.yaml": `tier: 1\n${clean["access/apps/forge.yaml"]}`,
});

async function findingsOf(files: Readonly<Record<string, string>>): Promise<readonly Finding[]> {
  const project = await collected(files);
  const { stdout } = await project.run("check", "--format", "json", "--as-of", "2026-11-22T08:00:00Z");
  const report: { findings: Finding[] } = JSON.parse(stdout);
  return report.findings.filter(({ rule }) => rule === "grant-no-active-record" || rule === "leaver-account-enabled");
}

test("what the page says of a rule changes the finding under which the rule is told as a cause", async () => {
  expect(examples.map((text) => Object.keys(parse(text).rules))).toContainEqual(["leaver-account-enabled"]);
  const [before] = await findingsOf(leftOn("2026-11-10"));
  expect(before).toMatchObject({ severity: "high", causes: [{ rule: "leaver-account-enabled", severity: "high" }] });
  for (const example of examples) {
    const [after] = await findingsOf(leftOn("2026-11-10", example));
    expect(after?.fingerprint).toBe(before?.fingerprint);
    expect(after).toMatchObject({ severity: "critical", causes: [{ severity: "critical" }] });
    expect(after?.steps).toHaveLength(1);
    expect(after?.steps?.[0]?.why).toMatch(/^Its cause leaver-account-enabled is critical: /);
  }
});

test("nobody is late on the last day, when the day alone is told", async () => {
  // Read at six in the morning.
  expect(await findingsOf(leftOn("2026-11-22"))).toEqual([]);
  const [found] = await findingsOf(leftOn("2026-11-21"));
  expect(found?.msg).toContain("somebody inactive since 2026-11-21T23:59:59Z");
  // The account may be on for 24 hours more, and no day longer.
  expect(found?.causes).toEqual([]);
  const [later] = await findingsOf(leftOn("2026-11-20"));
  expect(later?.causes).toMatchObject([{ rule: "leaver-account-enabled" }]);
});
