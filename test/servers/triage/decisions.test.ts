import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type AcmeRepository, acmeRepository, asOf, cli } from "./acme-repository.ts";
import { prompt, TmuxScreen } from "./tmux.ts";

const riskiest = "2da0773b70a315e94c121bb1f89a99070fac707b8fa73263ad6ff031ec346c2f";
const waivers = "access/waivers/2026-11.yaml";
let acme: AcmeRepository;
let screen: TmuxScreen;

beforeEach(() => {
  acme = acmeRepository();
  screen = new TmuxScreen(`entitlint-decisions-${process.pid}`, { columns: 100, rows: 30, folder: acme.folder });
});
afterEach(() => {
  screen?.end();
  acme?.remove();
});

async function start(...options: readonly string[]) {
  await screen.press(`clear; '${process.execPath}' '${cli}' triage --as-of ${asOf} ${options.join(" ")}`, "enter");
  await screen.until(/Judged +[\d,]+ objects/);
}

/** Makes a waiver of the riskiest finding, and looks at its diff. */
async function lookAtWaiver() {
  await screen.press("enter", "w", "trial", "enter", "logs", "ctrl+s", "c");
  await screen.until(/Nothing is written yet/);
}

test("fifteen keys go from the start to a waiver of the riskiest finding, which the next check goes by", async () => {
  await start();
  const before = readFileSync(join(acme.folder, waivers), "utf8");
  const keys = ["enter", "w", ..."trial", "enter", ..."logs", "ctrl+s", "c"];
  await screen.press(...keys);
  const shown = await screen.until(/Nothing is written yet/);
  expect([...keys, "y"]).toHaveLength(15);
  expect(acme.git("status", "--porcelain")).toBe("");
  await screen.press("y");
  await screen.until(/Written: 1 decision in access\/waivers\/2026-11\.yaml/);
  const after = readFileSync(join(acme.folder, waivers), "utf8");
  expect(after.startsWith(before)).toBe(true);
  expect(after.slice(before.length)).toBe(`- id: w-20261116-1
  rule: grant-no-active-record
  object: "grant:crm/acme/u5025:role/admin"
  kind: accepted-risk
  owner: "group:idp/sales-operations"
  approver: "person:ruth.keller@acme.example"
  reason: trial
  created: 2026-11-16
  until: 2026-12-16
  control: logs
`);
  const added = acme
    .git("diff")
    .split("\n")
    .filter((line) => /^[+-]/.test(line) && !/^(\+\+\+|---) /.test(line));
  for (const line of added) expect(shown).toContain(line);
  expect(added).toHaveLength(10);
  const finding = acme.check().findings.find(({ fingerprint }) => fingerprint === riskiest);
  expect(finding?.waiver).toMatchObject({ id: "w-20261116-1", reason: "trial", until: "2026-12-16" });
});

test("many are decided on at once, in both files, and --commit commits exactly these", async () => {
  acme.git("config", "user.name", "Sam");
  acme.git("config", "user.email", "sam@example.com");
  writeFileSync(join(acme.folder, "beside.txt"), "not ours\n");
  acme.git("add", "beside.txt");
  await start("--commit");
  await screen.press("enter", "space", "space", "w", "trial", "enter", "logs", "ctrl+s", "j", "b", "ctrl+s", "c");
  await screen.until(/This changes 2 files/);
  await screen.press("y");
  await screen.until(/Committed as [0-9a-f]{7}/);
  expect(acme.git("show", "--stat", "--format=%s", "HEAD").trim().split("\n")[0]).toBe("Decide on 3 findings");
  expect(acme.git("show", "--name-only", "--format=", "HEAD").trim().split("\n")).toEqual([
    "access/baseline.yaml",
    waivers,
  ]);
  expect(acme.git("status", "--porcelain").trim()).toBe("A  beside.txt");
  const report = acme.check();
  expect(report.findings.filter(({ waiver }) => waiver?.reason === "trial")).toHaveLength(2);
  expect(report.findings.filter(({ baseline }) => baseline?.state === "open")).toHaveLength(1);
});

test("a note is written on two, changed on one and taken away again, and the check ends as before", async () => {
  const path = join(acme.folder, "access/notes.yaml");
  const before = acme.check();
  await start();
  await screen.press("enter", "space", "space", "i", "ask Ana #1", "enter");
  expect(await screen.until(/2 decisions made, 2 not written/)).toMatch(/^ {2}i .*\n {2}i /m);
  await screen.press("c");
  expect(await screen.until(/Nothing is written yet/)).toMatch(/2 notes written\./);
  expect(acme.git("status", "--porcelain")).toBe("");
  await screen.press("y");
  expect(await screen.until(/Written: 2 decisions in access\/notes\.yaml/)).toMatch(
    /git commit -m 'Note on 2 findings'/,
  );
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/access-notes\.schema\.json$/);
  const entry = /^- \{ fingerprint: "[0-9a-f]{64}", found: \{ rule: "[\w-]+", .* \}, note: "ask Ana #1" \}$/;
  for (const line of lines.slice(1)) expect(line).toMatch(entry);
  const { findings, exitCode, counts } = acme.check();
  expect(findings.find(({ fingerprint }) => fingerprint === riskiest)?.note).toBe("ask Ana #1");
  expect(findings.map(({ note: _, ...finding }) => finding)).toEqual(before.findings);
  expect([exitCode, counts]).toEqual([before.exitCode, before.counts]);
  await screen.press("q", "/", "is:noted", "enter", "g", "enter");
  await screen.until(/^ Note *\n +ask Ana #1/m);
  await screen.press("i", " and Ben", "enter", "esc", "j", "i", "ctrl+u", "enter", "c");
  expect(await screen.until(/Nothing is written yet/)).toMatch(/1 note written\.[\s\S]*1 note taken away\./);
  await screen.press("y");
  await screen.until(/Written: 2 decisions in access\/notes\.yaml/);
  const left = readFileSync(path, "utf8").trimEnd().split("\n");
  expect(left).toEqual([lines[0], expect.stringContaining('note: "ask Ana #1 and Ben"')]);
});

