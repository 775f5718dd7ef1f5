import { EntitlintError } from "../errors.ts";
import { type GitEnvironment, gitFailed, runGit } from "./git.ts";

/** With what the work tree is compared. */
export interface Base {
  /** The revision as it was asked for. */
  readonly rev: string;
  /** The commit that it names. */
  readonly tip: string;
  /** The last commit that it shares with HEAD; the tip itself where HEAD is a merge of it. */
  readonly mergeBase: string;
  /** Seconds since the epoch at which the merge base was committed. */
  readonly committedSeconds: number;
}

/**
 * Resolves a revision to compare HEAD with, and finds where the two part.
 * @throws EntitlintError where there is no such commit, or no common history, or so little of it that another commit
 * would be taken for the one where they part
 */
export async function resolveBase(folder: string, rev: string, env: GitEnvironment = process.env): Promise<Base> {
  const tip = await commitOf(folder, rev, env);
  const head = await commitOf(folder, "HEAD", env);
  const cut = await shallowCommits(folder, env);
  const mergeBase = await commonCommit({ folder, rev, tip, head }, cut, env);
  // That one is an ancestor of the other is certain, however little was fetched of the rest.
  const isCertain = mergeBase === tip || mergeBase === head;
  if (cut.size > 0 && !isCertain) await requireWhole({ folder, rev, tip, head, mergeBase }, cut, env);
  const stamped = await plumbing(folder, ["rev-list", "--timestamp", "--max-count=1", mergeBase], env);
  return { rev, tip, mergeBase, committedSeconds: Number(stamped.split(" ")[0]) };
}

async function commitOf(folder: string, rev: string, env: GitEnvironment): Promise<string> {
  // A revision that begins with a dash would be read as an option.
  const wellFormed = rev !== "" && !rev.startsWith("-") && !/[\0\r\n]/.test(rev);
  const found = wellFormed
    ? await runGit(folder, ["rev-parse", "--verify", "--quiet", `${rev}^{commit}`], env)
    : undefined;
  const commit = found?.stdout.toString("latin1").trim() ?? "";
  if (found?.status === 0 && /^[0-9a-f]{40,64}$/.test(commit)) return commit;
  if (found && (await isNoCommit(folder, rev, env))) throw noCommit(rev);
  if (found && found.stderr !== "") throw gitFailed(`find revision ${rev}`, found.stderr);
  throw new EntitlintError({
    code: "repository/unknown-revision",
    message: `${rev} is not a commit of the repository at ${folder}.`,
    next: "Fetch it first: `fetch-depth: 0` for actions/checkout, or `git fetch origin <branch>` and --base origin/<branch>.",
  });
}

/** Whether there is such an object, such as a folder or a file of a commit. */
async function isNoCommit(folder: string, rev: string, env: GitEnvironment): Promise<boolean> {
  const { status, stdout } = await runGit(folder, ["cat-file", "-t", rev], env);
  return status === 0 && ["tree", "blob", "tag"].includes(stdout.toString("latin1").trim());
}

function noCommit(rev: string): EntitlintError {
  return new EntitlintError({
    code: "repository/unknown-revision",
    message: `${rev} is a folder or a file in the repository, and no commit, so it has no history to compare with.`,
    next: "Name a commit, or a branch, with --base.",
  });
}

interface Two {
  readonly folder: string;
  readonly rev: string;
  readonly tip: string;
  readonly head: string;
}

async function commonCommit({ folder, rev, tip, head }: Two, cut: Cut, env: GitEnvironment): Promise<string> {
  const found = await runGit(folder, ["merge-base", "--all", tip, head], env);
  if (found.status > 1) throw gitFailed(`find where ${rev} and HEAD part`, found.stderr);
  const [commit, ...others] = found.stdout.toString("latin1").split("\n").filter(Boolean);
  // What one of them declares another may have taken away: whoever arranges it so would choose what was there before.
  if (others.length > 0) throw cut.size > 0 ? tooShallow(rev) : crossed(rev, others.length + 1);
  if (commit !== undefined) return commit;
  if (cut.size > 0) throw tooShallow(rev);
  throw new EntitlintError({
    code: "repository/unrelated",
    message: `${rev} and HEAD have no commit in common, so there is nothing to compare with.`,
    next: "Name the branch that this one came from with --base.",
  });
}

/** Commits whose parents were not fetched. */
type Cut = ReadonlySet<string>;

async function shallowCommits(folder: string, env: GitEnvironment): Promise<Cut> {
  if ((await plumbing(folder, ["rev-parse", "--is-shallow-repository"], env)) !== "true") return new Set();
  const listed = await plumbing(folder, ["rev-list", "--all", "HEAD", "--max-parents=0"], env);
  return new Set(listed.split("\n").filter(Boolean));
}

/**
 * In a shallow clone git answers from what it has. The answer is the true one only if no commit on the way to it, from
 * either side, has parents that were not fetched: behind those a later common commit may lie.
 */
async function requireWhole(
  { folder, rev, tip, head, mergeBase }: Two & Pick<Base, "mergeBase">,
  cut: Cut,
  env: GitEnvironment,
): Promise<void> {
  const listed = await plumbing(folder, ["rev-list", tip, head, "--not", mergeBase], env);
  if (listed.split("\n").some((commit) => cut.has(commit))) throw tooShallow(rev);
}

function crossed(rev: string, count: number): EntitlintError {
  return new EntitlintError({
    code: "repository/crossed",
    message: `${rev} and HEAD part at ${count} commits, none of them before the others, so nothing tells which is meant.`,
    next: `Merge ${rev} into this branch, or check the merge result.`,
  });
}

function tooShallow(rev: string): EntitlintError {
  return new EntitlintError({
    code: "repository/shallow",
    message: `this clone is too shallow to tell where ${rev} and HEAD part.`,
    next: "Set `fetch-depth: 0` for actions/checkout (`GIT_DEPTH: 0` on GitLab), or run `git fetch --unshallow`.",
  });
}

async function plumbing(folder: string, args: readonly string[], env: GitEnvironment): Promise<string> {
  const { status, stdout, stderr } = await runGit(folder, args, env);
  if (status !== 0) throw gitFailed(args[0] ?? "answer", stderr);
  return stdout.toString("latin1").trim();
}
