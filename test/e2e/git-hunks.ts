import type { PullRequest } from "./pull-request.ts";

/** What Git shows of one change of a file, without the lines around it. */
export interface Hunk {
  readonly file: string;
  /** Lines of the later file; where only something was taken out, the one before it. */
  readonly from: number;
  readonly to: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** All that Git shows between two revisions. */
export function hunksBetween({ git }: PullRequest, base: string, head: string): Hunk[] {
  const files = git("diff", "--no-renames", "--unified=0", base, head)
    .split(/^diff --git /mu)
    .slice(1);
  return files.flatMap((text) => {
    const file = /^\+\+\+ b\/(.*)$/mu.exec(text)?.[1] ?? "";
    return text
      .split(/^@@ /mu)
      .slice(1)
      .map((hunk): Hunk => {
        const [, from, count = "1"] = /\+(\d+)(?:,(\d+))? @@/u.exec(hunk) ?? [];
        const lines = hunk.split("\n").slice(1);
        const of = (sign: string) => lines.flatMap((line) => (line.startsWith(sign) ? [line.slice(1)] : []));
        const start = Math.max(1, Number(from));
        return { file, from: start, to: start + Math.max(1, Number(count)) - 1, removed: of("-"), added: of("+") };
      });
  });
}

/** The change that a line lies in. */
export function hunkAt(hunks: readonly Hunk[], file: string, line: number): Hunk | undefined {
  return hunks.find((hunk) => hunk.file === file && hunk.from <= line && line <= hunk.to);
}
