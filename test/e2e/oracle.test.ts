// @module-tag long
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { Estate } from "../../src/model/estate.ts";
import { everything, extent } from "../everything.ts";
import { root } from "./acme.ts";
import { documentsIn, holdEqual, type Prepared, rulesIn } from "./by-opa.ts";

const folder = mkdtempSync(join(tmpdir(), "entitlint-oracle-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function documentsOf(config: string, asOf: string, more: readonly string[]): Prepared {
  const run = (...args: string[]) =>
    execFileSync(
      process.execPath,
      [join(root, "dist/cli.js"), "documents", "--config", config, "--as-of", asOf, ...more, ...args],
      { encoding: "utf8", maxBuffer: 1 << 28 },
    );
  return {
    documents: documentsIn(run()),
    estate: z.object({ estate: Estate }).parse(JSON.parse(run("--estate"))).estate,
  };
}

describe(`WebAssembly decides as OPA's own evaluator does (${extent})`, () => {
  test.runIf(everything)("on every document of a generated estate", { timeout: 300_000 }, async () => {
    const out = join(folder, "estate");
    const generator = join(root, "bench/generate.mjs");
    execFileSync(process.execPath, [generator, "--identities", "400", "--seed", "7", "--out", out]);
    const prepared = documentsOf(join(out, "entitlint.yaml"), "2026-11-22T08:00:00Z", []);
    expect(prepared.documents.length).toBeGreaterThan(400);
    const lines = await holdEqual(prepared);
    // An estate in which nothing is wrong would prove nothing.
    expect(rulesIn(lines).size).toBeGreaterThanOrEqual(10);
  });

  const acme = join(root, "examples/acme");
  const snapshot = join(root, "snapshots");
  const ready = existsSync(join(acme, "entitlint.yaml")) && existsSync(join(snapshot, "manifest.json"));
  test.runIf(ready || process.env.CI)("on every document of acme", { timeout: 120_000 }, async () => {
    const asOf = readFileSync(join(acme, "as-of.txt"), "utf8").trim();
    const prepared = documentsOf(join(acme, "entitlint.yaml"), asOf, ["--snapshot", snapshot]);
    expect(rulesIn(await holdEqual(prepared)).size).toBeGreaterThanOrEqual(10);
  });
});
