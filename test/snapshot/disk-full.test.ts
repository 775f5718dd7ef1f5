// @module-tag long
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSnapshot } from "../../src/snapshot/open.ts";
import { account, at, freshFolder, invented, newState, oldState, treeOf, writePlain } from "./invented.ts";
import { type Call, watchedDisk } from "./kill-at.ts";

const full = (code: string) => Object.assign(new Error(code), { code });

describe("a disk that refuses", () => {
  test("at any call before the switch leaves the old snapshot and nothing else", async () => {
    let outcome: unknown = "refused";
    let failures = 0;
    for (let failing = 1; outcome === "refused"; failing++) {
      const dir = await freshFolder();
      await writePlain(dir, [invented(oldState)], at(1));
      const before = await treeOf(join(dir, ".."));
      let calls = 0;
      const disk = watchedDisk((call: Call) => {
        // Removing needs no space.
        if (++calls === failing && !call.startsWith("remove")) throw full("ENOSPC");
        return "go";
      });
      outcome = await writePlain(dir, [invented(newState)], { ...at(2), disk }).then(
        ({ outcome }) => outcome,
        async (error: unknown) => {
          failures++;
          const problems = (await openSnapshot(dir)).problems;
          if (JSON.stringify(await treeOf(join(dir, ".."))) !== JSON.stringify(before)) return { error, problems };
          expect(error).toMatchObject({ exitCode: 3, problems: [{ code: "snapshot/disk-full" }] });
          return "refused";
        },
      );
    }
    expect(failures).toBeGreaterThan(20);
    // The first failure after the switch: the new snapshot stands, and the next reader clears up.
    expect(outcome).toBe("written");
  });
});

const canMount = process.platform === "linux" && process.getuid?.() === 0;

describe.skipIf(!canMount)("a disk of 1 MiB", () => {
  let folder: string;
  let mounted = false;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "entitlint-small-"));
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], { stdio: "ignore" });
      mounted = true;
    } catch {
      // Root without the right to mount, as in most containers: the test above stands in.
    }
  });
  afterAll(async () => {
    if (mounted) execFileSync("umount", [folder]);
    await rm(folder, { recursive: true });
  });

  test("that runs full keeps the old snapshot and says so", async (context) => {
    if (!mounted) return context.skip();
    const dir = join(folder, "snapshots");
    await mkdir(dir);
    await writePlain(dir, [invented(oldState)], at(1));
    const before = await treeOf(folder);
    const free = (await statfs(folder)).bavail;
    const large = Array.from({ length: 6000 }, (_, number) => account(`person-${number}`));
    const failure = await writePlain(dir, [invented(large)], at(2)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ exitCode: 3, problems: [{ code: "snapshot/disk-full" }] });
    expect(String(failure)).toMatch(/no space left.*stands untouched.*Free some space/);
    expect(await treeOf(folder)).toEqual(before);
    expect((await statfs(folder)).bavail).toBe(free);
    expect((await writePlain(dir, [invented(newState)], at(3))).outcome).toBe("written");
  });
});
