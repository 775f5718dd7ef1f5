import { chmodSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sampleOf } from "../everything.ts";
import { asOf, check, collected, object, rule, waiver } from "./decided-project.ts";
import type { Project } from "./small-project.ts";

const file = "access/waivers/2026-11.yaml";
const who = ["--owner", "group:idp/leads", "--approver", "person:cleo", "--kind", "accepted-risk", "--as-of", asOf];
const why = ["--reason", "the vendor mends it", "--until", "2027-01-31", "--control", "a person looks daily"];
const all = [...who, ...why];

const read = ({ folder }: Project, path = file) => readFileSync(join(folder, path), "utf8");
const listed = async ({ run }: Project, at = asOf) => {
  const { stdout } = await run("waivers", "list", "--format", "json", "--as-of", at);
  return JSON.parse(stdout).waivers.map(({ id, state }: Record<string, string>) => `${id} ${state}`);
};

const written = `# yaml-language-server: $schema=../../node_modules/entitlint/docs/schemas/access-waivers.schema.json
- id: w-20261122-1
  rule: grant-no-active-record
  object: "grant:forge/main/2:dev"
  kind: accepted-risk
  owner: "group:idp/leads"
  approver: "person:cleo"
  reason: the vendor mends it
  created: 2026-11-22
  until: 2027-01-31
  control: a person looks daily
`;

describe("waive", () => {
  test("by the first digits of a fingerprint writes a waiver that holds, and says what is next", async () => {
    const made = await collected();
    const [finding] = (await check(made)).findings;
    const { code, stdout, stderr } = await made.run("waive", finding?.fingerprint.slice(0, 8) ?? "", ...all);
    expect([code, stderr, read(made)]).toEqual([0, "", written]);
    expect(stdout).toContain("+++ b/access/waivers/2026-11.yaml\n@@ -0,0 +1,11 @@\n");
    expect(stdout).toContain("\n  entitlint check\n  git add access/waivers/2026-11.yaml && git commit\n");
    expect((await check(made)).findings.map((one) => one.waiver?.id)).toEqual(["w-20261122-1", undefined]);
    const again = await made.run(
      "waive",
      rule,
      "grant:forge/main/2:ops",
      ...all,
      "--ticket",
      "SEC-88",
      "--format",
      "json",
    );
    expect(JSON.parse(again.stdout)).toMatchObject({
      written: true,
      file,
      waiver: { id: "w-20261122-2", state: "live", ticket: "SEC-88" },
    });
    expect(read(made).startsWith(written)).toBe(true);
    expect((await check(made)).exitCode).toBe(0);
    expect(await listed(made)).toEqual(["w-20261122-1 live", "w-20261122-2 live"]);
  });

  test("leaves every byte as people wrote it: marks, line ends, comments, anchors", async () => {
    const people = `\ufeff# kept\r\n${waiver({ owner: "&who group:idp/leads" }).replaceAll("\n", "\r\n")}\r\n# last`;
    const made = await collected({ [file]: people });
    const { code, stderr } = await made.run("waive", rule, "grant:forge/main/2:ops", ...all);
    expect([code, stderr]).toEqual([0, ""]);
    expect(read(made)).toBe(
      `${people}\r\n${written
        .slice(written.indexOf("\n") + 1)
        .replace("2:dev", "2:ops")
        .replaceAll("\n", "\r\n")}`,
    );
    expect((await check(made)).exitCode).toBe(0);
  });

  test("writes beside a file that takes no more", async () => {
    const made = await collected({ [file]: waiver().replace(/^- /, "").replaceAll("\n  ", "\n") });
    const { code } = await made.run("waive", rule, "grant:forge/main/2:ops", ...all);
    expect([code, existsSync(join(made.folder, "access/waivers/2026-11-2.yaml"))]).toEqual([0, true]);
  });

  test("writes nothing with --dry-run", async () => {
    const made = await collected();
    const { code, stdout } = await made.run("waive", rule, object, ...all, "--dry-run");
    expect([code, existsSync(join(made.folder, file))]).toEqual([0, false]);
    expect(stdout).toContain("Nothing was written, because of --dry-run.");
  });

  test("takes a pattern only as one", async () => {
    const made = await collected();
    const plain = await made.run("waive", rule, "grant:forge/main/2:*", ...all);
    expect([plain.code, plain.stderr]).toEqual([3, expect.stringContaining("[decision/unknown-finding]")]);
    const pattern = await made.run("waive", rule, "grant:forge/main/2:*", ...all, "--max-matches", "2");
    expect(pattern.code, pattern.stderr).toBe(0);
    expect((await check(made)).exitCode).toBe(0);
  });

  const refusals: [string, string[], RegExp][] = [
    [
      "too long",
      ["--until", "2027-03-31"],
      /would waive nothing \[decision\/refused\] Nothing was written\.\n +It waives nothing: it lasts 129 days, and what is high may be waived for 90\./,
    ],
    ["over", ["--until", "2026-11-21"], /It ended on 2026-11-21/],
    [
      "approved by whom it is about",
      ["--approver", "person:ben"],
      /person:ben approved it, and is behind grant:forge\/main\/2:dev/,
    ],
    [
      "approved by the only member of its owner",
      ["--owner", "group:idp/alone"],
      /person:cleo approved it, and alone owns it/,
    ],
    ["owned by somebody who has left", ["--owner", "person:dora"], /nobody of its owner person:dora is here any more/],
    ["no reference", ["--owner", "the leads"], /--owner cannot be "the leads"/],
    ["no date", ["--until", "soon"], /--until cannot be "soon"/],
    ["no kind", ["--kind", "risk"], /--kind cannot be "risk"/],
  ];
  test.each(sampleOf(refusals, 3))("refuses what is %s, and writes nothing", async (_, more, told) => {
    const made = await collected();
    const { code, stderr } = await made.run("waive", rule, object, ...all, ...more);
    expect([code, existsSync(join(made.folder, "access/waivers"))]).toEqual([3, false]);
    expect(stderr).toMatch(told);
  });

  test("refuses what it was not told of: everything at once", async () => {
    const made = await collected();
    const { code, stderr } = await made.run("waive", rule, object);
    expect([code, stderr.split("\n").map((line) => line.split(" ")[0])]).toEqual([
      ...[3, ["--owner", "--approver", "--reason", "--until", "--kind", ""]],
    ]);
    const control = await made.run("waive", rule, object, ...who, "--reason", "so", "--until", "2027-01-31");
    expect(control.stderr).toContain("it does not say what is done instead, and what it waives is high");
  });

  test.each<[string, string[], RegExp]>([
    ["a rule that does not exist", ["orphan", object], /there is no rule orphan/],
    [
      "an object that is not there",
      [rule, "grant:forge/main/9:dev"],
      /finds nothing about grant:forge\/main\/9:dev that could be waived.*\n.*is not there/,
    ],
    [
      "a fingerprint of nothing",
      ["abcdef12"],
      /no finding has a fingerprint that begins with abcdef12 \[decision\/unknown-finding\]/,
    ],
    ["a rule without an object", [rule], /"grant-no-active-record" is no fingerprint, and no object is given/],
    [
      "a rule that judges waivers",
      ["waiver-invalid", "source:idp"],
      /waiver-invalid judges waivers, and no waiver reaches it/,
    ],
  ])("refuses %s", async (_, asked, told) => {
    const made = await collected();
    const { code, stderr } = await made.run("waive", ...asked, ...all);
    expect(code).toBe(3);
    expect(stderr).toMatch(told);
  });

  test("does not replace a file that somebody made read-only", async () => {
    const made = await collected({ [file]: waiver() });
    chmodSync(join(made.folder, file), 0o444);
    const { code, stderr } = await made.run("waive", rule, "grant:forge/main/2:ops", ...all);
    expect([code, stderr, read(made)]).toEqual([3, expect.stringContaining("cannot be written: read-only"), waiver()]);
    expect(readdirSync(join(made.folder, "access/waivers"))).toEqual(["2026-11.yaml"]);
  });
});

