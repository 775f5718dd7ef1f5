import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { filesCollector } from "../../src/collect/files/index.ts";
import { collectContext } from "../../src/commands/estate/collect-context.ts";
import { collectorOptions } from "../../src/config/load-config.ts";
import { parseConfig } from "../../src/config/read-config.ts";
import type { CollectedSource } from "../../src/model/collected.ts";
import type { AnyRecord, RecordOf } from "../../src/model/record.ts";
import { parseRecordId, type RecordKind } from "../../src/model/record-id.ts";
import { readYaml } from "../../src/positions/read-yaml.ts";
import { worktree } from "../../src/repository/worktree.ts";
import { diffSnapshots, openSnapshot, parseRecords, type Snapshot, writeSnapshot } from "../../src/snapshot/index.ts";
import { plainSource } from "../collect/plain-source.ts";
import { type Reference, readReference } from "./kubernetes-org-reference.ts";

const data = process.env.ENTITLINT_KUBERNETES_ORG;
const dates = ["2025-08-15", "2026-02-15", "2026-08-15"] as const;
const fixture = join(import.meta.dirname, "../fixtures/e2e/kubernetes-org/entitlint.yaml");

/** The mapping of the fixture, dated; `declares` turns it into declared state. */
function sourceOf(date: string, declares: boolean) {
  const text = readFileSync(fixture, "utf8").replace("2025-08-15", date);
  const file = declares ? text.replace("role: application", "role: application\n    declares: true") : text;
  const [source] = parseConfig(readYaml(file, "entitlint.yaml"), "entitlint.yaml", collectorOptions()).sources;
  if (!source) throw new Error("the fixture has no source");
  return source;
}

async function collect(folder: string, date: string, declares = false): Promise<CollectedSource> {
  const source = { ...sourceOf(date, declares), declares };
  const at = { now: new Date("2026-11-22T08:00:00Z"), env: {} };
  const given = collectContext(source, { tree: worktree(folder), folder }, at);
  return await filesCollector.collect(given, source.options);
}

const facts = ["orgRoles", "teamMembers", "teamRepos", "teams"] as const;
type Fact = (typeof facts)[number];

/** The facts of the reference, told by records alone. */
function factsOf(records: readonly AnyRecord[]): Record<Fact, string[]> {
  const told: Record<Fact, string[]> = { orgRoles: [], teamMembers: [], teamRepos: [], teams: [] };
  const at = (id: string) => {
    const parts = parseRecordId(id);
    if (!parts) throw new Error(`${id} is no id`);
    return parts;
  };
  for (const record of records) {
    const { kind, tenant, nativeId } = at(record.id);
    if (kind === "group") told.teams.push(`${tenant} ${nativeId}`);
    if ("member" in record && record.memberType === "account")
      told.teamMembers.push(`${tenant} ${at(record.group).nativeId} ${at(record.member).nativeId} ${record.role}`);
    if (!("principal" in record) || !("entitlement" in record)) continue;
    const principal = at(record.principal).nativeId;
    const [, name = "", level = ""] = /^(?:repo|org)\/(?:(.*)\/)?(.*)$/.exec(at(record.entitlement).nativeId) ?? [];
    if (record.principalType === "account") told.orgRoles.push(`${tenant} ${principal} ${level}`);
    else told.teamRepos.push(`${tenant} ${principal} ${name} ${level}`);
  }
  return told;
}

function recordsIn<K extends RecordKind>(snapshot: Snapshot, ...kinds: readonly K[]): RecordOf<K>[] {
  return kinds.flatMap((kind) =>
    snapshot.files("github", kind).flatMap((file) => {
      const parsed = parseRecords(file, kind, (problem) => expect.unreachable(problem.message));
      return [...parsed].map(({ value }) => value);
    }),
  );
}

test("the data are there where it is built for good", () => {
  if (process.env.CI) expect(data, "ENTITLINT_KUBERNETES_ORG").toBeDefined();
});

