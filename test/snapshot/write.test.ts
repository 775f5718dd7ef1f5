import { appendFile, mkdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { snapshotDigest } from "../../src/snapshot/digest.ts";
import { openSnapshot } from "../../src/snapshot/open.ts";
import type { PlainRecord } from "../collect/plain-source.ts";
import { runsOf } from "../everything.ts";
import { account, at, day, entitlement, freshFolder, grant, invented, stated, treeOf, writePlain } from "./invented.ts";

let dir: string;
beforeEach(async () => {
  dir = await freshFolder();
});

const people = [account("zoe"), account("adam"), grant("adam", "admin"), entitlement("admin")];

describe("writeSnapshot", () => {
  test("gives the same bytes whatever order records, keys and kinds come in", async () => {
    const owned = account("mia", { emails: [{ value: "m@example.com", type: "work" }, { value: "a@example.com" }] });
    const source = invented([...people, owned]);
    await writePlain(dir, [source], at(1));
    const expected = await treeOf(dir);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...source.records], { minLength: 5 }),
        fc.boolean(),
        async (records, turn) => {
          const other = await freshFolder();
          const kinds = turn ? source.kinds.toReversed() : source.kinds;
          await writePlain(other, [invented(records.map(reversed), { kinds })], at(1));
          expect(await treeOf(other)).toEqual(expected);
        },
      ),
      runsOf(20),
    );
  });

  test("writes nothing at all when the same is read again, until the date is worth it", async () => {
    const read = (number: number) => invented(people, { kinds: kindsOn(number) });
    await writePlain(dir, [read(1)], at(1));
    const before = await treeOf(dir);
    const inode = (await stat(dir)).ino;
    const limit = { freshnessMax: { forge: 10 * 86_400 } };
    expect((await writePlain(dir, [read(5)], { ...at(5), ...limit })).outcome).toBe("unchanged");
    expect(await treeOf(dir)).toEqual(before);
    expect((await stat(dir)).ino).toBe(inode);
    const dated = await writePlain(dir, [read(7)], { ...at(7), ...limit });
    expect(dated.outcome).toBe("dated");
    const after = await treeOf(dir);
    expect({ ...after, "manifest.json": "" }).toEqual({ ...before, "manifest.json": "" });
    expect(dated.manifest.sources.forge?.kinds.account?.observedAt).toBe(day(7));
    expect(snapshotDigest(dated.manifest)).toBe(snapshotDigest(JSON.parse(before["manifest.json"] ?? "")));
  });

  test("notes a failure once, and dates it anew as rarely as a reading", async () => {
    await writePlain(dir, [invented(people)], at(1));
    const failing = (number: number, code = "collect/no-file") => ({
      ...{ ...at(number), freshnessMax: { forge: 10 * 86_400 } },
      failures: new Map([["forge", { at: day(number), code, message: "m", problems: 1 }]]),
    });
    expect((await writePlain(dir, [], failing(2))).outcome).toBe("written");
    expect((await writePlain(dir, [], failing(6))).outcome).toBe("unchanged");
    expect((await writePlain(dir, [], failing(9))).manifest.failures?.forge?.at).toBe(day(9));
    expect((await writePlain(dir, [], failing(10, "collect/bad-csv"))).outcome).toBe("written");
    expect((await openSnapshot(dir)).problems).toEqual([]);
  });

  test("reading the same old export again makes nothing fresher", async () => {
    await writePlain(dir, [invented(people)], at(1));
    expect((await writePlain(dir, [invented(people)], at(28))).outcome).toBe("unchanged");
  });

  test("chains manifests, and leaves files that did not change as they are", async () => {
    const first = await writePlain(dir, [invented(people)], at(1));
    const inode = (await stat(join(dir, "forge/entitlement.ndjson"))).ino;
    const second = await writePlain(dir, [invented([...people, account("new")])], at(2));
    expect(second).toMatchObject({ outcome: "written", manifest: { previous: first.manifestDigest } });
    expect((await stat(join(dir, "forge/entitlement.ndjson"))).ino).toBe(inode);
    expect((await openSnapshot(dir)).manifestDigest).toBe(second.manifestDigest);
  });

  test("keeps systems that were not collected, and drops those to be forgotten", async () => {
    const badge: PlainRecord = {
      kind: "tenant",
      record: { id: "tenant:badge/hq/1", kind: "org", externalId: "1" },
    };
    await writePlain(dir, [invented(people), invented([badge], { system: "badge" })], at(1));
    const both = await treeOf(dir);
    await writePlain(dir, [invented([account("zoe")], { kinds: kindsOn(2) })], at(2));
    const after = await treeOf(dir);
    expect(after["badge/tenant.ndjson"]).toBe(both["badge/tenant.ndjson"]);
    const { manifest } = await writePlain(dir, [], { ...at(3), forget: ["badge"] });
    expect(Object.keys(manifest.sources)).toEqual(["forge"]);
    expect(Object.keys(await treeOf(dir))).not.toContain("badge/tenant.ndjson");
  });

  test.each(["partial", "denied", "not-collected"] as const)(
    "a %s kind loses nothing and keeps its date",
    async (completeness) => {
      await writePlain(dir, [invented([account("adam"), account("zoe")])], at(1));
      const read = completeness === "partial" ? [account("adam", { status: "disabled" }), account("new")] : [];
      const kinds = [stated({ kind: "account", completeness, observedAt: day(2) })];
      const { manifest } = await writePlain(dir, [invented(read, { kinds })], at(2));
      const entry = manifest.sources.forge?.kinds.account;
      expect(entry).toMatchObject({ completeness, observedAt: day(1), count: completeness === "partial" ? 3 : 2 });
      expect(entry?.warnings).toEqual([expect.stringMatching(/kept from an earlier reading/)]);
      const files = await treeOf(dir);
      expect(files["forge/account.ndjson"]).toContain("forge/acme/zoe");
      expect(files["forge/account.history.ndjson"]).not.toContain("gone");
    },
  );

  test("a kind that its source no longer speaks of stays, marked", async () => {
    await writePlain(dir, [invented(people)], at(1));
    const { manifest } = await writePlain(dir, [invented([account("zoe"), account("adam")])], at(2));
    expect(manifest.sources.forge?.kinds.grant).toMatchObject({
      completeness: "not-collected",
      count: 1,
      observedAt: day(1),
    });
    expect((await openSnapshot(dir)).problems).toEqual([]);
  });

  test("a cursor travels with the data it stands for", async () => {
    const cursor = (value: string) => ({ kind: "delta", value });
    const kinds = (value: string | undefined, completeness: "full" | "partial") => [
      stated({ kind: "account", completeness, ...(value && { cursor: cursor(value) }) }),
    ];
    await writePlain(dir, [invented([account("a")], { kinds: kinds("1", "full") })], at(1));
    const broken = await writePlain(dir, [invented([], { kinds: kinds(undefined, "partial") })], at(2));
    expect(broken.manifest.sources.forge?.kinds.account?.cursor).toEqual(cursor("1"));
    const next = await writePlain(dir, [invented([account("a")], { kinds: kinds("2", "full") })], at(3));
    expect(next.manifest.sources.forge?.kinds.account?.cursor).toEqual(cursor("2"));
  });

  test("stores last uses apart, to the day unless asked, and never forgets a later one", async () => {
    const id = account("adam").record.id;
    const used = (lastUsedAt: string) =>
      ({ kind: "account", activity: { id, lastUsedAt, granularity: "second" } }) as const;
    const strayed = { kind: "account", activity: { id: "account:forge/acme/nobody", lastUsedAt: day(1) } } as const;
    const activity = [used(day(9)), used(day(8)), strayed];
    await writePlain(dir, [invented([account("adam")], { activity })], at(9));
    const files = await treeOf(dir);
    expect(files["forge/account.activity.ndjson"]).toBe(
      `{"granularity":"day","id":"${id}","lastUsedAt":"2026-01-09"}\n`,
    );
    expect(files["forge/account.ndjson"]).not.toContain("2026-01-09");
    await writePlain(dir, [invented([account("adam")], { activity })], { ...at(9), activity: "second" });
    expect((await treeOf(dir))["forge/account.activity.ndjson"]).toContain(day(9));
  });

  test("a source with no records at all has an entry and no files", async () => {
    const { manifest } = await writePlain(dir, [invented([], { kinds: [stated({ kind: "account" })] })], at(1));
    expect(manifest.sources.forge?.kinds.account?.count).toBe(0);
    expect(Object.keys(await treeOf(dir))).toEqual(["manifest.json"]);
  });

  test("works through a link to the folder", async () => {
    const link = join(dirname(dir), "link");
    await writePlain(dir, [invented(people)], at(1));
    await symlink(dir, link);
    await writePlain(link, [invented([account("b")])], at(2));
    expect((await treeOf(dir))["forge/account.ndjson"]).toContain("acme/b");
  });
});

