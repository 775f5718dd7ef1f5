// @module-tag long
import { type ExecFileException, execFile } from "node:child_process";
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { openSnapshot } from "../../src/snapshot/open.ts";
import { everything, extent, sampleOf } from "../everything.ts";
import { buildForChild } from "./build-child.ts";
import { at, freshFolder, invented, newState, oldState, treeOf, writePlain } from "./invented.ts";
import { type Call, watchedDisk } from "./kill-at.ts";

let child: string;
let oldTree: Record<string, string>;
let newTree: Record<string, string>;
let template: string;
const phases: string[] = [];
/** The calls between which a commit passes from one state to the next. */
const telling = ["write journal/record.json", "rename journal/previous", "rename snapshots", "removeFile journal"];
const step = 40;

beforeAll(async () => {
  child = join(await buildForChild(), "test/snapshot/kill-child.js");
  template = dirname(await freshFolder());
  const dir = join(template, "snapshots");
  await writePlain(dir, [invented(oldState)], at(1));
  oldTree = await treeOf(dir);
  const undisturbed = await copyOf(template);
  const calls = Number((await run("write", undisturbed, 0)).stdout);
  newTree = await treeOf(undisturbed);
  // The same write in this process, to know which call is which.
  const same = await copyOf(template);
  await writePlain(same, [invented(newState)], {
    ...at(2),
    disk: watchedDisk((call, path) => told(call, path, same)),
  });
  expect(await treeOf(same)).toEqual(newTree);
  expect(phases.length).toBe(calls);
});

describe("a writer that is killed", () => {
  test.each(["before", "half"])(
    `at any call (%s it is made; ${extent}) leaves the old snapshot or the new one, whole`,
    async (where) => {
      const outcomes = new Map<string, number>();
      const calls = [...phases.entries()].filter(([, phase]) => where === "before" || phase.startsWith("write"));
      const tried = new Map([...sampleOf(calls, step), ...calls.filter(([index]) => tellingCalls().includes(index))]);
      for (const [index, phase] of tried) {
        const dir = await copyOf(template);
        expect((await run("write", dir, index + 1, where)).signal).toBe("SIGKILL");
        const outcome = await outcomeOf(dir);
        expect(["old", "new"]).toContain(outcome);
        const key = `${phase.split(" ")[0]} -> ${outcome}`;
        outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
        // And the next run is not hindered by it.
        const again = await writePlain(dir, [invented(newState)], at(2));
        expect(again.outcome).toBe(outcome === "new" ? "unchanged" : "written");
        expect(await treeOf(dir)).toEqual(newTree);
        expect(await readdir(dirname(dir))).toEqual(["snapshots"]);
        await rm(dirname(dir), { recursive: true });
      }
      process.stdout.write(
        `kills ${where} the call (${extent}): ${[...outcomes].map(([key, count]) => `${key}: ${count}`).join(", ")}\n`,
      );
      expect([...outcomes.keys()].some((key) => key.endsWith("old"))).toBe(true);
      expect(where === "half" || [...outcomes.keys()].some((key) => key.endsWith("new"))).toBe(true);
    },
    240_000,
  );

  test(`and a reader that is killed while it cleans up (${extent}), leave it whole too`, async () => {
    let kills = 0;
    const points = tellingCalls();
    expect(points).not.toContain(-1);
    for (const point of points) {
      const broken = await copyOf(template);
      await run("write", broken, point + 1);
      for (let second = 1; ; second += everything ? 1 : step) {
        const dir = await copyOf(dirname(broken));
        const { signal } = await run("recover", dir, second);
        expect(["old", "new"]).toContain(await outcomeOf(dir));
        await rm(dirname(dir), { recursive: true });
        if (signal !== "SIGKILL") break;
        kills++;
      }
    }
    process.stdout.write(`kills of the reader that recovers: ${kills}\n`);
    expect(kills).toBeGreaterThan(everything ? 20 : 3);
  }, 240_000);
});

/** The first call of each telling kind. */
function tellingCalls(): number[] {
  return telling.map((start) => phases.findIndex((phase) => phase.startsWith(start)));
}

/** Opens the snapshot, which recovers it, and says which tree it is. */
async function outcomeOf(dir: string): Promise<string> {
  const snapshot = await openSnapshot(dir);
  expect(snapshot.problems).toEqual([]);
  const tree = JSON.stringify(await treeOf(dir));
  if (tree === JSON.stringify(oldTree)) return "old";
  return tree === JSON.stringify(newTree) ? "new" : "mixed";
}

function told(call: Call, path: string, dir: string): "go" {
  const journal = join(dirname(dir), ".snapshots.commit");
  phases.push(`${call} ${path.replace(journal, "journal").replace(`${dirname(dir)}/`, "")}`);
  return "go";
}

async function copyOf(folder: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "entitlint-kill-"));
  await cp(folder, copy, { recursive: true });
  return join(copy, "snapshots");
}

function run(task: string, dir: string, killAt: number, where = "before") {
  return new Promise<{ stdout: string; signal: string | undefined }>((resolve, reject) => {
    execFile(
      process.execPath,
      [child, task, dir, String(killAt), where],
      (error: ExecFileException | null, stdout, stderr) => {
        const signal = error?.signal ?? undefined;
        if (error && signal !== "SIGKILL") reject(new Error(stderr || error.message));
        else resolve({ stdout, signal });
      },
    );
  });
}
