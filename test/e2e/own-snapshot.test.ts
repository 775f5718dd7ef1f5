// @module-tag long
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { base, gatedOf } from "./own-check.ts";
import { type PullRequest, pullRequest } from "./pull-request.ts";

interface Manifest {
  readonly files: Readonly<Record<string, string>>;
  readonly sources: Readonly<Record<string, { readonly kinds: Readonly<Record<string, unknown>> } | undefined>>;
  readonly failures?: Readonly<Record<string, unknown>>;
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
    for (const [collectedAt, code] of [
      ["2036-11-22T08:00:00Z", 2],
      ["2016-11-22T08:00:00Z", 1],
    ] as const) {
      rewrite(pr, (manifest) => ({ ...manifest, collectedAt }));
      pr.commit({});
      const report = await pr.report();
      expect([report.exitCode, gatedOf(report)]).toEqual([code, expect.arrayContaining(declared)]);
    }
  });

  test("of a time that has not come", async () => {
    const pr = await pullRequest(base);
    const landing = async (change: (manifest: Manifest) => Manifest, ...args: string[]) => {
      rewrite(pr, change);
      pr.commit({});
      const { exitCode, obstacles } = await pr.report(...args);
      return [exitCode, obstacles.map(({ code, source }) => [code, source])];
    };
    const collectedAt = (at: string) => (manifest: Manifest) => ({ ...manifest, collectedAt: at });
    expect(await landing(collectedAt("2026-11-22T09:15:00Z"))).toEqual([0, []]);
    const later = [2, [["snapshot-in-future", undefined]]];
    expect(await landing(collectedAt("2026-11-22T09:15:01Z"), "--as-of", "2026-12-31")).toEqual(later);
    const readLater = (manifest: Manifest) => {
      const { forge, ...sources } = manifest.sources;
      const kinds = Object.entries(forge?.kinds ?? {}).map(([kind, entry]) => [
        kind,
        { ...Object(entry), observedAt: "2027-01-01T00:00:00Z" },
      ]);
      return {
        ...collectedAt("2026-11-22T08:00:00Z")(manifest),
        sources: { ...sources, forge: { ...forge, kinds: Object.fromEntries(kinds) } },
      };
    };
    expect(await landing(readLater)).toEqual([2, [["snapshot-in-future", "forge"]]]);
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

  test("without some kinds of a source: it does not land while the config collects them", async () => {
    const pr = await pullRequest(base);
    rewrite(pr, ({ files, sources: { forge, ...sources }, ...manifest }) => {
      const { grant: _, ...kinds } = forge?.kinds ?? {};
      const kept = Object.entries(files).filter(([path]) => !path.startsWith("forge/grant"));
      return { ...manifest, files: Object.fromEntries(kept), sources: { ...sources, forge: { ...forge, kinds } } };
    });
    for (const file of ["grant.ndjson", "grant.history.ndjson"])
      rmSync(join(pr.folder, "snapshots/forge", file), { force: true });
    pr.commit({});
    const { exitCode, obstacles } = await pr.report();
    expect([exitCode, obstacles.map(({ code, source, text }) => [code, source, text])]).toEqual([
      2,
      [["kind-missing", "forge", expect.stringContaining("has no grant records of forge any more")]],
    ]);
    const mapping = / {10}- kind: grant\n(?: {12}.*\n)+/;
    pr.commit({ "entitlint.yaml": base["entitlint.yaml"].replace(mapping, "") });
    const dropped = await pr.report();
    expect([dropped.exitCode, dropped.obstacles]).toEqual([0, []]);
    expect(dropped.notices.filter(({ code }) => code === "kind-missing")).toEqual([
      expect.objectContaining({ app: "forge", text: expect.stringContaining("nothing is judged by them") }),
    ]);
  });

  test("without a failure: it stands while the readings are the same", async () => {
    const pr = await pullRequest(base);
    pr.git("checkout", "--quiet", "main");
    const failure = { at: "2026-11-22T07:30:00Z", code: "collect/suspect", message: "set aside", problems: 1 };
    rewrite(pr, (manifest) => ({ ...manifest, failures: { forge: failure } }));
    pr.commit({});
    pr.git("checkout", "--quiet", "-B", "pr");
    rewrite(pr, ({ failures: _, ...manifest }) => manifest);
    pr.commit({});
    const { exitCode, obstacles, notices } = await pr.report();
    expect([exitCode, obstacles.map(({ code, source }) => [code, source])]).toEqual([2, [["source-failed", "forge"]]]);
    expect(notices.map(({ code }) => code)).toContain("failure-stands");
    pr.write({ "exports/forge.csv": base["exports/forge.csv"].replace("Bot,on", "The bot,on") });
    expect((await pr.run("collect", "--as-of", "2026-11-22T08:30:00Z")).code).toBe(0);
    pr.commit({});
    expect((await pr.report()).obstacles).toEqual([]);
  });
});
