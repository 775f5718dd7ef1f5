import { mkdtemp, readdir, readFile, realpath, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { prepareReportFile, type ReportFile, writeReportFile } from "../../../src/commands/check/report-file.ts";

let dir: string;
beforeEach(async () => {
  dir = await realpath(await mkdtemp(join(tmpdir(), "entitlint-report-")));
});
afterEach(async () => await rm(dir, { recursive: true }));

async function prepared(name: string): Promise<ReportFile> {
  const file = await prepareReportFile(dir, name);
  if ("code" in file) throw new Error(file.message);
  return file;
}

describe("a report's file", () => {
  test("is written whole, in folders that are made for it, and leaves nothing beside it", async () => {
    expect(await writeReportFile(await prepared("a/b/out.txt"), ["one ", "two"])).toBeUndefined();
    expect(await readFile(join(dir, "a/b/out.txt"), "utf8")).toBe("one two");
    expect(await readdir(join(dir, "a/b"))).toEqual(["out.txt"]);
  });

  test("of an earlier run is gone before anything is judged", async () => {
    await writeFile(join(dir, "out.txt"), "all was well yesterday");
    await prepared("out.txt");
    expect(await readdir(dir)).toEqual([]);
  });

  test("is not there at all where its text breaks off", async () => {
    const file = await prepared("out.txt");
    function* broken() {
      yield "half of it";
      throw new TypeError("a mistake of ours");
    }
    await expect(writeReportFile(file, broken())).rejects.toThrow("a mistake of ours");
    expect(await readdir(dir)).toEqual([]);
  });

  test("that is a link stays one, and what it leads to is replaced", async () => {
    await writeFile(join(dir, "real.txt"), "old");
    await symlink(join(dir, "real.txt"), join(dir, "link.txt"));
    await writeReportFile(await prepared("link.txt"), ["new"]);
    expect(await readFile(join(dir, "real.txt"), "utf8")).toBe("new");
    expect(await realpath(join(dir, "link.txt"))).toBe(join(dir, "real.txt"));
  });

  test("that is a device is written to and never replaced", async () => {
    const before = (await stat("/dev/null")).ino;
    expect(await writeReportFile(await prepared("/dev/null"), ["x"])).toBeUndefined();
    const after = await stat("/dev/null");
    expect([after.ino, after.isCharacterDevice()]).toEqual([before, true]);
  });

  test.each([
    ["a folder", ".", "it is a folder"],
    ["below a file", "file/out.txt", "EEXIST|ENOTDIR"],
    ["a link to nowhere", "nowhere", "ENOENT"],
    ["where nobody can write", "/proc/entitlint/out.txt", "ENOENT|EACCES"],
  ])("that cannot be written is told: %s", async (_, name, why) => {
    await writeFile(join(dir, "file"), "");
    await symlink(join(dir, "not-there"), join(dir, "nowhere"));
    expect(await prepareReportFile(dir, name)).toMatchObject({
      ...{ code: "output/unwritable", place: { file: name } },
      message: expect.stringMatching(why),
    });
  });

  test("whose folder vanished in the meantime is told too", async () => {
    const file = await prepared("later/out.txt");
    await rm(join(dir, "later"), { recursive: true });
    expect(await writeReportFile(file, ["x"])).toMatchObject({ code: "output/unwritable" });
  });
});
