import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { Report } from "../../src/model/report.ts";
import { formatNames } from "../../src/report/format-names.ts";
import { asOf, clean, collected, config, type Project, project, type Ran, withLeaver } from "./small-project.ts";

type Format = (typeof formatNames)[number];
const everywhere = formatNames.flatMap((name) => ["--report", `${name}=out/${name}`]);
const check = (made: Project, ...args: string[]) => made.run("check", "--as-of", asOf, ...args);

/** A report as it was written; nothing where there is none, which is no report that says so. */
function read(made: Project, format: string): string {
  const path = join(made.folder, "out", format);
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/** How a format says that nothing was judged; empty where it does not. */
const redness: Readonly<Record<Format, (text: string) => string>> = {
  csv: (text) => {
    const rows: Record<string, string>[] = parse(text, { columns: true });
    return rows.find(({ row }) => row === "could-not-judge")?.message ?? "";
  },
  gitlab: (text) =>
    JSON.parse(text).find(
      (issue: { severity: string; check_name: string }) =>
        issue.severity === "blocker" && issue.check_name === "could-not-judge",
    )?.description ?? "",
  html: (text) =>
    /<h1><span class="sign" aria-hidden="true">!<\/span>(?:Could not judge|Failed)<\/h1>[\s\S]*<section id="obstacles"[\s\S]*?<li><bdi>(.*?)<\/bdi>/.exec(
      text,
    )?.[1] ?? "",
  json: (text) => {
    const { exitCode, obstacles } = Report.parse(JSON.parse(text));
    return exitCode >= 2 ? (obstacles[0]?.text ?? "") : "";
  },
  junit: (text) => /<error type="[^"]+" message="could not judge: ([^"]+)"/.exec(text)?.[1] ?? "",
  markdown: (text) =>
    /^## entitlint (?:could not judge|failed)\n[\s\S]*\n### Could not judge\n\n- (.*)/.exec(text)?.[1] ?? "",
  sarif: failedRun,
  "sarif-audit": failedRun,
  text: (text) =>
    /Could not judge\n {2}! (.*)[\s\S]*\nexit code [23]: (?:could not judge|the tool failed)/.exec(text)?.[1] ?? "",
};

function failedRun(text: string): string {
  const [{ executionSuccessful, toolExecutionNotifications }] = JSON.parse(text).runs[0].invocations;
  const error = toolExecutionNotifications.find(({ level }: { level: string }) => level === "error");
  return executionSuccessful ? "" : (error?.message.text ?? "");
}

function expectRed(made: Project, ran: Ran, code: number, words: RegExp): void {
  expect(ran.code).toBe(code);
  for (const format of formatNames) expect(redness[format](read(made, format)), format).toMatch(words);
}

describe("reports to files", () => {
  test("are written beside the text on standard output, each as --format prints it", async () => {
    const made = await collected(withLeaver);
    const plain = await check(made);
    const ran = await check(made, ...everywhere);
    expect(ran).toEqual(plain);
    expect(ran.code).toBe(1);
    for (const format of formatNames) {
      const { stdout, code } = await made.run("check", "--as-of", asOf, "--format", format);
      expect(code).toBe(1);
      // Text is laid out for the width of what it goes to.
      if (format !== "text") expect(read(made, format)).toBe(stdout);
      expect(redness[format](stdout), format).toBe("");
    }
    expect(readdirSync(join(made.folder, "out"))).toEqual([...formatNames]);
  });

  test("are the same twice, and in another folder", async () => {
    const [made, other] = [await collected(withLeaver), await collected(withLeaver)];
    for (const { folder, run } of [made, other]) {
      expect((await run("check", "--as-of", asOf, ...everywhere)).stderr).toBe("");
      expect(statSync(join(folder, "out/csv")).size).toBeGreaterThan(500);
    }
    for (const format of formatNames) expect(read(other, format), format).toBe(read(made, format));
  });

  test("in Markdown stay within --markdown-size", async () => {
    const rows = Array.from({ length: 60 }, (_, at) => `${at},p${at},N ${at}`);
    const made = await collected({
      ...clean,
      "exports/idp.csv": `id,login,name,state\n${rows.map((row) => `${row},off`).join("\n")}\n`,
      "exports/forge.csv": `id,login,name,state,role\n${rows.map((row) => `${row},on,dev`).join("\n")}\n`,
    });
    const small = await check(made, "--format", "markdown", "--all", "--markdown-size", "4096");
    expect(Buffer.byteLength(small.stdout)).toBeLessThanOrEqual(4096);
    expect(small.stdout).toMatch(/… and \d+ more findings/);
    expect((await check(made, "--format", "markdown", "--all")).stdout.length).toBeGreaterThan(8_000);
  });
});

describe("a run that could not judge is red in every format", () => {
  test("an altered snapshot: exit code 2", async () => {
    const made = await collected();
    const path = join(made.folder, "snapshots/forge/account.ndjson");
    writeFileSync(path, readFileSync(path, "utf8").replace('"on"', '"oN"'));
    expectRed(made, await check(made, ...everywhere), 2, /forge\/account\.ndjson/);
  });

  test("no snapshot at all: exit code 2", async () => {
    const made = project(clean);
    expectRed(made, await check(made, ...everywhere), 2, /not in the snapshot|nothing to judge|no source was read/);
  });

  test("a manifest that cannot be read ends the run: exit code 2", async () => {
    const made = await collected();
    writeFileSync(join(made.folder, "snapshots/manifest.json"), "{");
    expectRed(made, await check(made, ...everywhere), 2, /manifest\.json/);
  });

  test("records that nothing expected: exit code 2", async () => {
    const made = await collected();
    const [file, place] = ["snapshots/idp/identity.ndjson", "snapshots/manifest.json"].map((p) => join(made.folder, p));
    const text = readFileSync(file ?? "", "utf8").replace('"userName":"ana"', '"userName":7');
    writeFileSync(file ?? "", text);
    const manifest = JSON.parse(readFileSync(place ?? "", "utf8"));
    manifest.files["idp/identity.ndjson"] = createHash("sha256").update(text).digest("hex");
    writeFileSync(place ?? "", JSON.stringify(manifest));
    expectRed(made, await check(made, ...everywhere), 2, /identity\.ndjson:1/);
  });

  test.each([
    ["a config that is broken", { "entitlint.yaml": "version: 1\nfialOn: low\n" }, /input\/unknown-key/],
    [
      "a rule that is not there",
      { "entitlint.yaml": `${config}rules: {nowhere: {level: low}}\n` },
      /config\/unknown-rule/,
    ],
    ["an access file that is broken", { "access/apps/forge.yaml": "owner: [\n" }, /forge\.yaml/],
  ])("%s: exit code 3, in place of yesterday's green report", async (_, files, words) => {
    const made = await collected();
    expect((await check(made, ...everywhere)).code).toBe(0);
    for (const format of formatNames) expect(redness[format](read(made, format)), format).toBe("");
    made.write(files);
    const ran = await check(made, ...everywhere);
    expectRed(made, ran, 3, words);
    expect([ran.stdout, ran.stderr]).toEqual(["", expect.stringMatching(words)]);
    for (const format of formatNames) {
      const { stdout, stderr, code } = await check(made, "--format", format);
      expect([code, stderr]).toEqual([3, ran.stderr]);
      if (format === "text" || format === "json") expect(stdout).toBe("");
      else expect(redness[format](stdout), format).toMatch(words);
    }
  });

  test("no config: the report is written where it was asked for", async () => {
    const made = project({});
    expectRed(made, await check(made, ...everywhere), 3, /config\/not-found/);
  });
});

describe("what is wrong with --report itself", () => {
  test.each([
    [["--report", "sarif"], "Write sarif=<file>"],
    [["--report", "sarif="], "Write sarif=<file>"],
    [["--report", "pdf=out.pdf"], "sarif-audit"],
    [["--report", "sarif=a", "--report", "junit=./a"], "two reports are to go to one file"],
    [["--markdown-size", "100"], "at least 4096"],
    [["--markdown-size", "1.5e4.1"], "at least 4096"],
    [["--format", "pdf"], "sarif-audit"],
  ])("%j is a wrong command line", async (args, words) => {
    const made = project(clean);
    const { code, stdout, stderr } = await check(made, ...args);
    expect([code, stdout, stderr]).toEqual([3, "", expect.stringContaining(words)]);
    expect(stderr).toContain("[usage/invalid]");
  });

  test("every file that cannot be written is told, before anything is judged", async () => {
    const made = await collected();
    const reports = ["sarif=entitlint.yaml/a", "junit=access", "csv=fine.csv"].flatMap((given) => ["--report", given]);
    const { code, stdout, stderr } = await check(made, ...reports);
    expect([code, stdout]).toEqual([3, ""]);
    expect(stderr.match(/\[output\/unwritable\]/g)).toHaveLength(2);
    expect(stderr).toContain("access: the report cannot be written: it is a folder");
    expect(existsSync(join(made.folder, "entitlint.yaml"))).toBe(true);
  });
});
