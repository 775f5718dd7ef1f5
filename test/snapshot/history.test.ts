import { beforeEach, describe, expect, test } from "vitest";
import type { StatedKind } from "../../src/model/collected.ts";
import type { History } from "../../src/model/history.ts";
import { openSnapshot } from "../../src/snapshot/open.ts";
import { parseHistory } from "../../src/snapshot/parse-records.ts";
import type { PlainRecord } from "../collect/plain-source.ts";
import { account, day, freshFolder, grant, invented, stated, treeOf, writePlain } from "./invented.ts";

let dir: string;
beforeEach(async () => {
  dir = await freshFolder();
});

/** Reads the records of one kind on some day of January (beyond the 31st: of the months after). */
async function read(number: number, records: readonly PlainRecord[], more: Partial<StatedKind> = {}) {
  const observedAt = `${new Date(Date.UTC(2026, 0, number, 6)).toISOString().slice(0, 19)}Z`;
  const kinds = [stated({ kind: records[0]?.kind ?? "account", observedAt, ...more })];
  return await writePlain(dir, [invented(records, { kinds })], {
    now: new Date(observedAt),
    runId: `run-${number}`,
  });
}

async function remembered(kind: "account" | "grant" = "account"): Promise<Record<string, Omit<History, "id">>> {
  const snapshot = await openSnapshot(dir);
  const found: Record<string, Omit<History, "id">> = {};
  for (const file of snapshot.historyFiles("forge", kind)) {
    const lines = parseHistory(file, kind, (problem) => expect.fail(problem.message));
    for (const { value } of lines) {
      const { id, ...rest } = value;
      found[id.split("/")[2] ?? ""] = rest;
    }
  }
  return found;
}

const disabled = account("a", { status: "disabled" });

describe("history", () => {
  test("knows since when a value stands, and what it was before", async () => {
    await read(1, [account("a")]);
    await read(5, [disabled]);
    await read(9, [account("a")]);
    expect(await remembered()).toEqual({
      a: {
        firstSeen: day(1),
        since: { status: day(9) },
        was: {
          status: [
            { value: "active", until: day(1) },
            { value: "disabled", until: day(5) },
          ],
        },
      },
    });
  });

  test("changes no line for what it does not track", async () => {
    await read(1, [account("a"), account("b")]);
    const before = await treeOf(dir);
    await read(2, [account("a", { displayName: "Adam" }), account("b")]);
    const after = await treeOf(dir);
    expect(after["forge/account.ndjson"]).not.toBe(before["forge/account.ndjson"]);
    expect(after["forge/account.history.ndjson"]).toBe(before["forge/account.history.ndjson"]);
  });

  test("keeps a tombstone with the keys of what is gone, and forgets it after 400 days", async () => {
    const gone = account("a", { externalId: "E-1" });
    await read(1, [gone, account("b")]);
    await read(2, [account("b")]);
    expect((await remembered()).a).toEqual({
      firstSeen: day(1),
      gone: { lastSeen: day(1), forgetAfter: "2027-02-06" },
      was: {
        status: [{ value: "active", until: day(1) }],
        externalId: [{ value: "E-1", until: day(1) }],
        userName: [{ value: "a", until: day(1) }],
      },
    });
    await read(402, [account("b")]);
    expect(Object.keys(await remembered())).toEqual(["a", "b"]);
    await read(403, [account("b")]);
    expect(Object.keys(await remembered())).toEqual(["b"]);
  });

  test("tells that a record was away and came back, with its first sight kept", async () => {
    await read(1, [account("a"), account("b")]);
    await read(2, [account("b")]);
    await read(3, [account("b"), account("a")]);
    expect((await remembered()).a).toMatchObject({
      firstSeen: day(1),
      gaps: [{ lastSeen: day(1), seenAgain: day(3) }],
      was: { status: [{ value: "active", until: day(1) }] },
    });
    expect((await remembered()).a).not.toHaveProperty("gone");
    expect((await remembered()).a).not.toHaveProperty("since");
  });

  test("an absence does not make a status new that is the same before and after", async () => {
    await read(1, [account("a"), account("b")]);
    await read(2, [disabled, account("b")]);
    await read(3, [account("b")]);
    await read(4, [disabled, account("b")]);
    expect((await remembered()).a?.since).toEqual({ status: day(2) });
  });

  test("one that is another after the absence counts from then", async () => {
    await read(1, [account("a"), account("b")]);
    await read(2, [account("b")]);
    await read(3, [disabled, account("b")]);
    expect((await remembered()).a?.since).toEqual({ status: day(3) });
  });

  test("a status that was not known before has no beginning", async () => {
    await read(1, [account("a", { status: "unknown" })]);
    await read(2, [disabled]);
    expect((await remembered()).a?.since).toBeUndefined();
  });

  test("tells of grants that came back too, though nothing of them is tracked", async () => {
    await read(1, [grant("a", "admin"), grant("b", "admin")]);
    await read(2, [grant("b", "admin")]);
    await read(3, [grant("a", "admin"), grant("b", "admin")]);
    expect((await remembered("grant"))["a:admin"]).toEqual({
      firstSeen: day(1),
      gaps: [{ lastSeen: day(1), seenAgain: day(3) }],
    });
  });

  test("buries nothing on the word of an incomplete reading, but learns from what it did read", async () => {
    await read(1, [account("a"), account("b")]);
    await read(2, [disabled, account("c")], { completeness: "partial" });
    const found = await remembered();
    expect(found.b).toEqual({ firstSeen: day(1) });
    expect(found.a?.since).toEqual({ status: day(2) });
    expect(found.c).toEqual({ firstSeen: day(2) });
  });

  test("takes a field that was not read for unknown, not for empty", async () => {
    const id = "credential:forge/acme/k";
    const blind = { id, principal: "account:forge/acme/a", type: "pat", status: "active" } as const;
    const owned: PlainRecord = { kind: "credential", record: { ...blind, owners: ["b", "a"] } };
    await read(1, [owned]);
    await read(2, [{ kind: "credential", record: { ...blind, unknown: ["owners"] } }]);
    await read(3, [owned]);
    expect((await treeOf(dir))["forge/credential.history.ndjson"]).toBe(
      '{"firstSeen":"2026-01-01T06:00:00Z","id":"credential:forge/acme/k"}\n',
    );
    await read(4, [{ kind: "credential", record: blind }], { fieldsRead: ["status"] });
    await read(5, [{ kind: "credential", record: { ...blind, owners: ["c"] } }]);
    expect((await treeOf(dir))["forge/credential.history.ndjson"]).toContain(
      '"since":{"owners":"2026-01-05T06:00:00Z"},"was":{"owners":[{"until":"2026-01-03T06:00:00Z","value":"[\\"a\\",\\"b\\"]"}]}',
    );
  });

  test("follows a record to its new id", async () => {
    await read(1, [account("old")]);
    await read(2, [account("new", { aliases: [account("old").record.id], status: "disabled" })]);
    expect(await remembered()).toEqual({
      new: { firstSeen: day(1), since: { status: day(2) }, was: { status: [{ value: "active", until: day(1) }] } },
    });
  });
});
