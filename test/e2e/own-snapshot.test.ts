import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { base, gatedOf } from "./own-check.ts";
import { type PullRequest, pullRequest } from "./pull-request.ts";

interface Manifest {
  readonly files: Readonly<Record<string, string>>;
  readonly sources: Readonly<Record<string, unknown>>;
}

/** The forge is read no more, and nothing declares for it. */
const withoutForge = base["entitlint.yaml"]
  .replace(/ {2}forge:\n(?: {4}.*\n)+/, "")
  .replace(/ {2}teams:\n(?: {4}.*\n)+/, "");

describe("a pull request does not hide behind the manifest that it brings", { timeout: 120_000 }, () => {
  /** Writes the manifest of the snapshot anew. */
  function rewrite(pr: PullRequest, change: (manifest: Manifest) => Manifest): void {
    const manifest = change(JSON.parse(readFileSync(join(pr.folder, "snapshots/manifest.json"), "utf8")));
    pr.write({ "snapshots/manifest.json": `${JSON.stringify(manifest, null, 2)}\n` });
  }

  test("of a day on which what it declares is over", async () => {
    const pr = await pullRequest({ ...base, "exports/forge.csv": `${base["exports/forge.csv"]}9,bot,Bot,on,admin\n` });
    pr.commit({
      "access/roles/admins.yaml":
        "owner: person:ana\ngrants: [entitlement:forge/role/admin]\nmembers: [{who: person:ben, until: 2026-12-31}]\n",
    });
    const declared = gatedOf(await pr.report());
    expect(declared).toEqual([expect.stringContaining("grant-no-active-record")]);
    for (const collectedAt of ["2036-11-22T08:00:00Z", "2016-11-22T08:00:00Z"]) {
      rewrite(pr, (manifest) => ({ ...manifest, collectedAt }));
      pr.commit({});
      const report = await pr.report();
      expect([report.exitCode, gatedOf(report)]).toEqual([1, expect.arrayContaining(declared)]);
    }
  });

  test("without a source: it does not land while the config reads that", async () => {
    const pr = await pullRequest(base);
    rewrite(pr, ({ files, sources: { forge: _, ...sources }, ...manifest }) => ({
      ...manifest,
      files: Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith("forge/"))),
      sources,
    }));
    pr.commit({ "snapshots/forge": undefined });
    const { exitCode, obstacles } = await pr.report();
    expect([exitCode, obstacles.map(({ code, source }) => [code, source])]).toEqual([2, [["source-missing", "forge"]]]);
    pr.commit({ "entitlint.yaml": withoutForge, "access/apps/forge.yaml": undefined });
    expect((await pr.report()).obstacles).toEqual([]);
  });
});
