import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import {
  checkArguments,
  collectArguments,
  proposeArguments,
  reportArguments,
} from "../../src/github/action/arguments.ts";
import { inputNames, readInputs } from "../../src/github/action/inputs.ts";

const root = resolve(import.meta.dirname, "../..");
const event = { pull_request: { number: 7, head: { sha: "a" }, base: { sha: "b" } } };
const compares = { event, reportFile: "r.json", compares: true };

function inputs(given: Readonly<Record<string, string>> = {}) {
  return readInputs(
    Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  );
}

test("action.yml names the inputs that are read, and no others", () => {
  const action: { inputs: object } = parse(readFileSync(resolve(root, "action.yml"), "utf8"));
  expect(Object.keys(action.inputs).toSorted()).toEqual([...inputNames].toSorted());
});

test("every input that is none of its choices is told at once", () => {
  expect(() => inputs({ mode: "judge", comment: "loudly" })).toThrow(
    /mode cannot be "judge"[\s\S]*comment cannot be "loudly"/u,
  );
});

describe("check", () => {
  test("is compared with the base of the pull request", () => {
    expect(checkArguments(inputs(), compares)).toEqual(["check", "--base=b", "--report=json=r.json"]);
  });

  test("or of the merge group, or of what is asked for, or with nothing", () => {
    const group = { merge_group: { head_sha: "a", base_sha: "g" } };
    expect(checkArguments(inputs(), { ...compares, event: group })).toContain("--base=g");
    expect(checkArguments(inputs({ base: "origin/main" }), compares)).toContain("--base=origin/main");
    const without = [
      checkArguments(inputs({ base: "none" }), compares),
      checkArguments(inputs(), { ...compares, event: {} }),
    ];
    for (const args of without) expect(args.join(" ")).not.toContain("--base");
  });

  test("takes its options, and several reports", () => {
    const given = {
      config: "teams/a.yaml",
      "fail-on": "high",
      report: "sarif=a.sarif\n junit=b.xml",
      "as-of": "2026-11-22",
    };
    expect(checkArguments(inputs(given), { ...compares, event: {} })).toEqual([
      ...["check", "--config=teams/a.yaml", "--as-of=2026-11-22", "--fail-on=high"],
      ...["--report=json=r.json", "--report=sarif=a.sarif", "--report=junit=b.xml"],
    ]);
  });
});

test("a value that looks like an option stays the value of its own", () => {
  expect(reportArguments(inputs({ "check-name": "--issue", key: "-x" }), "r.json")).toEqual([
    ...["github", "report", "--from=r.json", "--comment=on-failure", "--name=--issue", "--key=-x"],
  ]);
});

test("no check run, an issue, other comments", () => {
  const given = { "check-run": "false", issue: "true", comment: "never" };
  const args = reportArguments(inputs(given), "r.json");
  expect(args).toEqual(["github", "report", "--from=r.json", "--comment=never", "--no-check-run", "--issue"]);
});

test("collect and propose", () => {
  const given = inputs({ mode: "collect", only: "hr idp", branch: "b", into: "main", title: "T" });
  expect(collectArguments(given)).toEqual(["collect", "--only", "hr", "idp"]);
  expect(proposeArguments(given)).toEqual(["github", "propose", "--branch=b", "--into=main", "--title=T"]);
});
