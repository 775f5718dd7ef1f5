import { describe, expect, test } from "vitest";
import { Report } from "../../src/model/report.ts";
import { extent, sampleOf } from "../everything.ts";
import { asOf, clean, collected, config, project } from "./small-project.ts";

const metadata = `# METADATA
# title: Invented
# description: A rule of the user's own.
# custom:
#   severity: medium
#   examines: account
#   reasons: {r: r}
#   remediation: Mend it.
package entitlint.rules.subject.invented

import future.keywords.not
`;

const finding = '{"msg": "m", "id": input.id, "app": input.home, "reason": "r"}';
const path = "policies/rules/subject/invented/invented.rego";

async function withPolicy(text: string, start = collected) {
  const made = await start({ ...clean, "entitlint.yaml": `${config}policies: [policies]\n`, [path]: text });
  return await made.run("check", "--as-of", asOf, "--format", "json");
}

test("a good one is judged beside the shipped ones", async () => {
  const { code, stdout } = await withPolicy(`${metadata}\ndeny contains ${finding} if input.kind == "human"\n`);
  expect(code).toBe(1);
  const report = Report.parse(JSON.parse(stdout));
  expect(report.findings.map(({ rule, subject }) => [rule, subject])).toEqual([
    ["invented", "identity:idp/main/1"],
    ["invented", "identity:idp/main/2"],
  ]);
});

describe(`a bad one (${extent}) is exit 3 with its place and no report`, () => {
  const bad: [string, string, RegExp][] = [
    ["that does not parse", `${metadata}\ndeny contains {\n`, /invented\.rego:\d+:\d+: .*\[policy\//],
    [
      "that breaks the strict rules",
      `${metadata}\ndeny contains ${finding} if {\n\tunused := 1\n\tinput.kind\n}\n`,
      /unused.*\[policy\//,
    ],
    ["that recurses", `${metadata}\na if b\n\nb if a\n\ndeny contains ${finding} if a\n`, /recursi.*\[policy\//],
    [
      "that asks for the network",
      `${metadata}\ndeny contains ${finding} if http.send({"method": "get", "url": "x"})\n`,
      /http\.send.*\[policy\//,
    ],
    [
      "that asks for a clock",
      `${metadata}\ndeny contains ${finding} if time.now_ns() > 1\n`,
      /time\.now_ns.*\[policy\//,
    ],
    [
      "that misspells a field",
      `${metadata.replace("# custom:", "# schemas:\n#   - input: schema.subject\n# custom:")}\ndeny contains ${finding} if input.knid == "x"\n`,
      /knid.*\[policy\//,
    ],
    ["whose findings are texts", `${metadata}\ndeny contains "text"\n`, /\[pack\/finding-shape\]/],
    [
      "whose findings lack a reason",
      `${metadata}\ndeny contains {"msg": "m", "id": "i", "app": "a"}\n`,
      /`reason`.*\[pack\/finding-shape\]/,
    ],
    ["whose deny is no set", `${metadata}\ndeny := 5\n`, /not a set.*\[pack\/finding-shape\]/],
    [
      "without METADATA",
      "package entitlint.rules.subject.invented\n\ndeny contains input if false\n",
      /METADATA.*\[pack\/metadata\]/,
    ],
    ["of a scope that does not exist", metadata.replace("rules.subject", "rules.people"), /\[pack\/package\]/],
    [
      "in the package of a shipped rule",
      metadata.replace("subject.invented", "subject.orphan_account"),
      /\[pack\/duplicate-package\]/,
    ],
    ["over the data of the estate", "package estate\n\nblind := {}\n", /\[pack\/package\]/],
  ];

  test.each(sampleOf(bad, 4))("%s", async (_, text, problem) => {
    const { code, stdout, stderr } = await withPolicy(text, async (files = clean) => project(files));
    expect(stderr.replaceAll("\n", " ")).toMatch(problem);
    expect([code, stdout]).toEqual([3, ""]);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  test("that is not UTF-8, or a folder that is not there", async () => {
    const made = await collected({ ...clean, "entitlint.yaml": `${config}policies: [policies]\n` });
    const missing = await made.run("check", "--as-of", asOf);
    expect([missing.code, missing.stderr]).toEqual([3, expect.stringContaining("[input/unreadable]")]);
    made.write({ [path]: Buffer.from([0x70, 0xff, 0xfe]) });
    const binary = await made.run("check", "--as-of", asOf);
    expect([binary.code, binary.stderr]).toEqual([3, expect.stringContaining("[input/not-utf8]")]);
  });
});

describe("one that fails only on some document is exit 2, and the others still count", () => {
  test("because it contradicts itself", async () => {
    const torn = 'torn := 1 if input.kind == "human"\n\ntorn := 2 if input.kind == "human"\n';
    const body = `${torn}\ndeny contains ${finding} if torn > 0\n`;
    const made = await collected({
      ...clean,
      "exports/idp.csv": "id,login,name,state\n1,ana,Ana,on\n2,ben,Ben,off\n",
      "entitlint.yaml": `${config}policies: [policies]\n`,
      [path]: `${metadata}\n${body}`,
    });
    const { code, stdout } = await made.run("check", "--as-of", asOf, "--format", "json");
    const report = Report.parse(JSON.parse(stdout));
    expect([code, report.obstacles.map(({ code, rule }) => [code, rule])]).toEqual([2, [["rule-aborted", "invented"]]]);
    expect(report.findings.map(({ subject }) => subject)).toContain("identity:idp/main/2");
  });

  test("because one of its findings is none", async () => {
    const odd = `deny contains ${finding} if input.id == "nobody"\n\ndeny contains object.remove(${finding}, [k]) if some k in ["msg"]\n`;
    const { stdout, stderr } = await withPolicy(`${metadata}\n${odd}`);
    expect(stderr).toBe("");
    const report = Report.parse(JSON.parse(stdout));
    expect(report.unknowns.map(({ rule, reason }) => [rule, reason])).toEqual(Array(2).fill(["invented", "malformed"]));
  });
});
