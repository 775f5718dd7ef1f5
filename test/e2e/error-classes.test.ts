import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { asOf, clean, collected, config, project } from "./small-project.ts";

const ndjson = config.replace("exports/idp.csv", "exports/idp.ndjson");

describe("what is wrong is told with its place and its code", () => {
  test.each<[string, Record<string, string | Uint8Array>, string[], RegExp, number]>([
    [
      "an unknown key",
      { "entitlint.yaml": config.replace("version: 1", "version: 1\nfialOn: low") },
      ["check"],
      /entitlint\.yaml:2:1: .*\[input\/unknown-key\] Did you mean `failOn`/,
      3,
    ],
    [
      "an unknown rule",
      { "entitlint.yaml": `${config}rules: {orphan-acount: {level: low}}\n` },
      ["check"],
      /\[config\/unknown-rule\] Did you mean `orphan-account`\?/,
      3,
    ],
    [
      "a config that does not parse",
      { "entitlint.yaml": "version: [1" },
      ["check"],
      /entitlint\.yaml:\d+:\d+: .*\[input\/does-not-parse\]/,
      3,
    ],
    [
      "a version of later days",
      { "entitlint.yaml": "version: 2\n" },
      ["check"],
      /\[(config\/version|input\/schema)\]/,
      3,
    ],
    ["a key given twice", { "entitlint.yaml": `version: 1\n${config}` }, ["check"], /\[input\/duplicate-key\]/, 3],
    [
      "a file that is not UTF-8",
      { "exports/idp.csv": Buffer.from("id,login,name,state\n1,a,\xff,on\n", "latin1") },
      ["collect"],
      /exports\/idp\.csv:2.*\[input\/not-utf8\]/,
      2,
    ],
    [
      "an export that is missing",
      { "entitlint.yaml": config.replace("exports/idp.csv", "exports/gone.csv") },
      ["collect"],
      /gone\.csv/,
      2,
    ],
    [
      "NDJSON cut off in a line",
      {
        "entitlint.yaml": ndjson,
        "exports/idp.ndjson": '{"id":"1","login":"a","name":"A","state":"on"}\n{"id":"2","lo',
      },
      ["collect"],
      /idp\.ndjson:2/,
      2,
    ],
    [
      "a line above 8 MiB",
      {
        "entitlint.yaml": ndjson,
        "exports/idp.ndjson": `{"id":"1","login":"${"a".repeat(9 << 20)}","name":"A","state":"on"}\n`,
      },
      ["collect"],
      /idp\.ndjson:1/,
      2,
    ],
    [
      "a reference to nobody",
      { "access/apps/forge.yaml": "owner: person:nobody\npeople: [idp]\nlifecycle: {channel: manual}\n" },
      ["access", "lint"],
      /forge\.yaml:1:8: .*\[access\/unresolved-reference\]/,
      3,
    ],
  ])("%s", async (_, files, args, problem, code) => {
    const made = args[0] === "access" ? await collected() : project(clean);
    made.write(files);
    const ran = await made.run(...args, "--as-of", asOf);
    expect(ran.stderr).toMatch(problem);
    expect(ran.stderr).not.toMatch(/^ {4}at /m);
    expect(ran.stderr.length).toBeLessThan(4_000);
    expect(ran.code).toBeGreaterThanOrEqual(code);
  });
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: that none of them comes out is what is tested.
const raw = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/;

test("hostile text in records never reaches the terminal raw, in whatever format", async () => {
  const hostile = "x\u001b[31m\u202egpj\u009b2J\u2028\u0007::error::no";
  const quoted = (state: string) =>
    `id,login,name,state\n"1${hostile}","${hostile}","${hostile}",${state}\n2,ben,Ben,on\n`;
  const made = await collected({
    ...clean,
    "exports/idp.csv": quoted("off"),
    "exports/forge.csv": `id,login,name,state,role\n"9","${hostile}","${hostile}",on,"r${hostile}"\n`,
    "access/apps/forge.yaml": "owner: person:ben\npeople: [idp]\nlifecycle: {channel: manual}\n",
  });
  const runs = [
    ["check", "--all"],
    ["check", "--format", "json"],
    ["documents"],
    ["explain", "account:forge/main/9"],
    ["explain", "account:forge/main/9", "--format", "json"],
    ["links", "suggest"],
    ["explain", hostile + hostile],
  ];
  for (const args of runs) {
    const { stdout, stderr } = await made.run(...args, "--as-of", asOf);
    expect(stdout + stderr, args.join(" ")).not.toMatch(raw);
    expect((stdout + stderr).length).toBeGreaterThan(20);
    expect(stdout).not.toMatch(/^::/m);
  }
  const { stderr } = await made.run("explain", hostile + hostile, "--log-format", "json");
  expect(stderr).not.toMatch(raw);
  expect(() => JSON.parse(stderr)).not.toThrow();
});

test("files missing from a snapshot, and files too many, are obstacles", async () => {
  const made = await collected();
  rmSync(join(made.folder, "snapshots/forge/grant.ndjson"));
  writeFileSync(join(made.folder, "snapshots/forge/more.ndjson"), "");
  const { code, stdout } = await made.run("check", "--as-of", asOf, "--format", "json");
  expect(code).toBe(2);
  const findings: { reason: string; object: string }[] = JSON.parse(stdout).findings;
  expect(findings.map(({ reason, object }) => `${reason} ${object}`)).toEqual(
    expect.arrayContaining(["missing forge/grant.ndjson", "unlisted forge/more.ndjson"]),
  );
  expect(readFileSync(join(made.folder, "snapshots/manifest.json"), "utf8")).toContain("forge/grant.ndjson");
});
