// @module-tag long
import { describe, expect, test } from "vitest";
import { Report } from "../../src/model/report.ts";
import { extent, sampleOf } from "../everything.ts";
import { finding, headOf, pathOf, withInvented } from "./invented-rules.ts";
import { asOf, clean, collected, config, project, withLeaver } from "./small-project.ts";

const metadata = headOf("invented");
const path = pathOf("invented");

async function withPolicy(text: string) {
  const made = project({ ...clean, "entitlint.yaml": `${config}policies: [policies]\n`, [path]: text });
  return await made.run("check", "--as-of", asOf, "--format", "json");
}

test("a good one is judged beside the shipped ones", async () => {
  const made = await collected({ ...clean, ...withInvented("invented") });
  const { code, stdout } = await made.run("check", "--as-of", asOf, "--format", "json");
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
    const { code, stdout, stderr } = await withPolicy(text);
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
    const made = await collected({ ...withLeaver, ...withInvented("torn") });
    const { code, stdout } = await made.run("check", "--as-of", asOf, "--format", "json");
    const report = Report.parse(JSON.parse(stdout));
    expect([code, report.obstacles.map(({ code, rule }) => [code, rule])]).toEqual([2, [["rule-aborted", "torn"]]]);
    expect(report.obstacles[0]?.text).toMatch(/; the rule stands at policies\/rules\/subject\/torn\/torn\.rego:9:9$/);
    expect(report.findings.map(({ subject }) => subject)).toContain("identity:idp/main/2");
  });

  test("and to try it alone says so, instead of how little it found", async () => {
    const made = await collected({ ...withLeaver, ...withInvented("torn") });
    const { code, stdout } = await made.run("policy", "try", "torn", "--as-of", asOf);
    expect([code, stdout]).toEqual([2, expect.stringContaining("torn could not be evaluated on 1 document, first on")]);
    expect(stdout).not.toContain(" violate it");
  });

  test("because one of its findings is none", async () => {
    const made = await collected({ ...clean, ...withInvented("odd") });
    const { stdout, stderr } = await made.run("check", "--as-of", asOf, "--format", "json");
    expect(stderr).toBe("");
    const report = Report.parse(JSON.parse(stdout));
    expect(report.unknowns.map(({ rule, reason }) => [rule, reason])).toEqual(Array(2).fill(["odd", "malformed"]));
  });
});
