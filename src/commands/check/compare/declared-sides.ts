import { contradictions } from "../../../access/contradictions.ts";
import { loadAccess, readAccess } from "../../../access/load-access.ts";
import { joinAccess } from "../../../access/whose-word.ts";
import { canonicalDigest } from "../../../canonical-digest.ts";
import type { LoadedConfig } from "../../../config/load-config.ts";
import { counted } from "../../../counted.ts";
import { EntitlintError, type Problem, problemLine, throwProblems } from "../../../errors.ts";
import type { AccessState } from "../../../model/access.ts";
import type { FileTree } from "../../../model/file-tree.ts";
import type { Notice } from "../../../model/report.ts";
import { subtree } from "../../../repository/subtree.ts";
import { worktree } from "../../../repository/worktree.ts";
import type { CommandContext } from "../../context.ts";
import { type DeclaredSource, readDeclared } from "../../estate/read-declared.ts";
import { type BaseSide, belowRoot } from "./base-side.ts";

/** What one side declares: who should hold what, and which machines there are. */
export interface DeclaredSide {
  /** The files of the folder that the config lies in. */
  readonly tree: FileTree;
  readonly access: AccessState;
  readonly sources: readonly DeclaredSource[];
  /** Equal where both sides declare the same. */
  readonly mark: string;
}

/** The access files of the pull request: where its own config says that they are, and those that are judged. */
export interface HeadAccess {
  readonly own: AccessState;
  readonly judged: AccessState;
}

/** Both sides, and what is to be known of how they were read. */
export interface DeclaredSides {
  readonly head: DeclaredSide;
  readonly base: DeclaredSide;
  readonly notices: readonly Notice[];
}

/**
 * What the work tree declares, read where the settings say. Where the pull request moves the access folder, what lies in
 * the new place counts as well: a move takes nothing away from what is judged.
 * @throws EntitlintError with every problem of every access file
 */
export async function headAccess(settings: LoadedConfig, head: LoadedConfig): Promise<HeadAccess> {
  const own = await loadAccess(head.tree, head.config.access);
  if (isSameFolder(settings, head)) return { own, judged: own };
  const joined = joinAccess(own, await loadAccess(worktree(settings.folder), settings.config.access));
  throwProblems(contradictions(joined));
  return { own, judged: joined };
}

/** Whether two configs read the same folder of access files. */
export function isSameFolder(one: LoadedConfig, other: LoadedConfig): boolean {
  return one.folder === other.folder && one.config.access === other.config.access;
}

/** Reads what both sides declare, each from its own files. */
export async function declaredSides(
  settings: LoadedConfig,
  access: AccessState,
  side: BaseSide,
  context: CommandContext,
): Promise<DeclaredSides> {
  const { config, folder } = settings;
  const tree = worktree(folder);
  const sources = await readDeclared({ ...settings, tree }, context);
  const before = subtree(side.mergeBase, belowRoot(side.root, folder));
  const { state, problems: wrong } = await readAccess(before, config.access);
  const problems = [...wrong];
  const files = config.sources.filter(({ collector, declares }) => declares && collector === "files");
  const read: DeclaredSource[] = [];
  for (const source of files) {
    const one = { ...settings, tree: before, config: { ...config, sources: [source] } };
    const found = await readDeclared(one, context).catch((error: unknown) => {
      if (!(error instanceof EntitlintError)) throw error;
      problems.push(...error.problems);
      return [];
    });
    read.push(...found);
  }
  // What a system says is no part of the pull request. What a program says may be, and cannot be asked of the base.
  const asked = sources.filter(({ source }) => source.collector !== "files" && source.collector !== "command");
  const programs = sources.filter(({ source }) => source.collector === "command");
  return {
    head: sideOf(tree, access, sources),
    base: sideOf(before, state, [...read, ...asked]),
    notices: [
      ...programs.map(({ source }) => unreadProgram(source.key)),
      ...(problems.length > 0 ? [brokenBase(side, problems)] : []),
    ],
  };
}

function sideOf(tree: FileTree, access: AccessState, sources: readonly DeclaredSource[]): DeclaredSide {
  const { roles, identities, people } = access;
  const told = sources.map(({ source, lines, kinds }) => [source.key, lines, kinds]);
  return { tree, access, sources, mark: canonicalDigest([roles, identities, people, told]) };
}

function unreadProgram(key: string): Notice {
  const text = `${key} declares by a program, which can be run in the work tree alone: whatever is wrong with what it declares counts as introduced`;
  return { code: "base-not-read", app: key, text };
}

function brokenBase({ base: { rev } }: BaseSide, problems: readonly Problem[]): Notice {
  const [first] = problems;
  const text = `what ${rev} declares has ${counted(problems.length, "problem")}, and that part counts as absent there: ${first ? problemLine(first) : ""}`;
  return { code: "base-broken", text };
}