describe("waivers prune", () => {
  const mixed = `# of November\n${waiver()}# mended\n${waiver({ id: "w-2", object: "grant:forge/main/1:dev" })}\n# over\n${waiver({ id: "w-3", object: "grant:forge/main/2:ops", until: "2026-11-21" })}# the end\n`;

  test("shows what has ended or waives nothing, and takes it out when it is told to", async () => {
    const made = await collected({ [file]: mixed });
    const shown = await made.run("waivers", "prune", "--as-of", asOf);
    expect([shown.code, read(made)]).toEqual([0, mixed]);
    expect(shown.stdout).toContain(
      "To be taken out: 2 waivers of 3: 1 expired, 1 unused. Nothing was written: say --write to do so.",
    );
    expect(shown.stdout).toContain("\n-- id: w-2\n");
    const done = await made.run("waivers", "prune", "--write", "--as-of", asOf);
    expect([done.code, read(made)]).toEqual([0, `# of November\n${waiver()}# mended\n\n# over\n# the end\n`]);
    expect(await listed(made)).toEqual(["w-1 live"]);
  });

  test("leaves an empty list where nothing is left, of a file with one object too", async () => {
    const one = waiver({ id: "w-9", until: "2026-11-21" }).replace(/^- /, "").replaceAll("\n  ", "\n");
    const made = await collected({
      [file]: `# all over\n${waiver({ until: "2026-11-21" })}`,
      "access/waivers/one.yaml": one,
    });
    expect((await made.run("waivers", "prune", "--write", "--as-of", asOf)).code).toBe(0);
    expect([read(made), read(made, "access/waivers/one.yaml")]).toEqual(["# all over\n[]\n", "[]\n"]);
    expect((await made.run("access", "lint", "--as-of", asOf)).code).toBe(0);
  });

  test("refuses what cannot be taken out line by line, and what others rest on", async () => {
    const made = await collected({
      [file]: `[{${waiver({ until: "2026-11-21" }).slice(2).trim().replaceAll("\n ", ",")}}]\n`,
    });
    const flow = await made.run("waivers", "prune", "--write", "--as-of", asOf);
    expect([flow.code, flow.stderr]).toEqual([
      3,
      expect.stringContaining("an entry does not stand on lines of its own"),
    ]);
    made.write({
      [file]: waiver({ owner: "&who group:idp/leads", until: "2026-11-21" }) + waiver({ id: "w-2", owner: "*who" }),
    });
    const anchored = await made.run("waivers", "prune", "--write", "--as-of", asOf);
    expect([anchored.code, anchored.stderr]).toEqual([3, expect.stringContaining("something else rests on them")]);
  });
});

test("waivers list shows states, and what is wrong with each", async () => {
  const made = await collected({
    [file]: waiver() + waiver({ id: "w-2", owner: "person:dora", object: "grant:forge/main/2:ops" }),
  });
  const { code, stdout } = await made.run("waivers", "list", "--as-of", asOf);
  expect(code).toBe(0);
  expect(stdout).toContain(
    "\nw-2  access/waivers/2026-11.yaml:11\n  - waiver:w-2 waives nothing: nobody of its owner person:dora is here any more.\n",
  );
  expect(stdout).toContain("\n2 waivers: 1 live, 1 invalid.\n");
  const none = await (await collected()).run("waivers", "list", "--as-of", asOf);
  expect([none.code, none.stdout]).toEqual([0, "There are no waivers.\n"]);
});
