import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const nodes = {
  "this Node": process.execPath,
  "Node 22": process.env.ENTITLINT_NODE_22,
  "Node 24": process.env.ENTITLINT_NODE_24,
};
const missing = Object.entries(nodes).flatMap(([name, path]) => (path ? [] : [name]));

/** Runs a program of the project, and insists that it could do its work. */
function run(node: string, args: readonly string[], codes: readonly number[] = [0]): string {
  const { status, stdout, stderr } = spawnSync(node, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  expect(codes, `${args.join(" ")}\n${stderr}`).toContain(status);
  return stdout;
}

test.runIf(process.env.CI)("CI names the other versions of Node", () => {
  expect(missing).toEqual([]);
});

describe.skipIf(missing.length > 0)("every supported Node writes the same bytes", () => {
  let folder = "";
  const reports: string[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "entitlint-nodes-"));
    const example = join(folder, "example");
    cpSync(join(root, "examples/acme"), example, { recursive: true });
    const common = ["--config", join(example, "entitlint.yaml"), "--as-of", asOf()];
    for (const [index, node] of Object.values(nodes).entries()) {
      if (!node) continue;
      const snapshot = join(folder, String(index));
      run(node, ["dist/cli.js", "collect", ...common, "--to", snapshot], [0, 2]);
      // One snapshot for all reports: a report names the digest of the manifest, which holds the time of its collection.
      const check = ["dist/cli.js", "check", ...common, "--snapshot", join(folder, "0"), "--format", "json"];
      reports.push(run(node, check, [0, 1, 2]));
    }
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("the versions are different ones", () => {
    const versions = Object.values(nodes).map((node) => (node ? run(node, ["--version"]).split(".")[0] : "none"));
    expect(new Set(versions).size).toBeGreaterThan(1);
    expect(versions.slice(1)).toEqual(["v22", "v24"]);
  });

  test.each([1, 2])("snapshot %i", (index) => {
    run(process.execPath, ["scripts/compare-snapshots.mjs", join(folder, "0"), join(folder, String(index))]);
  });

  test("reports", () => {
    const [first, ...others] = reports;
    expect(JSON.parse(first ?? "")).toBeTypeOf("object");
    for (const other of others) expect(other).toBe(first);
  });
});

function asOf(): string {
  return readFileSync(join(root, "examples/acme/as-of.txt"), "utf8").trim();
}
