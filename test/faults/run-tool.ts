import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import { Manifest } from "../../src/model/manifest.ts";
import type { Patience } from "../../src/network/patience.ts";
import { sharedCache } from "../shared-cache.ts";

const root = resolve(import.meta.dirname, "../..");
const built: typeof import("../../src/commands/program.ts") = await import(
  pathToFileURL(join(root, "dist/commands/program.js")).href
);

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly now?: Date;
  readonly patience?: Patience;
}

/** As patient as a test can be. */
export const shortPatience: Patience = { attempts: 3, firstWait: 5, longestWait: 5, silence: 5 };

/** Runs the built program in a folder, in this process, because starting hundreds takes minutes. */
export async function runTool(cwd: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const parts = { stdout: "", stderr: "" };
  const stream = (name: keyof typeof parts) =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        parts[name] += chunk.toString();
        done();
      },
    });
  const code = await built.runProgram(args, {
    cwd,
    env: {
      ...{ PATH: process.env.PATH, COLUMNS: "80" },
      ENTITLINT_CACHE_DIR: sharedCache,
      ...options.env,
    },
    ...{ stdin: Readable.from([]), stdout: stream("stdout"), stderr: stream("stderr") },
    now: options.now ?? new Date("2026-11-22T09:00:00Z"),
    patience: options.patience ?? shortPatience,
  });
  return { code, ...parts };
}

/** What the snapshot below a folder says of each kind of a system, and whether its last collection failed. */
export interface Standing {
  readonly failed: boolean;
  readonly kept: Readonly<Record<string, number>>;
  readonly completeness: Readonly<Record<string, string>>;
}

export function standingOf(folder: string, system: string): Standing {
  const path = join(folder, "snapshots/manifest.json");
  if (!existsSync(path)) return { failed: true, kept: {}, completeness: {} };
  const { sources, failures } = Manifest.parse(JSON.parse(readFileSync(path, "utf8")));
  const kinds = Object.entries(sources[system]?.kinds ?? {});
  return {
    failed: failures?.[system] !== undefined,
    kept: Object.fromEntries(kinds.map(([kind, entry]) => [kind, entry.count])),
    completeness: Object.fromEntries(kinds.map(([kind, entry]) => [kind, entry.completeness])),
  };
}
