import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Report } from "../../src/model/report.ts";
import { asOf, collected, estate, rule } from "./decided-project.ts";
import type { Project } from "./small-project.ts";

const file = "access/notes.yaml";
const at = ["--as-of", asOf];
const text = ({ folder }: Project) => readFileSync(join(folder, file), "utf8");

/** Everybody's rights as a later reading has them: Ben has lost `ops`. */
const mended = "id,login,name,state,role\n1,ana,Ana,on,dev\n2,ben,Ben,on,dev\n3,cleo,Cleo,on,dev\n";

async function reportOf({ run }: Project): Promise<Report> {
  const { stdout, stderr } = await run("check", "--format", "json", ...at);
  if (stdout === "") throw new Error(stderr);
  return Report.parse(JSON.parse(stdout));
}

/** A project with a note on both of its findings, and its report without them. */
async function noted(note = "asked Ben's manager"): Promise<{ readonly made: Project; readonly before: Report }> {
  const made = await collected();
  const before = await reportOf(made);
  const lines = before.findings.map(({ fingerprint, rule, reason, app, object }) => {
    const says = JSON.stringify(`${note} about ${object.at(-1)}`);
    const found = `{ rule: ${rule}, reason: ${reason}, app: ${app} }`;
    return `# on ${object}\n- { fingerprint: "${fingerprint}", found: ${found}, note: ${says} }\n`;
  });
  made.write({ [file]: lines.join("") });
  return { made, before };
}

async function withGone(): Promise<Project> {
  const { made } = await noted();
  made.write({ "exports/forge.csv": mended });
  const { code, stderr } = await made.run("collect", ...at, "--no-brake");
  expect(code, stderr).toBe(0);
  return made;
}

test("a check ends, counts and sorts as without notes", async () => {
  const { made, before } = await noted();
  const { notes, digests, ...report } = await reportOf(made);
  const { digests: digestsBefore, ...others } = before;
  expect(notes).toEqual({ entries: 2, unproven: 0, stale: [] });
  expect(report.findings.map(({ note }) => note)).toEqual([
    "asked Ben's manager about v",
    "asked Ben's manager about s",
  ]);
  expect({ ...report, findings: report.findings.map(({ note: _, ...finding }) => finding) }).toEqual(others);
  expect({ ...digests, access: "" }).toEqual({ ...digestsBefore, access: "" });
});

test("explain tells the note, and what acts on a terminal is inert in it", async () => {
  const { made, before } = await noted("\u202emoc.elpmaxe");
  const { code, stdout } = await made.run("explain", before.findings[0]?.fingerprint ?? "", ...at);
  expect(code).toBe(0);
  expect(stdout).toMatch(/\n\nNote\n {2}\\u\{202e\}moc\.elpmaxe about v\n\n/);
});

describe("notes whose finding is gone", () => {
  test("are no notice, and are taken out when it is asked for; comments stay", async () => {
    const made = await withGone();
    const { notices, notes } = await reportOf(made);
    const [stale] = notes?.stale ?? [];
    expect([notices, notes?.stale.length]).toEqual([[], 1]);
    const before = text(made);
    const shown = await made.run("notes", "prune", ...at);
    expect(shown.stdout).toMatch(
      /\n-- \{ fingerprint: "[0-9a-f]{64}", .*\n.*To be taken out: 1 note of 2 whose finding is gone\. Nothing was written/s,
    );
    expect([shown.code, text(made)]).toEqual([0, before]);
    expect((await made.run("notes", "prune", "--write", ...at)).code).toBe(0);
    const kept = before.split("\n").filter((line) => !line.includes(stale?.fingerprint ?? "-"));
    expect(text(made)).toBe(kept.join("\n"));
    expect((await reportOf(made)).notes).toEqual({ entries: 1, unproven: 0, stale: [] });
  });

  test("are explained by what they say", async () => {
    const made = await withGone();
    const [stale] = (await reportOf(made)).notes?.stale ?? [];
    const { code, stderr } = await made.run("explain", stale?.fingerprint ?? "", ...at);
    expect([code, stderr]).toEqual([3, expect.stringMatching(/is found no more; the note on it says: asked Ben's/)]);
  });

  test("are not called gone where something could not be read", async () => {
    const made = await withGone();
    made.write({ "exports/forge.csv": "id,login\n" });
    await made.run("collect", ...at);
    const { code, stdout } = await made.run("notes", "prune", ...at);
    expect([code, stdout]).toEqual([
      2,
      expect.stringMatching(
        /^To be taken out: 0 notes of 2 .*; of 1 more nobody can say\.\n {2}1 note: the check could not judge everything: the last collection of forge .* failed/,
      ),
    ]);
  });

  test("are not called gone where people could not be read, though the check may do without them", async () => {
    const { made } = await noted();
    const optional = estate["entitlint.yaml"]?.replace("role: directory", "role: directory\n    required: false") ?? "";
    made.write({ "entitlint.yaml": optional, "exports/idp.csv": "id\n" });
    rmSync(join(made.folder, "snapshots"), { recursive: true });
    await made.run("collect", ...at);
    const { stdout } = await made.run("notes", "prune", ...at);
    expect(stdout).toContain(
      "0 notes of 2 whose finding is gone; of 2 more nobody can say.\n  2 notes: idp could not be read\n",
    );
  });

  test("are not called gone where their rule is asked no more", async () => {
    const made = await withGone();
    made.write({ "entitlint.yaml": `${estate["entitlint.yaml"]}rules: {${rule}: {level: off}}\n` });
    const { code, stdout } = await made.run("notes", "prune", "--write", ...at);
    const told = `0 notes of 2 whose finding is gone; of 2 more nobody can say.\n  2 notes: ${rule} is off\n`;
    expect([code, stdout]).toEqual([0, `Taken out: ${told}`]);
  });
});
