import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { canonicalPretty } from "../../../src/canonical.ts";
import { runProgram } from "../../../src/commands/program.ts";
import { Manifest } from "../../../src/model/manifest.ts";
import { sha256 } from "../../../src/snapshot/digest.ts";
import { currentManifest, openSnapshot, verifySnapshot } from "../../../src/snapshot/index.ts";

const config = `version: 1
sources:
  hr:
    collector: files
    role: authoritative-identity
    reads:
      - path: hr.csv
        exportedAt: {from: value, value: 2026-11-21T03:00:00Z}
        records: [{kind: identity, id: "{no}", expect: {min: 1}, fields: {displayName: name}}]
  forge:
    collector: files
    role: application
    reads:
      - path: forge.json
        exportedAt: {from: field, path: at}
        records: [{kind: account, each: users.*, id: "{$key}", fields: {status: {from: state, map: {on: active}}}}]
  wanted:
    collector: files
    role: application
    declares: true
    system: other
    reads: [{path: wanted.csv, records: [{kind: account, id: "{login}"}]}]
`;

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "entitlint-collect-"));
  await writeFile(join(cwd, "entitlint.yaml"), config);
  await writeFile(join(cwd, "hr.csv"), "no,name\n2,Li\n1,Dana\n");
  await writeFile(
    join(cwd, "forge.json"),
    '{"at": "2026-11-21T04:00:00Z", "users": {"dana": {"state": "on"}, "li": {"state": "\\u001b[2J"}}}',
  );
});
afterEach(() => rm(cwd, { recursive: true }));

async function run(...args: string[]) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const now = new Date("2026-11-22T08:00:00Z");
  const code = await runProgram(["collect", ...args], { cwd, env: {}, stdin, stdout, stderr, now });
  stdout.end();
  stderr.end();
  return { code, out: await text(stdout), err: await text(stderr) };
}

test("writes the snapshot and tells what was read, how completely, with warnings made harmless", async () => {
  const { code, out, err } = await run();
  expect([code, out]).toEqual([0, ""]);
  expect(err.split("\n").slice(0, 3)).toEqual([
    "source  kind      records  completeness  observed              warnings",
    "forge   account         2  asserted      2026-11-21T04:00:00Z         1",
    "hr      identity        2  full          2026-11-21T03:00:00Z         0",
  ]);
  expect(err).toContain("warning: account.status is not in the map in 1 record");
  expect(err).not.toContain("\u001b");
  const lines = await readFile(join(cwd, "snapshots/hr/identity.ndjson"), "utf8");
  expect(lines.split("\n")[0]).toBe(
    '{"displayName":"Dana","id":"identity:hr/main/1","kind":"unknown","rawStatus":"","status":"unknown"}',
  );
  expect((await readdir(join(cwd, "snapshots"))).toSorted()).toEqual(["forge", "hr", "manifest.json"]);
});

test("the same files give the same bytes, and then nothing is written", async () => {
  await run("--to", "a");
  await run("--to", "b");
  expect(await readFile(join(cwd, "a/manifest.json"))).toEqual(await readFile(join(cwd, "b/manifest.json")));
  expect((await run("--to", "b")).err).toContain("nothing has changed");
});

test("a source that fails stops no other, keeps its records, and ends with 2", async () => {
  await run();
  await writeFile(join(cwd, "hr.csv"), "no,name\n1\n");
  await writeFile(join(cwd, "forge.json"), '{"at": "2026-11-22T04:00:00Z", "users": {"dana": {"state": "on"}}}');
  const { code, err } = await run();
  expect(code).toBe(2);
  expect(err).toContain("hr.csv:2:1 hr: the row that begins here has 1 cells, the header 2 [collect/ragged-row]");
  expect(err).toMatch(/^hr {6}- +0 {2}failed/m);
  expect(await readFile(join(cwd, "snapshots/hr/identity.ndjson"), "utf8")).toContain("Dana");
  expect(await readFile(join(cwd, "snapshots/forge/account.ndjson"), "utf8")).not.toContain("forge/main/li");
});

test("one that is not required may fail", async () => {
  await writeFile(join(cwd, "entitlint.yaml"), config.replace("role: auth", "required: false\n    role: auth"));
  await rm(join(cwd, "hr.csv"));
  expect(await run()).toMatchObject({ code: 0, err: expect.stringMatching(/^warning: .*\[collect\/no-file\]/) });
});

test("fewer records than expected are partial, and end with 2", async () => {
  await writeFile(join(cwd, "entitlint.yaml"), config.replace("min: 1", "min: 3"));
  expect(await run()).toMatchObject({ code: 2, err: expect.stringMatching(/partial/) });
});

test("--only reads some; others, unknown and declared ones are told apart", async () => {
  expect((await run("--only", "hr")).code).toBe(0);
  expect((await readdir(join(cwd, "snapshots"))).toSorted()).toEqual(["hr", "manifest.json"]);
  const { code, err } = await run("--only", "hrr", "wanted");
  expect(code).toBe(3);
  expect(err).toContain('the config has no source "hrr"');
  expect(err).toContain("Did you mean `hr`?");
  expect(err).toContain("the source wanted says what should be");
});

