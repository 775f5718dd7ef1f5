import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatNames } from "../../src/report/format-names.ts";
import { sampleOf } from "../everything.ts";
import { asOf, check, collected, estate, type Judged, object, rule, waiver } from "./decided-project.ts";
import type { Project } from "./small-project.ts";

const file = "access/baseline.yaml";
const schema = "# yaml-language-server: $schema=../node_modules/entitlint/docs/schemas/access-baseline.schema.json";
const given = ["--owner", "group:idp/leads", "--until", "2027-01-31", "--as-of", asOf];

const text = ({ folder }: Project) => readFileSync(join(folder, file), "utf8");
const states = ({ findings }: Judged) => findings.map(({ object: about, baseline }) => `${about} ${baseline?.state}`);

/** Everybody's rights as a later reading has them: Ben has lost `ops`. */
const mended = "id,login,name,state,role\n1,ana,Ana,on,dev\n2,ben,Ben,on,dev\n3,cleo,Cleo,on,dev\n";

async function created(more: Readonly<Record<string, string>> = {}): Promise<Project> {
  const made = await collected(more);
  const { code, stderr } = await made.run("baseline", "create", ...given);
  expect([code, stderr]).toEqual([0, ""]);
  return made;
}

const told: Readonly<Record<string, RegExp>> = {
  text: /owner +put off +next due +counts again\n +group:idp\/leads +2 +2027-01-31 +0\n/,
  markdown: /\| owner \| put off \| next due \| counts again \|\n.*\n\| `group:idp\/leads` \| 2 \| 2027-01-31 \| 0 \|/,
  sarif: /2 findings are known by the baseline and not due yet, and are no alerts\./,
  "sarif-audit": /"baseline":\{"owner":"group:idp\/leads","until":"2027-01-31","state":"open"\}/,
  junit: /<skipped message="baseline: known by the baseline, group:idp\/leads has until 2027-01-31: /,
  gitlab: /0 findings by waivers, 2 findings by the baseline\./,
  csv: /\nknown,grant-no-active-record,forge,high,.*,open,group:idp\/leads,2027-01-31,/,
  html: /<li><a href="#findings"><strong>2<\/strong> known and put off<\/a><\/li>[\s\S]*<span class="mark">Known, put off<\/span>/,
  json: /"baseline":\{"owner":"group:idp\/leads","until":"2027-01-31","state":"open"\}/,
};

describe("a baseline", () => {
  test("holds what fails a check, sorted, one line each, and puts it off to the end of its last day", async () => {
    const made = await created();
    const [head, ...lines] = text(made).trimEnd().split("\n");
    const marks = (await check(made)).findings.map(({ fingerprint }) => fingerprint).toSorted();
    expect(head).toBe(schema);
    expect(lines).toEqual(
      marks.map(
        (mark) =>
          `- { fingerprint: "${mark}", found: { rule: "grant-no-active-record", reason: "inactive", app: "forge" }, title: "Ben: Access without an active person or machine behind it", severity: high, owner: "group:idp/leads", until: 2027-01-31 }`,
      ),
    );
    const before = await check(made, "2027-01-31T23:59:59Z");
    expect([before.exitCode, states(before)]).toEqual([
      0,
      ["grant:forge/main/2:dev open", "grant:forge/main/2:ops open"],
    ]);
    const after = await check(made, "2027-02-01T00:00:00Z");
    expect([after.exitCode, states(after)]).toEqual([
      1,
      ["grant:forge/main/2:dev overdue", "grant:forge/main/2:ops overdue"],
    ]);
    expect(after.notices).toMatchObject([{ code: "baseline-overdue" }]);
  });

  test("is told in every format", async () => {
    const made = await created();
    expect(Object.keys(told).toSorted()).toEqual([...formatNames]);
    for (const [format, wanted] of sampleOf(Object.entries(told), 3)) {
      const { code, stdout } = await made.run("check", "--format", format, "--as-of", asOf);
      expect(code).toBe(0);
      expect(stdout, format).toMatch(wanted);
      expect(stdout).not.toMatch(/<failure/);
    }
  });

  test("does not know a finding that has become graver, nor one about something else", async () => {
    const made = await created({ "exports/forge.csv": mended });
    made.write({ "entitlint.yaml": `${estate["entitlint.yaml"]}rules: {${rule}: {level: critical}}\n` });
    const graver = await check(made);
    expect([graver.exitCode, states(graver)]).toEqual([1, [`${object} graver`]]);
    expect(graver.notices).toMatchObject([{ code: "baseline-graver" }]);
    const other = await created({ "exports/forge.csv": mended });
    other.write({ "exports/forge.csv": mended.replace("2,ben,Ben,on,dev", "2,ben,Ben,on,ops") });
    await other.run("collect", "--as-of", asOf, "--no-brake");
    const moved = await check(other);
    expect([moved.exitCode, states(moved)]).toEqual([1, ["grant:forge/main/2:ops undefined"]]);
  });

  test("without a severity knows what is as grave as its rule, and no more", async () => {
    const made = await created({ "exports/forge.csv": mended });
    made.write({ [file]: text(made).replace(" severity: high,", "") });
    expect((await check(made)).exitCode).toBe(0);
    made.write({ [file]: text(made).replace("until:", "severity: medium, until:") });
    expect((await check(made)).exitCode).toBe(1);
  });

  test("does not put off what judges waivers, and is not asked about what is waived", async () => {
    const waivers = {
      "access/waivers/a.yaml": waiver() + waiver({ id: "w-2", object: "grant:forge/main/2:ops", owner: "person:dora" }),
    };
    const made = await created(waivers);
    expect(text(made).split("\n")).toHaveLength(3);
    const invalid = (await check(made)).findings.find((one) => one.rule === "waiver-invalid");
    const line = `- { fingerprint: "${invalid?.fingerprint}", title: planted, owner: "person:ana", until: 2027-01-31 }\n`;
    made.write({ [file]: `${text(made)}${line}` });
    const planted = await check(made);
    expect(planted.exitCode).toBe(1);
    expect(planted.findings.find((one) => one.rule === "waiver-invalid")?.baseline).toBeUndefined();
    expect(planted.notices).toMatchObject([{ code: "baseline-refused", rule: "waiver-invalid" }]);
  });

  test("is not created twice, nor without owner and date, nor until a day that is gone", async () => {
    const made = await created();
    expect(await made.run("baseline", "create", ...given)).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("access/baseline.yaml:2:3: there is a baseline already [decision/refused]"),
    });
    const none = await made.run("baseline", "create");
    expect(none.stderr).toMatch(/^--owner is missing .*\n--until is missing /);
    const gone = await made.run(
      "baseline",
      "create",
      "--owner",
      "person:ana",
      "--until",
      "2026-11-21",
      "--as-of",
      asOf,
    );
    expect(gone.stderr).toContain("today is 2026-11-22");
  });
});

