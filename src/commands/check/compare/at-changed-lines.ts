import type { DeclaredAt } from "../../../model/document.ts";
import type { FileTree } from "../../../model/file-tree.ts";
import type { Finding, Report, ReportPlace } from "../../../model/report.ts";
import type { GitEnvironment } from "../../../repository/git.ts";
import { type LineChanges, lineChanges } from "../../../repository/line-changes.ts";
import type { OpenEstate } from "../../estate/open-estate.ts";
import { type BaseSide, belowRoot } from "./base-side.ts";
import { linesBehind } from "./lines-behind.ts";

/** Opens both sides as they were judged; asked only where there is something to place. */
export interface Openings {
  readonly base: () => Promise<OpenEstate>;
  readonly head: () => Promise<OpenEstate>;
}

/**
 * Puts what a pull request introduces at the line by which it does: the one that it has written, or else the place where it
 * has taken one out. Elsewhere nobody who looks at the pull request would see it.
 */
export async function atChangedLines(
  report: Report,
  openings: Openings,
  side: BaseSide,
  env: GitEnvironment,
): Promise<Report> {
  if (!report.findings.some(isOwn)) return report;
  const [base, head] = [await openings.base(), await openings.head()];
  const [before, now] = [linesBehind(base), linesBehind(head)];
  const changes = new ChangedFiles(side, env);
  const rootPath = ({ loaded }: OpenEstate, { file }: DeclaredAt) => belowRoot(side.root, loaded.folder, file);

  const findings: Finding[] = [];
  for (const finding of report.findings) {
    const place = isOwn(finding) ? ((await written(finding)) ?? (await takenOut(finding))) : undefined;
    findings.push(place ? { ...finding, place } : finding);
  }
  return { ...report, findings };

  async function written(finding: Finding): Promise<ReportPlace | undefined> {
    for (const at of now(finding)) {
      const file = rootPath(head, at);
      if ((await changes.of(file))?.isNew(at.line)) return { file, line: at.line, what: "declaration" };
    }
    return undefined;
  }

  async function takenOut(finding: Finding): Promise<ReportPlace | undefined> {
    for (const at of before(finding)) {
      const file = rootPath(base, at);
      const line = (await changes.of(file))?.takenOutAt(at.line);
      if (line !== undefined) return { file, line, what: "withdrawn" };
    }
    return undefined;
  }
}

function isOwn({ change, observedDrift }: Finding): boolean {
  return (change === "introduced" || change === "changed") && !observedDrift;
}

/** What the pull request does to the lines of files, each compared once. */
class ChangedFiles {
  readonly #sides: readonly [before: FileTree, after: FileTree];
  readonly #env: GitEnvironment;
  readonly #known = new Map<string, Promise<LineChanges | undefined>>();

  constructor({ mergeBase, head }: BaseSide, env: GitEnvironment) {
    this.#sides = [mergeBase, head];
    this.#env = env;
  }

  /** Undefined for a file that is not there any more: it has no line to point at. */
  of(file: string): Promise<LineChanges | undefined> {
    const known = this.#known.get(file) ?? this.#compare(file);
    this.#known.set(file, known);
    return known;
  }

  async #compare(file: string): Promise<LineChanges | undefined> {
    const [before, after] = await Promise.all(this.#sides.map((tree) => tree.read(file)));
    return after && (await lineChanges(before ?? new Uint8Array(), after, this.#env));
  }
}