test.each([
  ["access/snapshots", "shares .*access with the access files"],
  ["access", "shares .*access with the access files"],
  ["link", "shares .*access with the access files"],
  [".", "holds the config"],
  ["..", "holds the config"],
  ["hr.csv", "is no folder"],
  [".git/snapshots", "belongs to Git"],
  ["snapshots/inside", "shares .*snapshots with the snapshot of the config"],
  ["snapshots.suspect", "shares .*snapshots.suspect with the snapshot of the config"],
  ["rules/ours/snapshots", "shares .*ours with rules"],
])("--to %s is refused before anything is read or written", async (to, told) => {
  await writeFile(join(cwd, "entitlint.yaml"), `${config}policies: [rules/ours]\n`);
  await mkdir(join(cwd, "access"));
  await symlink("access", join(cwd, "link"));
  const before = (await readdir(cwd, { recursive: true })).toSorted();
  const { code, err } = await run("--to", to);
  expect([code, err]).toEqual([3, expect.stringMatching(new RegExp(`${told}.*\\[snapshot/bad-folder\\]`))]);
  expect((await readdir(cwd, { recursive: true })).toSorted()).toEqual(before);
});

test("the config's own snapshot is held to the same, by whatever link it is reached", async () => {
  await mkdir(join(cwd, "access"));
  await symlink("access", join(cwd, "snapshots"));
  expect(await run()).toMatchObject({ code: 3, err: expect.stringContaining("[snapshot/bad-folder]") });
  expect((await run("--to", "elsewhere")).code).toBe(0);
});

test("--forget takes a system out", async () => {
  await run();
  await run("--only", "hr", "--forget", "forge");
  expect((await readdir(join(cwd, "snapshots"))).toSorted()).toEqual(["hr", "manifest.json"]);
});

test("--forget refuses, with --only and before anything is read, what is not there and what is about to come back", async () => {
  const nothing = await run("--forget", "forge");
  expect(nothing).toMatchObject({ code: 3, err: expect.stringContaining("forge cannot be forgotten and collected") });
  expect(await readdir(cwd)).not.toContain("snapshots");
  await run();
  const before = await readFile(join(cwd, "snapshots/manifest.json"), "utf8");
  const { code, err } = await run("--only", "hrr", "--forget", "froge");
  expect(code).toBe(3);
  expect(err.trim().split("\n")).toEqual([
    'the config has no source "hrr" [collect/unknown-source] Did you mean `hr`?',
    'the snapshot holds no system "froge"; it holds forge, hr [collect/unknown-source] Did you mean `forge`?',
  ]);
  expect(await readFile(join(cwd, "snapshots/manifest.json"), "utf8")).toBe(before);
});

test("a failure is noted in the manifest without a word of the source, and taken away by the next good collection", async () => {
  const manifest = async () => Manifest.parse(JSON.parse(await readFile(join(cwd, "snapshots/manifest.json"), "utf8")));
  await run();
  const good = await manifest();
  await writeFile(join(cwd, "forge.json"), '{"at": "hunter2-not-a-time", "users": {}}');
  expect((await run()).err).toContain("hunter2");
  const failed = await manifest();
  expect(failed).toMatchObject({ sources: good.sources, files: good.files, previous: await digestOf(good) });
  expect(failed.failures).toEqual({
    forge: {
      at: "2026-11-22T08:00:00Z",
      code: "collect/no-export-time",
      message: "Nothing says when an export was made, or what says so cannot be read.",
      place: "forge.json",
      problems: 1,
    },
  });
  expect((await verify()).problems).toEqual([]);
  // The same failure again is nothing new, and a run that reads another source leaves it standing.
  expect((await run("--only", "forge")).err).toContain("keeps its records");
  await run("--only", "hr");
  expect(await manifest()).toEqual(failed);
  await writeFile(join(cwd, "forge.json"), '{"at": "2026-11-21T04:00:00Z", "users": {"dana": {"state": "on"}}}');
  await run("--only", "forge");
  expect((await manifest()).failures).toBeUndefined();
  expect((await verify()).problems).toEqual([]);
});

test("a source that was never read is noted too, and can be forgotten; where all fail there is no snapshot", async () => {
  await rm(join(cwd, "forge.json"));
  await run();
  const { failures } = await currentManifest(join(cwd, "snapshots")).then((one) => one ?? { failures: undefined });
  expect(failures).toMatchObject({ forge: { code: "collect/no-file" } });
  await run("--only", "hr", "--forget", "forge");
  expect((await currentManifest(join(cwd, "snapshots")))?.failures).toBeUndefined();
  await rm(join(cwd, "hr.csv"));
  expect((await run("--to", "none")).err).toContain("there is still no snapshot");
  expect(await readdir(cwd)).not.toContain("none");
});

async function verify() {
  return verifySnapshot(await openSnapshot(join(cwd, "snapshots")));
}

async function digestOf(manifest: Manifest): Promise<string> {
  return sha256(canonicalPretty(manifest));
}

test("for machines, one JSON object a line", async () => {
  const { err } = await run("--log-format", "json");
  const lines = err
    .trim()
    .split("\n")
    .map((line): Record<string, unknown> => JSON.parse(line));
  expect(lines[0]).toMatchObject({
    level: "info",
    message: "collected",
    source: "forge",
    kind: "account",
    records: 2,
    warnings: 1,
  });
});
