import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assemble } from "../../src/assemble/index.ts";
import { filesCollector } from "../../src/collect/files/index.ts";
import { collectContext } from "../../src/commands/estate/collect-context.ts";
import { collectorOptions } from "../../src/config/load-config.ts";
import { parseConfig } from "../../src/config/read-config.ts";
import type { CollectedSource } from "../../src/model/collected.ts";
import { SubjectDocument } from "../../src/model/document.ts";
import type { DeclaredLine, SystemInput } from "../../src/model/estate-input.ts";
import { recordKinds } from "../../src/model/record-id.ts";
import { readYaml } from "../../src/positions/read-yaml.ts";
import { worktree } from "../../src/repository/worktree.ts";
import { openSnapshot, writeSnapshot } from "../../src/snapshot/index.ts";
import { app, identity, joined, now, system } from "../load/invented-estate.ts";
import { type Reference, readReference } from "./kubernetes-org-reference.ts";

const data = process.env.ENTITLINT_KUBERNETES_ORG;
const fixture = readFileSync(join(import.meta.dirname, "../fixtures/e2e/kubernetes-org/entitlint.yaml"), "utf8");
const pairs = [
  ["2025-08-15", "2026-02-15"],
  ["2026-02-15", "2026-08-15"],
] as const;

/** Reads the files of a date where they lie, as observed or as declared. */
async function collect(date: string, declares: boolean): Promise<CollectedSource> {
  const text = fixture.replace("2025-08-15", date);
  const file = declares ? text.replace("role: application", "role: application\n    declares: true") : text;
  const [parsed] = parseConfig(readYaml(file, "entitlint.yaml"), "entitlint.yaml", collectorOptions()).sources;
  if (!parsed) throw new Error("the fixture has no source");
  const folder = join(data ?? "", date);
  const given = collectContext(parsed, { tree: worktree(folder), folder }, { now: new Date(now), env: {} });
  return await filesCollector.collect(given, parsed.options);
}

/** One date as what was observed, a later one as what Git declares. */
async function estateOf(home: string, base: string, head: string): Promise<SystemInput> {
  const folder = join(home, `${base}-${head}`);
  await writeSnapshot(folder, [await collect(base, false)], { now: new Date(`${base}T12:00:00Z`), runId: base });
  const snapshot = await openSnapshot(folder);
  const kinds = snapshot.manifest.sources.github?.kinds ?? {};
  const declared = (await collect(head, true)).kinds.flatMap(({ kind, records }) =>
    records.all().map(
      ({ id, text, place }): DeclaredLine => ({
        ...{ kind, id, json: text },
        declared: { file: place?.file ?? "", line: place?.line ?? 1 },
      }),
    ),
  );
  const lines = Object.fromEntries(
    recordKinds.filter((kind) => kinds[kind]).map((kind) => [kind, snapshot.files("github", kind)]),
  );
  return { system: "github", role: "application", zone: "UTC", kinds, lines, history: {}, declared };
}

/** What the documents say is only there, and what is only declared. */
interface Difference {
  readonly extra: string[];
  readonly missing: string[];
}

interface Facts {
  readonly strangers: Set<string>;
  readonly awaited: Set<string>;
  readonly seen: Set<string>;
  readonly said: Set<string>;
}

function differences(github: SystemInput, logins: ReadonlySet<string>): Record<"members" | "permissions", Difference> {
  const people = [...logins].map((login) => identity("people", login, { userName: login }));
  const given = [system("people", "authoritative-identity", people), github];
  const { estate, correlation } = joined(given, { apps: [app("github", ["people"], { mode: "exhaustive" })] });
  const facts = {
    strangers: new Set<string>(),
    awaited: new Set<string>(),
    seen: new Set<string>(),
    said: new Set<string>(),
  };
  for (const { scope, bytes, ends } of assemble(estate, correlation, { now, faults: [] }).batches) {
    if (scope !== "subject") continue;
    ends.forEach((end, at) => {
      const text = Buffer.from(new Uint8Array(bytes).subarray(ends[at - 1] ?? 0, end)).toString();
      for (const account of SubjectDocument.parse(JSON.parse(text)).accounts) note(account, facts);
    });
  }
  return {
    members: { extra: [...facts.strangers].toSorted(), missing: [...facts.awaited].toSorted() },
    permissions: { extra: minus(facts.seen, facts.said), missing: minus(facts.said, facts.seen) },
  };
}

function note({ record, memberships, grants }: SubjectDocument["accounts"][number], facts: Facts): void {
  const [, org = "", login = ""] = /^account:github\/([^/]+)\/(.+)$/u.exec(record.id) ?? [];
  for (const { group, observed, declared } of memberships) {
    const fact = `${org} ${group.slice(`group:github/${org}/`.length)} ${login}`;
    if (!declared) facts.strangers.add(fact);
    if (!observed) facts.awaited.add(fact);
  }
  for (const { record: grant, observed, declared } of grants) {
    const fact = `${org} ${login} ${grant.entitlement.slice(`entitlement:github/${org}/`.length)}`;
    if (observed) facts.seen.add(fact);
    if (declared) facts.said.add(fact);
  }
}

function minus(a: ReadonlySet<string>, b: ReadonlySet<string>): string[] {
  return [...a].filter((one) => !b.has(one)).toSorted();
}

/** Who is in which team, whatever they are there. */
function membersOf({ teamMembers }: Reference): Set<string> {
  return new Set([...teamMembers].map((fact) => fact.slice(0, fact.lastIndexOf(" "))));
}

describe.skipIf(data === undefined)("kubernetes/org: one date observed, the next declared", () => {
  const home = mkdtempSync(join(tmpdir(), "entitlint-kubernetes-declared-"));
  const references = new Map<string, Reference>();
  beforeAll(() => {
    for (const date of new Set(pairs.flat())) references.set(date, readReference(join(data ?? "", date)));
  });
  afterAll(() => rmSync(home, { recursive: true }));

  test.each(pairs)("%s and %s: what is extra and missing is the difference of the sets", async (base, head) => {
    const [was, is] = [references.get(base), references.get(head)];
    if (!was || !is) throw new Error("a date was not read");
    const logins = new Set([...was.permissions, ...is.permissions].map((fact) => fact.split(" ")[1] ?? ""));
    const found = differences(await estateOf(home, base, head), logins);
    for (const [name, before, after] of [
      ["members", membersOf(was), membersOf(is)],
      ["permissions", was.permissions, is.permissions],
    ] as const) {
      const wanted = { extra: minus(before, after), missing: minus(after, before) };
      expect(wanted.extra.length, `${name} gone`).toBeGreaterThan(10);
      expect(wanted.missing.length, `${name} new`).toBeGreaterThan(10);
      expect(found[name].extra, `${name} extra`).toEqual(wanted.extra);
      expect(found[name].missing, `${name} missing`).toEqual(wanted.missing);
    }
  });
});