describe.skipIf(data === undefined)("kubernetes/org", () => {
  const home = mkdtempSync(join(tmpdir(), "entitlint-kubernetes-org-"));
  const snapshots = new Map<string, Snapshot>();
  const references = new Map<string, Reference>();

  beforeAll(async () => {
    for (const date of dates) {
      const folder = join(home, date);
      await writeSnapshot(folder, [await collect(join(data ?? "", date), date)], {
        now: new Date(`${date}T12:00:00Z`),
        runId: date,
      });
      snapshots.set(date, await openSnapshot(folder));
      references.set(date, readReference(join(data ?? "", date)));
    }
  });
  afterAll(() => rmSync(home, { recursive: true }));

  function at(date: string): { snapshot: Snapshot; reference: Reference } {
    const snapshot = snapshots.get(date);
    const reference = references.get(date);
    if (!snapshot || !reference) throw new Error(`nothing was collected for ${date}`);
    return { snapshot, reference };
  }

  test.each(dates)("%s: every role, member and permission, and nothing else", (date) => {
    const { snapshot, reference } = at(date);
    const told = factsOf(recordsIn(snapshot, "group", "membership", "grant"));
    for (const name of facts) {
      expect(reference[name].size, name).toBeGreaterThan(100);
      expect(told[name].toSorted(), name).toEqual([...reference[name]].toSorted());
    }
  });

  test.each(dates)("%s: an account for each login of each organisation, however it is spelt", (date) => {
    const { snapshot, reference } = at(date);
    const wanted = new Set([...reference.orgRoles].map((fact) => fact.split(" ").slice(0, 2).join("/")));
    const ids = recordsIn(snapshot, "account").map(({ id }) => id);
    expect(ids).toEqual([...wanted].map((key) => `account:github/${key}`).toSorted());
  });

  test.each(dates)("%s: nested teams know their parent, which has them as members", (date) => {
    const records = recordsIn(at(date).snapshot, "group", "membership");
    const nested = [...at(date).reference.nested];
    const parents = records.flatMap((record) => ("parentId" in record ? [record.id] : []));
    const edges = records.flatMap((record) =>
      "memberType" in record && record.memberType === "group" ? [record.member] : [],
    );
    const wanted = nested.map((team) => `group:github/${team.replace(" ", "/")}`).toSorted();
    expect(wanted.length).toBeGreaterThan(10);
    expect(parents.toSorted()).toEqual(wanted);
    expect(edges.toSorted()).toEqual(wanted);
  });

  test.each([
    [dates[0], dates[1]],
    [dates[1], dates[2]],
  ])("the difference of %s and %s is the difference of the sets", (before, after) => {
    const diff = diffSnapshots(at(before).snapshot, at(after).snapshot);
    expect(diff.problems).toEqual([]);
    const added = factsOf(diff.kinds.flatMap((kind) => kind.added));
    const removed = factsOf(diff.kinds.flatMap((kind) => kind.removed));
    // A role that changes within one membership is a changed record, not one more and one less.
    const changed = diff.kinds.flatMap((kind) => (kind.kind === "membership" ? kind.changed : []));
    for (const { id, fields } of changed) {
      const [team = "", login = ""] = (parseRecordId(id)?.nativeId ?? "").split("/login/");
      const tenant = parseRecordId(id)?.tenant;
      for (const { field, before: was, after: is } of fields) {
        expect(field).toBe("role");
        removed.teamMembers.push(`${tenant} ${team} ${login} ${was}`);
        added.teamMembers.push(`${tenant} ${team} ${login} ${is}`);
      }
    }
    for (const name of facts) {
      const [was, is] = [at(before).reference[name], at(after).reference[name]];
      expect(added[name].toSorted(), `${name} added`).toEqual([...is].filter((fact) => !was.has(fact)).toSorted());
      expect(removed[name].toSorted(), `${name} removed`).toEqual([...was].filter((fact) => !is.has(fact)).toSorted());
    }
  });

  test.each(dates)("%s as declared state: every member stands where its record says", async (date) => {
    const folder = join(data ?? "", date);
    const { records, kinds } = plainSource(await collect(folder, date, true));
    expect(kinds.every(({ observedAt }) => observedAt === "2026-11-22T08:00:00Z")).toBe(true);
    const lines = new Map<string, string[]>();
    let checked = 0;
    for (const { record, place } of records) {
      if (!("member" in record) || record.memberType !== "account" || !place?.file) continue;
      const text = lines.get(place.file) ?? readFileSync(join(folder, place.file), "utf8").split("\n");
      lines.set(place.file, text);
      const there = (text[(place.line ?? 0) - 1] ?? "").slice((place.column ?? 1) - 1);
      const login = record.member.split("/").at(-1);
      expect(
        there
          .replace(/^["']/, "")
          .match(/^[\w-]+/)?.[0]
          ?.toLowerCase(),
        `${place.file}:${place.line}`,
      ).toBe(login);
      checked++;
    }
    expect(checked).toBe(at(date).reference.teamMembers.size);
  });
});
