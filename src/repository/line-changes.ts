import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GitEnvironment, runGit } from "./git.ts";

/** How the lines of a file differ from those that it had before, as a diff of Git shows it. */
export interface LineChanges {
  /** Whether a line of the later text is new, or another one than it was. */
  isNew(line: number): boolean;
  /** Where in the later text a line of the earlier one was taken out; undefined where it still stands. */
  takenOutAt(line: number): number | undefined;
}

/**
 * Compares two texts with Git's own diff, because that is what people look at. They are laid into a folder of their own:
 * in the repository Git would ask its attributes and settings, which a pull request may have written.
 */
export async function lineChanges(before: Uint8Array, after: Uint8Array, env: GitEnvironment): Promise<LineChanges> {
  const folder = await mkdtemp(join(tmpdir(), "entitlint-lines-"));
  try {
    await writeFile(join(folder, "before"), unixLines(before));
    await writeFile(join(folder, "after"), unixLines(after));
    const plain = ["--no-index", "--no-ext-diff", "--no-textconv", "--no-color", "--text", "--diff-algorithm=myers"];
    const { stdout } = await runGit(folder, ["diff", ...plain, "--unified=0", "--", "before", "after"], env);
    return changesOf(hunksOf(stdout.toString("latin1")));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A work tree may have other line ends than what is committed. */
function unixLines(bytes: Uint8Array): Buffer {
  return Buffer.from(Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n"), "latin1");
}

interface Span {
  readonly start: number;
  readonly count: number;
}
interface Hunk {
  readonly old: Span;
  readonly new: Span;
}

function hunksOf(diff: string): Hunk[] {
  return [...diff.matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gmu)].map(([, a, b, c, d]) => ({
    old: { start: Number(a), count: Number(b ?? 1) },
    new: { start: Number(c), count: Number(d ?? 1) },
  }));
}

function changesOf(hunks: readonly Hunk[]): LineChanges {
  return {
    isNew: (line) => hunks.some((hunk) => isIn(line, hunk.new)),
    takenOutAt(line) {
      const hunk = hunks.find(({ old }) => isIn(line, old));
      if (hunk === undefined) return undefined;
      const { start, count } = hunk.new;
      // A hunk that only takes lines away names the line before them, and none at the top.
      return Math.max(1, start + Math.max(0, Math.min(line - hunk.old.start, count - 1)));
    },
  };
}

function isIn(line: number, { start, count }: Span): boolean {
  return line >= start && line < start + count;
}
