import { rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { diffSnapshots, isDifferent } from "../../src/snapshot/diff.ts";
import { openSnapshot } from "../../src/snapshot/open.ts";
import { renderDiffJson } from "../../src/snapshot/render-diff-json.ts";
import { renderDiffMarkdown } from "../../src/snapshot/render-diff-markdown.ts";
import { renderDiffText } from "../../src/snapshot/render-diff-text.ts";
import type { PlainRecord } from "../collect/plain-source.ts";
import { everything } from "../everything.ts";
import { account, at, freshFolder, grant, invented, newState, oldState, writePlain } from "./invented.ts";

async function snapshotOf(name: string, records: readonly PlainRecord[]) {
  const dir = await freshFolder();
  await writePlain(dir, [invented(records)], at(1));
  return await openSnapshot(dir, { name });
}

const between = async (a: readonly PlainRecord[], b: readonly PlainRecord[]) =>
  diffSnapshots(await snapshotOf("before", a), await snapshotOf("after", b));

describe("diffSnapshots", () => {
  test("tells added, removed and changed records apart, by field", async () => {
    const diff = await between(oldState, newState);
    expect(diff.kinds).toEqual([
      {
        system: "forge",
        kind: "account",
        added: [account("new").record],
        removed: [account("zoe").record],
        changed: [
          { id: account("adam").record.id, fields: [{ field: "status", before: "active", after: "disabled" }] },
        ],
      },
      {
        system: "forge",
        kind: "grant",
        added: [grant("new", "admin").record],
        removed: [grant("adam", "admin").record],
        changed: [],
      },
    ]);
    expect(renderDiffText(diff)).toBe(`before -> after

forge account: 1 added, 1 removed, 1 changed
  - account:forge/acme/zoe
  + account:forge/acme/new
  ~ account:forge/acme/adam
      status: active -> disabled

forge grant: 1 added, 1 removed
  - grant:forge/acme/adam:admin
  + grant:forge/acme/new:admin
`);
    expect(JSON.parse(renderDiffJson(diff))).toMatchObject({ version: 1, different: true, kinds: diff.kinds });
  });

  test("sees no difference in order, dates, last uses or history", async () => {
    const activity = [
      { kind: "account", activity: { id: account("adam").record.id, lastUsedAt: "2026-01-01" } },
    ] as const;
    const dir = await freshFolder();
    await writePlain(dir, [invented([account("adam"), account("x")])], at(1));
    await writePlain(dir, [invented(oldState.toReversed(), { activity })], at(9));
    const diff = diffSnapshots(await snapshotOf("before", oldState), await openSnapshot(dir, { name: "after" }));
    expect([isDifferent(diff), diff.problems]).toEqual([false, []]);
    expect(renderDiffText(diff)).toBe("before -> after: no record differs\n");
  });

  test("shows empty fields, sets and hostile values as what they are", async () => {
    const hostile = account("adam", { displayName: "x\u001b[31m\u202e|`@octocat`", loginMethods: ["sso", "a|b"] });
    const diff = await between([account("adam")], [hostile]);
    const text = renderDiffText(diff);
    expect(text).toContain("displayName: (empty) -> x\\u{1b}[31m\\u{202e}|`@octocat`\n");
    expect(text).toContain('loginMethods: (empty) -> ["a|b","sso"]');
    const markdown = renderDiffMarkdown(diff);
    expect(markdown).toContain(
      "| changed | `account:forge/acme/adam` | `displayName` | `(empty)` | `` x\\u{1b}[31m\\u{202e}\\u{7c}`@octocat` `` |",
    );
    expect(
      markdown
        .split("\n")
        .filter((row) => row.startsWith("| changed"))
        .every((row) => row.split("|").length === 7),
    ).toBe(true);
  });

  test.runIf(everything)(
    "finds the same in kinds that are split and joined",
    async () => {
      const many = Array.from({ length: 10_001 }, (_, number) => account(`p${number}`));
      const dir = await freshFolder();
      await writePlain(dir, [invented(many)], at(1));
      const split = await openSnapshot(dir, { name: "split" });
      expect(split.files("forge", "account").length).toBeGreaterThan(200);
      expect(split.manifest.sources.forge?.kinds.account?.layout).toBe("sharded");
      await writePlain(dir, [invented(many.slice(0, 5_000))], at(2));
      expect((await openSnapshot(dir)).manifest.sources.forge?.kinds.account?.layout).toBe("sharded");
      await writePlain(dir, [invented(many.slice(0, 4_999))], at(3));
      const joined = await openSnapshot(dir, { name: "joined" });
      expect(joined.files("forge", "account").map(({ path }) => path)).toEqual(["forge/account.ndjson"]);
      const [kind] = diffSnapshots(split, joined).kinds;
      expect([kind?.added.length, kind?.removed.length, kind?.changed.length]).toEqual([0, 5_002, 0]);
    },
    120_000,
  );

  test("tells of a file that is missing, lest it look like removed records", async () => {
    const dir = await freshFolder();
    await writePlain(dir, [invented(oldState)], at(1));
    await rm(join(dir, "forge/grant.ndjson"));
    const diff = diffSnapshots(await snapshotOf("before", oldState), await openSnapshot(dir, { name: "after" }));
    expect(diff.problems).toMatchObject([
      { code: "snapshot/missing-file", place: { file: "after/forge/grant.ndjson" } },
    ]);
  });
});
