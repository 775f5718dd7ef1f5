import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { describe, expect, test } from "vitest";
import { cacheDirectory, inspectPolicies } from "../../src/compile/index.ts";
import { moduleOf, temporaryFolder } from "./samples.ts";

const ownCompiler = new URL("../../compiler/", import.meta.url).pathname;
const modules = [moduleOf("package a\n")];

describe("the compiler's files", () => {
  test("are missed with advice", async () => {
    await expect(inspectPolicies(modules, { compilerDir: temporaryFolder() })).rejects.toMatchObject({
      problems: [{ code: "policy/compiler-missing", next: expect.stringContaining("compiler:build") }],
    });
  });

  test("are not run when they are not what their description says", async () => {
    const compilerDir = temporaryFolder();
    copyFileSync(join(ownCompiler, "compiler.json"), join(compilerDir, "compiler.json"));
    const other = brotliCompressSync("other", { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
    writeFileSync(join(compilerDir, "opa.wasm.br"), other);
    await expect(inspectPolicies(modules, { compilerDir })).rejects.toThrow(/opa\.wasm\.br is damaged/);
  });
});

describe("cacheDirectory", () => {
  test("is the one asked for, else the platform's", () => {
    expect(cacheDirectory({ ENTITLINT_CACHE_DIR: "/var/cache/here" })).toBe("/var/cache/here");
    expect(cacheDirectory({ ENTITLINT_CACHE_DIR: "" })).toMatch(/entitlint/);
    expect(cacheDirectory({})).toBe(cacheDirectory({ ENTITLINT_CACHE_DIR: "" }));
  });
});
