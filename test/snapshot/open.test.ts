import { appendFile, cp, mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import type { FileTree } from "../../src/model/file-tree.ts";
import { worktree } from "../../src/repository/worktree.ts";
import { sha256, snapshotDigest } from "../../src/snapshot/digest.ts";
import { type Disk, realDisk } from "../../src/snapshot/disk.ts";
import { openSnapshot } from "../../src/snapshot/open.ts";
import { recover } from "../../src/snapshot/recover.ts";
import { at, freshFolder, invented, newState, oldState, treeOf, writePlain } from "./invented.ts";

let dir: string;
beforeEach(async () => {
  dir = await freshFolder();
  await writePlain(dir, [invented(oldState)], at(1));
});

const file = "forge/account.ndjson";
const codes = async () => (await openSnapshot(dir)).problems.map(({ code, place }) => `${code} ${place?.file}`);

describe("openSnapshot", () => {
  test("gives the bytes of every file, from a folder and from a file tree alike", async () => {
    const opened = [await openSnapshot(dir), await openSnapshot(worktree(dirname(dir)), { folder: "snapshots" })];
    for (const snapshot of [
      ...opened,
      await openSnapshot(inMemory(await treeOf(dir), "a[1]/{b}"), { folder: "a[1]/{b}" }),
    ]) {
      expect(snapshot.problems).toEqual([]);
      expect(snapshot.files("forge", "account").map(({ path }) => path)).toEqual([file]);
      expect(snapshot.files("forge", "account")[0]?.bytes.toString()).toBe(await readFile(join(dir, file), "utf8"));
      expect(snapshot.historyFiles("forge", "grant")).toHaveLength(1);
      expect(snapshot.files("forge", "event")).toEqual([]);
      expect(snapshot.manifestDigest).toBe(sha256(await readFile(join(dir, "manifest.json"))));
    }
  });

  test.each([
    ["a changed byte", () => writeFile(join(dir, file), "x"), `snapshot/altered ${file}`],
    ["a line more", () => appendFile(join(dir, file), "{}\n"), `snapshot/altered ${file}`],
    ["a file less", () => rm(join(dir, file)), `snapshot/missing-file ${file}`],
    ["a file more", () => writeFile(join(dir, "forge/.hidden"), ""), "snapshot/extra-file forge/.hidden"],
  ])("tells of %s, and goes on", async (_, harm, problem) => {
    await harm();
    expect(await codes()).toEqual([problem]);
  });

  test("tells of a link in the place of a file, without following it", async () => {
    const secret = join(dirname(dir), "secret");
    await rename(join(dir, file), secret);
    await symlink(secret, join(dir, file));
    const snapshot = await openSnapshot(dir);
    expect(snapshot.problems).toEqual([
      expect.objectContaining({ code: "snapshot/altered", message: expect.stringContaining("link") }),
    ]);
    expect(snapshot.files("forge", "account")).toEqual([]);
  });

  test("knows converted line ends and merge conflicts when it sees them", async () => {
    const text = await readFile(join(dir, file), "utf8");
    await writeFile(join(dir, file), text.replaceAll("\n", "\r\n"));
    expect((await openSnapshot(dir)).problems[0]?.next).toContain(".gitattributes");
    await writeFile(join(dir, file), `<<<<<<< HEAD\n${text}`);
    expect((await openSnapshot(dir)).problems[0]?.message).toContain("merge conflict");
  });

  test("tells of a kind whose file was taken out of the manifest with the file", async () => {
    const path = join(dir, "manifest.json");
    await rm(join(dir, file));
    await writeFile(path, (await readFile(path, "utf8")).replace(/ {4}"forge\/account.ndjson": "\w+",\n/, ""));
    expect(await codes()).toEqual(["snapshot/count manifest.json"]);
  });

  test.each([
    ["no JSON", "<<<<<<< HEAD\n{", 2, /manifest\.json:1:1/],
    ["nothing", "", 2, /manifest-invalid/],
    ["a duplicate key", '{"version":1,\n"version":1}', 2, /manifest\.json:2/],
    ["another schema", '{"version":1,"sources":{}}', 2, /collectedAt.*\n.*runId.*\n.*files/],
    ["a later version", '{"version":2}', 3, /manifest-version.*newer/],
    ["a path that leads out", manifestWith({ "../../etc/passwd": "0".repeat(64) }), 2, /etc\/passwd/],
  ])("refuses a manifest that holds %s", async (_, text, exitCode, message) => {
    await writeFile(join(dir, "manifest.json"), text);
    const failure = await openSnapshot(dir).catch((error: unknown) => error);
    expect(failure).toMatchObject({ exitCode, message: expect.stringMatching(message) });
  });

  test("says that there is no snapshot", async () => {
    await expect(openSnapshot(await freshFolder())).rejects.toMatchObject({
      exitCode: 2,
      problems: [{ code: "snapshot/none" }],
    });
  });

  test("its digest tells states apart, not readings", async () => {
    const digest = snapshotDigest((await openSnapshot(dir)).manifest);
    const again = await freshFolder();
    await writePlain(again, [invented(oldState)], at(9));
    expect(snapshotDigest((await openSnapshot(again)).manifest)).toBe(digest);
    await writePlain(again, [invented(newState)], at(9));
    expect(snapshotDigest((await openSnapshot(again)).manifest)).not.toBe(digest);
  });
});

describe("an interrupted commit", () => {
  /** As a dead process leaves it after the record and before the first rename. */
  async function interrupt(owner: object = { host: hostname(), pid: 2 ** 22 + 1 }): Promise<string> {
    const journal = join(dirname(dir), ".snapshots.commit");
    const other = await freshFolder();
    await cp(dir, other, { recursive: true });
    const { manifestDigest: after } = await writePlain(other, [invented(newState)], at(2));
    const before = (await openSnapshot(dir)).manifestDigest;
    await mkdir(journal);
    await cp(other, join(journal, "next"), { recursive: true });
    await writeFile(join(journal, "record.json"), JSON.stringify({ version: 1, before, after }));
    await writeFile(join(journal, "owner.json"), JSON.stringify(owner));
    return after;
  }

  test("is completed by several readers at once, once", async () => {
    const after = await interrupt();
    const opened = await Promise.all(Array.from({ length: 8 }, () => openSnapshot(dir)));
    for (const snapshot of opened) expect(snapshot.problems).toEqual([]);
    expect((await openSnapshot(dir)).manifestDigest).toBe(after);
    expect(await realDisk.list(dirname(dir))).toHaveLength(1);
  });

  test("is read where nothing may be written", async () => {
    const after = await interrupt();
    const refuse = async () => {
      throw Object.assign(new Error("read-only"), { code: "EROFS" });
    };
    const disk: Disk = { ...realDisk, write: refuse, rename: refuse, removeFile: refuse, removeFolder: refuse };
    const before = await treeOf(dirname(dir));
    expect((await openSnapshot(dir, { disk })).manifestDigest).toBe(after);
    expect(await treeOf(dirname(dir))).toEqual(before);
    await expect(writePlain(dir, [], { ...at(3), disk })).rejects.toThrow(/snapshot\//);
  });

  test("is undone where the staged tree is damaged", async () => {
    const { manifestDigest } = await openSnapshot(dir);
    await interrupt();
    await writeFile(join(dirname(dir), ".snapshots.commit/next", file), "torn");
    expect((await recover(dir)).outcome).toBe("undone");
    expect((await openSnapshot(dir)).manifestDigest).toBe(manifestDigest);
  });

  test("does not overwrite what came after it, and says what to do", async () => {
    await interrupt();
    const pulled = await freshFolder();
    await writePlain(pulled, [invented(newState)], at(7));
    await rm(dir, { recursive: true });
    await cp(pulled, dir, { recursive: true });
    await expect(openSnapshot(dir)).rejects.toThrow(/snapshot\/conflict/);
    expect(await treeOf(dir)).toEqual(await treeOf(pulled));
  });

  test("of a process that still runs is left alone: readers read, writers wait", async () => {
    await interrupt(await realDisk.owner());
    const { manifestDigest } = await openSnapshot(dir);
    expect((await recover(dir)).outcome).toBe("pending");
    await expect(writePlain(dir, [invented(newState)], at(3))).rejects.toThrow(/snapshot\/busy/);
    expect((await openSnapshot(dir)).manifestDigest).toBe(manifestDigest);
  });

  test("of an earlier process with the same number is not taken for a running one", async () => {
    const after = await interrupt({ ...(await realDisk.owner()), began: "1" });
    expect((await openSnapshot(dir)).manifestDigest).toBe(after);
  });
});

describe("several at once", () => {
  test("of many writers one wins, the others are told, and every reader sees a whole tree", async () => {
    const seen = new Set<string>();
    const write = (number: number) => writePlain(dir, [invented(number % 2 ? newState : oldState)], at(number));
    const read = async () => {
      const snapshot = await openSnapshot(dir);
      expect(snapshot.problems).toEqual([]);
      seen.add(snapshot.manifestDigest);
    };
    const work = Array.from({ length: 24 }, (_, number) => (number % 3 === 0 ? write(number / 3 + 2) : read()));
    const results = await Promise.allSettled(work);
    const refused = results.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []));
    for (const reason of refused) expect(reason).toContain("snapshot/busy");
    expect((await openSnapshot(dir)).problems).toEqual([]);
    expect(refused.length).toBeLessThan(8);
    expect(seen.size).toBeGreaterThan(0);
  });
});

function manifestWith(files: object): string {
  return JSON.stringify({ version: 1, collectedAt: "2026-01-01T00:00:00Z", runId: "x", sources: {}, files });
}

/** A file tree with the glob rules of none: it gives everything, as long as the globs name the folder literally. */
function inMemory(files: Record<string, string>, folder: string): FileTree {
  const whole = new Map(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, Buffer.from(text)]));
  return {
    name: "memory",
    async list(globs) {
      expect(globs.every((glob) => glob.replaceAll("\\", "").startsWith(`${folder}/`))).toBe(true);
      return [...whole.keys()].toSorted();
    },
    read: async (path) => whole.get(path),
    modifiedAt: async () => undefined,
  };
}
