import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runHere } from "./run-here.ts";

const root = resolve(import.meta.dirname, "../..");
const asOf = readFileSync(join(root, "examples/acme/as-of.txt"), "utf8").trim();
const acme = ["--config", "examples/acme/entitlint.yaml", "--snapshot", "snapshots", "--as-of", asOf];
let folder = "";
let report = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "entitlint-triage-"));
  report = join(folder, "report.json");
  await runHere(root, ["check", ...acme, "--report", `json=${report}`]);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("where no terminal is, a table", () => {
  test("has one finding a line, the gravest first, and ends with 0 whatever was found", async () => {
    const { code, stdout } = await runHere(root, ["triage", ...acme]);
    const lines = stdout.trimEnd().split("\n");
    expect(code).toBe(0);
    expect(lines).toHaveLength(63);
    expect(lines[1]).toMatch(
      /critical +grant-no-active-record +R\. Mills +crm +grant:crm\/acme\/u5025:role\/admin +new +group:idp\/sales-operations +2da0773b70a3$/,
    );
    expect(lines.at(-1)).toBe("61 findings of 61");
  });

  test("of a report is the one of judging, but for owners that only the config knows", async () => {
    const judged = await runHere(root, ["triage", ...acme, "--filter", "app:crm sev>=high", "--group", "rule"]);
    const read = await runHere(root, [
      "triage",
      ...acme,
      "--report",
      report,
      "--filter",
      "app:crm sev>=high",
      "--group",
      "rule",
    ]);
    expect(read).toEqual(judged);
    expect(read.stdout).toMatch(/\ngrant-no-active-record {2}1\n/);
    const elsewhere = await runHere(folder, ["triage", "--report", report, "--filter", "owner:none sev:crit"]);
    expect(elsewhere.stdout).toMatch(/5 findings of 61/);
  });
});

test("a report of a run that could not judge ends with 2, and says why first", async () => {
  const path = join(folder, "unjudged.json");
  const whole = JSON.parse(readFileSync(report, "utf8"));
  writeFileSync(path, JSON.stringify({ ...whole, findings: [], exitCode: 3 }));
  const { code, stdout } = await runHere(root, ["triage", "--report", path]);
  expect([code, stdout]).toEqual([2, "could not judge: exit code 3: the tool failed\n0 findings of 0\n"]);
});

describe("refused with the reason", () => {
  const cases: readonly (readonly [string, (whole: string) => string, RegExp])[] = [
    [
      "a report that was cut off",
      (whole) => whole.slice(0, whole.length / 2),
      /no JSON, or only a part of it \[input\/does-not-parse\]/,
    ],
    [
      "a report of another version",
      (whole) => JSON.stringify({ ...JSON.parse(whole), version: 2 }),
      /of version 2, and this entitlint reads version 1/,
    ],
    ["what is no report", () => "{}", /no report of a check/],
    [
      "a report with something in it that is no finding",
      (whole) => {
        const { findings, ...rest } = JSON.parse(whole);
        return JSON.stringify({ ...rest, findings: [...findings, { ...findings[0], severity: "grave" }] });
      },
      /no report of a check: findings\.61\.severity: Invalid option/,
    ],
    [
      "a report whose findings are no list",
      (whole) => JSON.stringify({ ...JSON.parse(whole), findings: "many" }),
      /no report of a check: findings: /,
    ],
  ];
  test.each(cases)("%s", async (_, change, said) => {
    const path = join(folder, "other.json");
    writeFileSync(path, change(readFileSync(report, "utf8")));
    const { code, stderr } = await runHere(root, ["triage", "--report", path]);
    expect([code, stderr]).toEqual([3, expect.stringMatching(said)]);
  });

  test("a report that is not there", async () => {
    const { code, stderr } = await runHere(root, ["triage", "--report", join(folder, "none.json")]);
    expect([code, stderr]).toEqual([3, expect.stringMatching(/cannot be read \[input\/unreadable\]/)]);
  });

  test("a filter with a mistake in it, before anything is judged", async () => {
    const { code, stderr } = await runHere(folder, ["triage", "--filter", "app:crm sve>=high"]);
    expect([code, stderr]).toEqual([
      3,
      expect.stringMatching(/"sve>=high": there is no such field\. Did you mean `sev`/),
    ]);
  });
});
