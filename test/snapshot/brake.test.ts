import { cp } from "node:fs/promises";
import { beforeEach, describe, expect, test } from "vitest";
import { acceptSuspect, openSnapshot, verifySnapshot } from "../../src/snapshot/index.ts";
import { account, at, entitlement, freshFolder, grant, invented, stated, treeOf, writePlain } from "./invented.ts";

const brake = () => ({ changed: 20, disabled: 10, least: 10 });
const many = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, at) => account(`user-${String(at).padStart(3, "0")}`, more));
const braked = (day: number) => ({ ...at(day), brake });

let dir: string;
beforeEach(async () => {
  dir = await freshFolder();
  await writePlain(dir, [invented(many(100))], at(1));
});

/** Collects on day 2 and gives the reasons of doubt. */
async function doubts(records: ReturnType<typeof many>, more: object = {}): Promise<readonly string[]> {
  const { doubts: found } = await writePlain(
    dir,
    [{ ...invented(records), kinds: [stated({ kind: "account" })], ...more }],
    braked(2),
  );
  return found.get("forge") ?? [];
}

const held = async (folder = dir) => (await openSnapshot(folder)).manifest.sources.forge?.kinds.account?.count;

describe("a reading is not believed", () => {
  test.each([
    ["when all is gone", [], /all 100 records are gone/],
    ["when more than a fifth is gone", many(79), /of 100 records 21 are gone and 0 changed/],
    [
      "when more than a fifth has changed",
      [...many(79), ...many(100, { userName: "x" }).slice(79)],
      /0 are gone and 21 changed/,
    ],
    [
      "when more than a tenth is newly off",
      [...many(89), ...many(100, { status: "disabled" }).slice(89)],
      /11 are newly switched off/,
    ],
  ])("%s", async (_, records, reason) => {
    expect((await doubts(records)).join()).toMatch(reason);
    expect(await held()).toBe(100);
    expect(await held(`${dir}.suspect`)).toBe(records.length);
    expect(verifySnapshot(await openSnapshot(`${dir}.suspect`)).problems).toEqual([]);
    expect((await openSnapshot(dir)).manifest.failures?.forge).toMatchObject({ code: "collect/suspect" });
  });
});

describe("a reading is believed", () => {
  test.each([
    ["at a fifth gone", many(80)],
    ["at a tenth off", [...many(90), ...many(100, { status: "disabled" }).slice(90)]],
    ["with twice as many", many(200)],
  ])("%s", async (_, records) => {
    expect(await doubts(records)).toEqual([]);
    expect(await held()).toBe(records.length);
    await expect(openSnapshot(`${dir}.suspect`)).rejects.toThrow("no snapshot");
  });

  test("when few are gone, whatever their share", async () => {
    await writePlain(dir, [invented(many(12))], at(1));
    expect(await doubts(many(3))).toEqual([]);
  });

  test("when a field is read for the first time", async () => {
    const kinds = invented(many(100)).kinds.map((kind) => ({
      ...kind,
      fieldsRead: [...kind.fieldsRead, "displayName"],
    }));
    expect(await doubts(many(100, { displayName: "x" }), { kinds })).toEqual([]);
  });

  test("when it says itself that it is not whole: nothing is lost by it", async () => {
    const kinds = [stated({ kind: "account", completeness: "partial" })];
    expect(await doubts(many(3), { kinds })).toEqual([]);
    expect(await held()).toBe(100);
  });
});

test("a reading older than the one before it is not believed where it differs", async () => {
  const older = [stated({ kind: "account", observedAt: "2025-12-24T08:00:00Z" })];
  expect((await doubts(many(99), { kinds: older })).join()).toMatch(/is older than the one before it/);
  expect(await doubts(many(100), { kinds: older })).toEqual([]);
});

describe("a reading that was set aside", () => {
  test("leaves other systems of the run as they were read", async () => {
    const other = { ...invented([]), system: "other" };
    await writePlain(dir, [invented(many(10)), other], braked(2));
    const { manifest } = await openSnapshot(dir);
    expect(Object.keys(manifest.sources)).toEqual(["forge", "other"]);
    expect(Object.keys((await openSnapshot(`${dir}.suspect`)).manifest.sources)).toEqual(["forge"]);
  });

  test("gives when accepted what it would have given at once", async () => {
    const records = [...many(10), entitlement("admin"), grant("user-001", "admin")];
    const straight = await freshFolder();
    await writePlain(straight, [invented(many(100))], at(1));
    await writePlain(straight, [invented(records)], at(2));
    await writePlain(dir, [invented(records)], braked(2));
    expect(await acceptSuspect(dir, at(2))).toEqual(["forge"]);
    const { "manifest.json": _, ...files } = await treeOf(dir);
    const { "manifest.json": __, ...expected } = await treeOf(straight);
    expect(files).toEqual(expected);
    const { manifest } = await openSnapshot(dir);
    expect(manifest.failures).toBeUndefined();
    expect(manifest.sources).toEqual((await openSnapshot(straight)).manifest.sources);
    await expect(openSnapshot(`${dir}.suspect`)).rejects.toThrow("no snapshot");
  });

  test("goes when a later one is believed, and is replaced by a later one that is not", async () => {
    await doubts(many(10));
    await writePlain(dir, [invented(many(20))], braked(3));
    expect(await held(`${dir}.suspect`)).toBe(20);
    await writePlain(dir, [invented(many(95))], braked(4));
    await expect(openSnapshot(`${dir}.suspect`)).rejects.toThrow("no snapshot");
    expect((await openSnapshot(dir)).manifest.failures).toBeUndefined();
  });

  test("cannot be accepted once another was believed, also where somebody puts it back", async () => {
    await doubts(many(10));
    const folder = `${dir}.suspect`;
    const kept = await freshFolder();
    await cp(folder, kept, { recursive: true });
    await writePlain(dir, [invented(many(95))], braked(3));
    await cp(kept, folder, { recursive: true });
    await expect(acceptSuspect(dir, at(4))).rejects.toThrow("does not wait for a reading of forge");
  });

  test("cannot be accepted twice, nor by another name", async () => {
    await expect(acceptSuspect(dir, at(2))).rejects.toThrow("no reading lies aside");
    await doubts(many(10));
    await expect(acceptSuspect(dir, { ...at(2), systems: ["hr"] })).rejects.toThrow('no reading of "hr" lies aside');
  });
});
