// @module-tag long
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { extent, sampleOf } from "../everything.ts";
import { asOf, cli, collected, type Project } from "./small-project.ts";

const preload = pathToFileURL(join(import.meta.dirname, "die-before.mjs")).href;
const late = `${join(".snapshots.commit", "record.json")}`;

/** Collects with the built program, which dies before one call of the file system. */
function collectAndDie(made: Project, dieBefore: string): void {
  const args = ["--import", preload, cli, "collect", "--as-of", asOf];
  const env = { ...process.env, DIE_BEFORE: dieBefore };
  const { signal, stderr } = spawnSync(process.execPath, args, { cwd: made.folder, env, encoding: "utf8" });
  expect(signal, stderr).toBe("SIGKILL");
  expect(readdirSync(made.folder)).toContain(".snapshots.commit");
}

/** Ben has been switched off, and Eve has come. */
const later = { "exports/idp.csv": "id,login,name,state\n1,ana,Ana,on\n2,ben,Ben,off\n3,eve,Eve,on\n" };

/** A clean estate, and a collection of what came later, cut off. */
async function interrupted(dieBefore: string): Promise<Project> {
  const made = await collected();
  made.write(later);
  collectAndDie(made, dieBefore);
  return made;
}

describe(`after a collection that was cut off, the next command (${extent})`, () => {
  const cutOff = [
    // Sealed, so the new snapshot counts, wherever the two trees are.
    ["rename .commit/previous", "new"],
    ["rename /snapshots", "new"],
    [`unlink ${late}`, "new"],
    // Not sealed yet: it never happened.
    [`open ${late}`, "old"],
    ["open next/manifest.json", "old"],
  ] as const;

  test.each(sampleOf(cutOff, 4))("finishes what died before %s: the %s snapshot", async (dieBefore, which) => {
    const isNew = which === "new";
    const commands: [args: string[], code: number, sign: string][] = [
      [["check", "--as-of", asOf, "--format", "json"], 0, '"subjects":3'],
      [["documents", "identity:idp/main/2"], 0, '"status":"disabled"'],
      [["snapshot", "show", "--id", "identity:idp/main/2"], 0, '"disabled"'],
    ];
    for (const [args, code, sign] of sampleOf(commands, 2)) {
      const made = await interrupted(dieBefore);
      const ran = await made.run(...args);
      expect([args, ran.code, ran.stderr]).toEqual([args, code, ""]);
      if (isNew) expect(ran.stdout).toContain(sign);
      else expect(ran.stdout).not.toContain(sign);
      expect(readdirSync(made.folder)).not.toContain(".snapshots.commit");
      expect((await made.run("snapshot", "verify")).stdout).toContain("is whole");
    }
  });

  test("may be the collection itself, which then has nothing or everything to do", async () => {
    for (const [dieBefore, said] of [
      ["rename /snapshots", "nothing has changed"],
      [`open ${late}`, "wrote"],
    ] as const) {
      const made = await interrupted(dieBefore);
      const { code, stderr } = await made.run("collect", "--as-of", asOf);
      expect([code, stderr]).toEqual([0, expect.stringContaining(said)]);
      expect((await made.run("snapshot", "show", "--kind", "identity")).stdout).toContain("eve");
    }
  });
});