describe("writeSnapshot refuses", () => {
  const reads = (records: readonly PlainRecord[]) => writePlain(dir, [invented(records)], at(1));

  test.each(["../up", "a/b", ".hidden", "con", "NUL", "manifest.json", ""])("the system %j", async (system) => {
    await expect(writePlain(dir, [invented([], { system })], at(1))).rejects.toThrow(/bad-system/);
  });

  test("a system twice", async () => {
    await expect(writePlain(dir, [invented([]), invented([])], at(1))).rejects.toThrow(/share the folder/);
  });

  test("a folder that holds something else", async () => {
    await mkdir(dir, { recursive: true });
    await writeFile(join(dir, "thesis.txt"), "years of work");
    await expect(reads(people)).rejects.toThrow(/not-ours/);
    expect(await readFile(join(dir, "thesis.txt"), "utf8")).toBe("years of work");
  });

  test("a snapshot that somebody put something into, or altered", async () => {
    await reads(people);
    await writeFile(join(dir, "notes.md"), "mine");
    await expect(reads([account("b")])).rejects.toThrow(/notes\.md.*not-ours/);
    dir = await freshFolder();
    await reads(people);
    await appendFile(join(dir, "forge/account.ndjson"), "{}\n");
    await expect(reads([account("b")])).rejects.toMatchObject({ exitCode: 2 });
  });
});

/** The same record with its keys and sets the other way round. */
function reversed(given: PlainRecord): PlainRecord {
  const turn = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(turn).toReversed();
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, part]) => [key, turn(part)]),
    );
  };
  const record: typeof given.record = JSON.parse(JSON.stringify(turn(given.record)));
  return { ...given, record };
}

function kindsOn(number: number) {
  return (["account", "grant", "entitlement"] as const).map((kind) => stated({ kind, observedAt: day(number) }));
}