/** Has every commit fail, or take its time. */
function hook(script: string) {
  acme.git("config", "user.name", "Sam");
  acme.git("config", "user.email", "sam@example.com");
  writeFileSync(join(acme.folder, ".git/hooks/pre-commit"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

test("a commit that is refused leaves decisions that are written, and says both", async () => {
  hook("echo no way >&2; exit 1");
  await start("--commit");
  await lookAtWaiver();
  await screen.press("y");
  const text = await screen.until(/git could not commit: no way/);
  expect(text).toMatch(/Written: 1 decision in access\/waivers\/2026-11\.yaml\./);
  expect(text).toMatch(/git commit -m 'Decide on 1 finding'/);
  expect(text).not.toMatch(/not written/);
  await screen.press("q", "c");
  await screen.until(/There is no decision to write/);
});

test("whoever leaves while it is written is told what became of it", async () => {
  hook("sleep 1");
  await start("--commit");
  await lookAtWaiver();
  await screen.press("y", "ctrl+c");
  const text = await screen.until(/Committed as [0-9a-f]{7}/);
  expect(text).not.toMatch(/not written/);
  expect(acme.git("log", "--format=%s").split("\n")[0]).toBe("Decide on 1 finding");
});

test("what is taken back leaves no trace", async () => {
  await start();
  await lookAtWaiver();
  await screen.press("esc", "z");
  await screen.until(/Taken back: 1 decision/);
  await screen.press("c");
  await screen.until(/There is no decision to write/);
  await screen.press("q");
  await screen.until(prompt);
  expect(acme.git("status", "--porcelain")).toBe("");
});

describe("refused with the reason", () => {
  test("is a decision on a finding that is gone meanwhile", async () => {
    await start();
    await screen.press("enter", "w", "trial", "enter", "logs", "ctrl+s");
    const links = join(acme.folder, "access/links.yaml");
    writeFileSync(
      links,
      `${readFileSync(links, "utf8")}- account: account:crm/acme/u5025\n  person: person:ruth.keller@acme.example\n  reason: hers\n  by: person:sara.lind@acme.example\n  until: 2027-01-31\n`,
    );
    await screen.press("c");
    expect(await screen.until(/Nothing was written: the decisions were refused/)).toMatch(
      /found no more, because the\s+files/,
    );
    expect(acme.git("status", "--porcelain").trim()).toBe("M access/links.yaml");
  });

  test("is a decision on what somebody else has waived meanwhile", async () => {
    await start();
    await screen.press("enter", "w", "trial", "enter", "logs", "ctrl+s");
    const path = join(acme.folder, waivers);
    const theirs = `${readFileSync(path, "utf8")}- id: theirs\n  rule: grant-no-active-record\n  object: grant:crm/acme/u5025:role/admin\n  kind: accepted-risk\n  owner: group:idp/platform\n  approver: person:ruth.keller@acme.example\n  reason: theirs\n  created: 2026-11-15\n  until: 2026-12-01\n  control: looked at\n`;
    writeFileSync(path, theirs);
    await screen.press("c");
    expect(await screen.until(/the decisions were refused/)).toMatch(/waived already, by theirs/);
    expect(readFileSync(path, "utf8")).toBe(theirs);
  });

  test("is a note on what somebody else has noted on meanwhile", async () => {
    await start();
    await screen.press("enter", "i", "mine", "enter");
    const path = join(acme.folder, "access/notes.yaml");
    const theirs = `- { fingerprint: "${riskiest}", note: theirs }\n`;
    writeFileSync(path, theirs);
    await screen.press("c");
    expect(await screen.until(/the decisions were refused/)).toMatch(/its note says meanwhile: theirs/);
    expect(readFileSync(path, "utf8")).toBe(theirs);
  });

  test("is writing a file that has changed since its diff was shown", async () => {
    await start();
    await lookAtWaiver();
    const path = join(acme.folder, waivers);
    const changed = `${readFileSync(path, "utf8")}# a word of somebody\n`;
    writeFileSync(path, changed);
    await screen.press("y");
    await screen.until(/the file has changed since the diff was shown/);
    expect(readFileSync(path, "utf8")).toBe(changed);
  });

  test("is a file that nobody may write, before anybody is asked", async () => {
    chmodSync(join(acme.folder, waivers), 0o444);
    await start();
    await screen.press("enter", "w", "trial", "enter", "logs", "ctrl+s", "c");
    expect(await screen.until(/the decisions were refused/)).toMatch(/it is read-only/);
    expect(screen.text()).not.toMatch(/Nothing is written yet/);
  });

  test("is a waiver that the rules would not hold", async () => {
    await start();
    await screen.press(
      "enter",
      "w",
      "trial",
      "enter",
      "logs",
      "tab",
      "tab",
      "tab",
      "ctrl+u",
      "2027-11-15",
      "ctrl+s",
      "c",
    );
    expect(await screen.until(/the decisions were refused/)).toMatch(/364 days/);
    expect(acme.git("status", "--porcelain")).toBe("");
  });
});
