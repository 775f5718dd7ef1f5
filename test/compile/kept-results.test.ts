// @module-tag long
import { execFile } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildPolicies, checkPolicies, evaluatePolicies, inspectPolicies } from "../../src/compile/index.ts";
import { everything } from "../everything.ts";
import { capabilities, moduleOf, policyErrorOf, temporaryFolder } from "./samples.ts";

const modules = [moduleOf("package a\n\nx if input.y == 1\n")];
const input = { modules, capabilities, entrypoints: ["a/x"] };
const ownCompiler = new URL("../../compiler/", import.meta.url).pathname;

/** A compiler that has its name and nothing else: whoever starts it fails. */
function unusableCompiler(): string {
  const folder = temporaryFolder();
  copyFileSync(join(ownCompiler, "compiler.json"), join(folder, "compiler.json"));
  return folder;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe("kept results", () => {
  test("are given without starting a compiler", async () => {
    const cacheDir = temporaryFolder();
    const compilerDir = unusableCompiler();
    await expect(buildPolicies(input, { cacheDir, compilerDir })).rejects.toMatchObject({
      problems: [{ code: "policy/compiler-failed" }],
    });
    const [built] = await Promise.all([
      buildPolicies(input, { cacheDir }),
      checkPolicies(input, { cacheDir }),
      inspectPolicies(modules, { cacheDir }),
    ]);
    expect(await buildPolicies(input, { cacheDir, compilerDir })).toEqual(built);
    await checkPolicies(input, { cacheDir, compilerDir });
    expect((await inspectPolicies(modules, { cacheDir, compilerDir })).modules).toHaveLength(1);
  });

  const shared = mkdtempSync(join(tmpdir(), "entitlint-kept-"));
  beforeAll(() => buildPolicies(input, { cacheDir: shared }).then(() => {}));
  afterAll(() => rmSync(shared, { recursive: true, force: true }));

  test.each([
    ["a text", { modules: [moduleOf("package a\n\nx if input.y == 2\n")] }],
    ["a path", { modules: [moduleOf("package a\n\nx if input.y == 1\n", "b.rego")] }],
    ["a schema", { schemas: { subject: { type: "object" } } }],
    ["the entrypoints", { entrypoints: ["a/x", "a/x"] }],
    ["the capabilities", { capabilities: `${capabilities}\n` }],
  ])("are not given for other input: %s", async (_what, change) => {
    const options = { cacheDir: shared, compilerDir: unusableCompiler() };
    expect((await buildPolicies(input, options)).wasm.length).toBeGreaterThan(1000);
    await expect(buildPolicies({ ...input, ...change }, options)).rejects.toMatchObject({
      problems: [{ code: "policy/compiler-failed" }],
    });
  });

  test.runIf(everything)("are made again when they are damaged or cut off", async () => {
    const cacheDir = temporaryFolder();
    const built = await buildPolicies(input, { cacheDir });
    const [file = ""] = filesBelow(cacheDir);
    const whole = readFileSync(file);
    const flipped = Buffer.from(whole);
    flipped.writeUInt8(whole.readUInt8(1000) ^ 1, 1000);
    for (const damaged of [flipped, whole.subarray(0, 900), Buffer.alloc(0)]) {
      writeFileSync(file, damaged);
      expect((await buildPolicies(input, { cacheDir })).sha256).toBe(built.sha256);
      expect(readFileSync(file).equals(whole)).toBe(true);
    }
  });

  test("are not needed: a cache that cannot be written is no error", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "file");
    writeFileSync(file, "");
    const readOnly = join(folder, "read-only");
    mkdirSync(readOnly);
    chmodSync(readOnly, 0o500);
    for (const cacheDir of everything ? [join(file, "below"), readOnly] : [readOnly]) {
      expect((await buildPolicies(input, { cacheDir })).wasm.length).toBeGreaterThan(1000);
    }
  });

  test.runIf(everything)("are written by two processes at once without harm", async () => {
    const cacheDir = temporaryFolder();
    const script = `
      import { buildPolicies } from ${JSON.stringify(new URL("../../dist/compile/index.js", import.meta.url).href)};
      const built = await buildPolicies(${JSON.stringify(input)}, { cacheDir: ${JSON.stringify(cacheDir)} });
      process.stdout.write(built.sha256);`;
    const run = () => promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
    const [one, two] = await Promise.all([run(), run()]);
    expect(one.stdout).toMatch(/^[0-9a-f]{64}$/);
    expect(two.stdout).toBe(one.stdout);
    expect(filesBelow(cacheDir)).toHaveLength(1);
    const kept = await buildPolicies(input, { cacheDir, compilerDir: unusableCompiler() });
    expect(kept.sha256).toBe(one.stdout);
  });

  test("hold no failures and no evaluations", async () => {
    const cacheDir = temporaryFolder();
    await policyErrorOf(checkPolicies({ modules: [moduleOf("package a\n\nx if y\n")], capabilities }, { cacheDir }));
    await evaluatePolicies({ modules, capabilities, query: "data.a.x", inputs: ["{}"] }, { cacheDir });
    expect(filesBelow(cacheDir)).toEqual([]);
  });
});