describe("entries whose finding is gone", () => {
  async function withGone(): Promise<Project> {
    const made = await created();
    made.write({ [file]: text(made).replace("\n- ", "\n# what was there\n- "), "exports/forge.csv": mended });
    const { code, stderr } = await made.run("collect", "--as-of", asOf, "--no-brake");
    expect(code, stderr).toBe(0);
    return made;
  }

  test("are told, shown, and taken out when it is asked for; comments stay", async () => {
    const made = await withGone();
    const report = await check(made);
    expect(report.notices).toMatchObject([{ code: "baseline-stale" }]);
    const before = text(made);
    const shown = await made.run("baseline", "prune", "--as-of", asOf);
    expect(shown.stdout).toMatch(
      /\n-- \{ fingerprint: "[0-9a-f]{64}", .*\n.*To be taken out: 1 entry of 2 whose finding is gone\. Nothing was written/s,
    );
    expect(text(made)).toBe(before);
    const { code } = await made.run("baseline", "prune", "--write", "--as-of", asOf);
    expect(code).toBe(0);
    const [stale] = report.baseline?.stale ?? [];
    const kept = before.split("\n").filter((line) => !line.includes(stale?.fingerprint ?? "-"));
    expect(text(made)).toBe(kept.join("\n"));
    expect((await check(made)).notices).toEqual([]);
  });

  test("are taken out by update, which adds what is new only when it is told to", async () => {
    const made = await withGone();
    made.write({ "exports/forge.csv": `${mended}4,dora,Dora,on,dev\n` });
    await made.run("collect", "--as-of", asOf, "--no-brake");
    const updated = await made.run("baseline", "update", "--as-of", asOf);
    expect([updated.code, updated.stderr]).toEqual([0, ""]);
    expect(updated.stdout).toContain("0 findings put off, 1 entry taken out: access/baseline.yaml.");
    expect((await check(made)).exitCode).toBe(1);
    const refused = await made.run("baseline", "update", "--owner", "person:ana");
    expect(refused.stderr).toContain("--owner says what to add, and nothing is added without --add");
    const added = await made.run("baseline", "update", "--add", ...given.with(1, "person:ana"));
    expect(added.stdout).toMatch(/1 finding put off, 0 entries taken out/);
    expect(added.stdout).toMatch(/group:idp\/leads +1 +2027-01-31 +0\n +person:ana +1 +2027-01-31 +0\n/);
    const marks = [...text(made).matchAll(/fingerprint: "([0-9a-f]+)"/g)].map(([, mark]) => mark);
    expect(marks).toEqual(marks.toSorted());
    expect((await check(made)).exitCode).toBe(0);
  });

  test("are not called gone where something could not be read", async () => {
    const made = await withGone();
    made.write({ "exports/forge.csv": "id,login\n" });
    await made.run("collect", "--as-of", asOf);
    const { code, stdout } = await made.run("baseline", "prune", "--as-of", asOf);
    expect([code, stdout]).toEqual([
      2,
      expect.stringMatching(
        /^To be taken out: 0 entries of 2 .*; of 1 more nobody can say\.\n {2}1 entry: the check could not judge everything: the last collection of forge .* failed/,
      ),
    ]);
  });
});
