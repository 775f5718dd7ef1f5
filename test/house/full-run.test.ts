// @module-tag long
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { everything } from "../everything.ts";
import { checkout } from "./checkout.ts";

interface Run {
  readonly output: string;
}

/** A project with these test files, and what a full run counts in it. */
function countsOf(files: Readonly<Record<string, string>>): unknown {
  const { output: _, ...counts } = runOf(files);
  return counts;
}

function runOf(files: Readonly<Record<string, string>>): Run {
  const copy = checkout(".ci");
  copy.write("vitest.config.mjs", 'export default { test: { include: ["tests/**"] } };\n');
  for (const [path, text] of Object.entries(files)) copy.write(path, `import { expect, test } from "vitest";\n${text}`);
  copy.write(
    "try.mjs",
    `import { testsOn } from "./.ci/tests-on.mjs";
     const { result, ...counts } = await testsOn(process.execPath, ${JSON.stringify(copy.folder)}, { name: "tests", config: "vitest.config.mjs" });
     console.log(JSON.stringify({ ok: result.ok, output: result.output, ...counts }));`,
  );
  return JSON.parse(copy.run("try.mjs").output);
}

describe("tests are counted", () => {
  test("passed, failed and skipped ones, and a file that breaks before its tests", () => {
    const counts = countsOf({
      "tests/mixed.mjs": "test('a', () => {}); test('b', () => expect(1).toBe(2)); test.skip('c', () => {});",
      "tests/broken.mjs": "throw new Error('before any test');",
    });
    expect(counts).toEqual({ ok: false, passed: 1, failed: 2, skipped: 1 });
  });

  test("what failed is told, and nothing of what passed", () => {
    const { output } = runOf({
      "tests/mixed.mjs": "test('went well', () => {}); test('went wrong', () => expect(1).toBe(2));",
      "tests/broken.mjs": "throw new Error('before any test');",
    });
    expect(output).toContain("tests/mixed.mjs: went wrong\n");
    expect(output).toContain("tests/broken.mjs\n");
    expect(output).toContain("before any test");
    expect(output).not.toContain("went well");
  });

  test.runIf(everything)("all passed", () => {
    expect(countsOf({ "tests/good.mjs": "test('a', () => {});" })).toEqual({
      ok: true,
      passed: 1,
      failed: 0,
      skipped: 0,
    });
  });

  test("a run without any test has failed", () => {
    expect(countsOf({})).toMatchObject({ ok: false, passed: 0 });
  });
});

test.each([
  ["breaks", "throw new Error('broken');"],
  ["does not parse", "const = 1;"],
  ["is killed", "process.kill(process.pid, 'SIGKILL');"],
])("a full run that %s ends with a failure in its last line", (_situation, text) => {
  const copy = checkout(".ci");
  copy.write(".ci/run.mjs", text);
  const { status, stdout } = spawnSync("bash", [join(copy.folder, ".ci/run")], { encoding: "utf8" });
  expect(stdout.trimEnd().split("\n").at(-1)).toBe("0 passed, 1 failed, 0 skipped");
  expect(status).toBe(1);
});
