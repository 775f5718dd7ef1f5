// @module-tag long
import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { compilerFiles } from "../../src/compile/compiler-files.ts";
import { extent, sampleOf } from "../everything.ts";
import { capabilities } from "./samples.ts";

const files = compilerFiles(undefined);

function runChild(request: string, seconds: string) {
  const args = ["--liftoff-only", files.child, files.compiler, files.sha256, seconds];
  return spawnSync(process.execPath, args, { input: request, env: {}, timeout: 20_000 });
}

describe("the compiler's process", () => {
  test("stops itself after its deadline, should nobody be left to stop it", () => {
    const text = `package a_test

test_endless if {
	some a in numbers.range(1, 100000)
	some b in numbers.range(1, 100000)
	a + b == 0
}
`;
    const request = JSON.stringify({ operation: "test", capabilities, modules: [{ path: "a.rego", text }] });
    const { status, stderr } = runChild(request, "1.5");
    expect(stderr.toString()).toContain("the deadline has passed");
    expect(status).toBe(70);
  });

  test(`answers what is no request (${extent}) with a diagnostic, not with a crash`, () => {
    const requests = ["", "{", "[]", '{"operation": "delete"}', '{"operation": "check", "extra": 1}'];
    for (const request of sampleOf(requests, 4)) {
      const { status, stdout, stderr } = runChild(request, "20");
      expect(stderr.toString()).toBe("");
      expect(status).toBe(0);
      expect(stdout.subarray(4).toString()).toContain("compiler_request");
    }
  });
});
