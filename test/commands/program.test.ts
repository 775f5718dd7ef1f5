import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyFolder, write } from "../repository/make-repository.ts";
import { runHere } from "./run-here.ts";

const root = join(import.meta.dirname, "../..");

test("the version is the package's", async () => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(await runHere(root, ["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});

describe("help", () => {
  test("goes to standard output when it is asked for", async () => {
    const { code, stdout, stderr } = await runHere(root, ["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("--log-format");
  });

  test("of every command has an example and the options all understand", async () => {
    const pages = await leaves([]);
    expect(pages.map(({ words }) => words.join(" "))).toEqual(expect.arrayContaining(["init", "access lint", "check"]));
    for (const { words, help } of pages) {
      expect(help, words.join(" ")).toContain("Example:\n  $ entitlint ");
      expect(help, words.join(" ")).toContain("--as-of <instant>");
    }
  });

  test.each([
    [[], "entitlint", "init"],
    [["access"], "entitlint access", "lint"],
    [["policy"], "entitlint policy", "show"],
    [["links"], "entitlint links", "suggest"],
    [["snapshot"], "entitlint snapshot", "verify"],
  ])("after %j is shown, and a line at the end says that a command is missing", async (args, path, first) => {
    const { code, stdout, stderr } = await runHere(root, args);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain(`Usage: ${path} `);
    const last = stderr.trimEnd().split("\n").at(-1);
    expect(last).toContain(`a command is missing after \`${path}\` [usage/invalid] Type `);
    expect(last).toContain(`\`${path} ${first}\`.`);
  });

  test("is left out where machines read, but not the error", async () => {
    const { code, stderr } = await runHere(root, ["--log-format", "json", "policy"]);
    expect(code).toBe(3);
    expect(JSON.parse(stderr)).toMatchObject({ code: "usage/invalid", level: "error" });
  });

  test.each([
    [["help"], "entitlint ["],
    [["help", "policy"], "entitlint policy ["],
    [["help", "policy", "new"], "entitlint policy new "],
    [["policy", "help", "new"], "entitlint policy new "],
    [["policy", "help"], "entitlint policy ["],
    [["help", "help"], "entitlint help "],
    [["help", "links", "suggest"], "entitlint links suggest "],
  ])("%j is that of the command named", async (args, usage) => {
    const { code, stdout, stderr } = await runHere(root, args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`Usage: ${usage}`);
  });

  test.each([
    [["help", "polcy"], "unknown command 'polcy' [usage/invalid] Did you mean policy?\n"],
    [["help", "policy", "nwe"], "unknown command 'nwe' [usage/invalid] Did you mean new?\n"],
    [["policy", "help", "x\u001b"], /^unknown command 'x\\u\{1b\}' \[usage\/invalid\]/],
  ])("%j is refused", async (args, line) => {
    const { code, stdout, stderr } = await runHere(root, args);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    if (typeof line === "string") expect(stderr).toBe(line);
    else expect(stderr).toMatch(line);
  });
});

describe("a wrong command line", () => {
  test.each([
    [["acces", "lint"], "unknown command 'acces' [usage/invalid] Did you mean access?\n"],
    [["access", "lint", "--snapshto", "x"], "unknown option '--snapshto' [usage/invalid] Did you mean --snapshot?\n"],
    [["init", "extra"], /too many arguments.* \[usage\/invalid\]/],
    [["access", "lint", "--as-of", "2026-02-30"], /--as-of.*is invalid.*\[usage\/invalid\]/],
    [["--log-format", "xml", "access", "lint"], /--log-format.*text, json.*\[usage\/invalid\]/],
    [["access", "lint", "--config"], /argument missing \[usage\/invalid\]/],
    [["\u001b[31mred"], "unknown command '\\u{1b}[31mred' [usage/invalid] Run it with --help to see what there is.\n"],
  ])("%j ends with 3 and one line", async (args, line) => {
    const { code, stdout, stderr } = await runHere(root, args);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    if (typeof line === "string") expect(stderr).toBe(line);
    else expect(stderr).toMatch(line);
    expect(stderr.trimEnd()).not.toContain("\n");
  });
});

describe("what goes wrong", () => {
  const broken = 'version: 1\nfailsOn: high\nsnapshot: ../x\npolicies: 3\nrules: { "a\\e[31m": 1 }\n';

  test("is told on standard error, a line each, harmless to a terminal", async () => {
    const folder = emptyFolder();
    write(folder, "entitlint.yaml", broken);
    const { code, stdout, stderr } = await runHere(folder, ["access", "lint"]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    const lines = stderr.trimEnd().split("\n");
    expect(lines).toHaveLength(4);
    for (const line of lines) expect(line).toMatch(/^entitlint\.yaml:\d+:\d+: .* \[[a-z]+\/[a-z-]+\]/);
    expect(stderr).not.toContain("\u001b");
  });

  test("is told to machines as JSON, with its place", async () => {
    const folder = emptyFolder();
    write(folder, "entitlint.yaml", "version: 1\nfailsOn: high\n");
    const { stderr } = await runHere(folder, ["--log-format", "json", "access", "lint"]);
    expect(JSON.parse(stderr)).toEqual({
      time: "2026-11-22T08:00:00.500Z",
      level: "error",
      message: 'unknown key "failsOn"',
      code: "input/unknown-key",
      file: "entitlint.yaml",
      line: 2,
      column: 1,
      where: "entitlint.yaml:2:1",
      next: "Did you mean `failOn`?",
    });
  });

  test("without a config says how to get one", async () => {
    const { code, stderr } = await runHere(emptyFolder(), ["access", "lint"]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/no entitlint.yaml in .*\[config\/not-found\].*entitlint init/);
  });
});

/** Every command that has no commands below it, with its help. */
async function leaves(words: readonly string[]): Promise<{ words: readonly string[]; help: string }[]> {
  const { stdout: help } = await runHere(root, [...words, "--help"]);
  const section = /\nCommands:\n([\s\S]*)/.exec(help)?.[1] ?? "";
  const below = [...section.matchAll(/^ {2}([a-z][a-z-]*)/gm)].flatMap(([, name]) =>
    name && name !== "help" ? [name] : [],
  );
  if (below.length === 0) return [{ words, help }];
  return (await Promise.all(below.map((name) => leaves([...words, name])))).flat();
}
