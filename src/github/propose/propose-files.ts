import { EntitlintError } from "../../errors.ts";
import type { GithubClient } from "../client.ts";
import { contains, headOf, moveBranch, removeBranch, treeOf } from "./branch.ts";
import { commitFiles } from "./commit-files.ts";
import { changesIn, type FileChanges, type Files } from "./file-changes.ts";
import { type Branches, openPull, type Pull, type PullText, settlePull, updatePull } from "./pull-request.ts";

export interface Proposal extends PullText {
  /** The folders that hold exactly these files, from the root of the repository. */
  readonly folders: readonly string[];
  readonly files: Files;
}

export interface Proposed {
  readonly state: "nothing" | "closed" | "opened" | "updated" | "unchanged";
  readonly pull?: Pull;
}

/** Once more after somebody else was faster; whoever is faster twice is no accident. */
const attempts = 2;

/**
 * Keeps one pull request that makes folders what they were collected as: opened when something differs, updated in place
 * until it is merged, and closed when nothing differs any more.
 */
export async function proposeFiles(client: GithubClient, branches: Branches, proposal: Proposal): Promise<Proposed> {
  const { at } = branches;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const pull = await openPull(client, branches);
    const base = await baseCommit(client, branches);
    const tree = await treeOf(client, at, base);
    const changes = await changesIn(client, at, { tree, ...proposal });
    if (isNothing(changes)) return withdraw(client, branches, pull);
    const moved = await moveOn(client, branches, { proposal, changes, base, tree, isOpen: pull !== undefined });
    if (moved === undefined) continue;
    const settled = await settlePull(client, branches, proposal, pull);
    return { state: pull === undefined ? "opened" : moved, pull: settled };
  }
  throw new EntitlintError({
    code: "github/branch-moved",
    message: `somebody else wrote to ${branches.branch} while the snapshot was being proposed, twice`,
    next: "Let nobody and nothing else write to this branch, or name another with --branch.",
  });
}

interface Step {
  readonly proposal: Proposal;
  readonly changes: FileChanges;
  readonly base: string;
  readonly tree: string;
  readonly isOpen: boolean;
}

/** Brings the branch up to date; undefined where somebody else was faster. */
async function moveOn(
  client: GithubClient,
  branches: Branches,
  { proposal, changes, base, tree, isOpen }: Step,
): Promise<"updated" | "unchanged" | undefined> {
  const { at, branch } = branches;
  let from = await headOf(client, at, branch);
  if (from !== undefined && !isOpen) {
    // What was merged or refused is over; a new pull request begins at the base.
    await removeBranch(client, at, branch);
    from = undefined;
  }
  if (from !== undefined) {
    const there = await changesIn(client, at, { tree: await treeOf(client, at, from), ...proposal });
    if (isNothing(there)) return "unchanged";
  }
  const isBehind = from !== undefined && !(await contains(client, at, from, base));
  const parents = from === undefined ? [base] : [from, ...(isBehind ? [base] : [])];
  const { files, title: message } = proposal;
  const to = await commitFiles(client, at, { tree, parents, message, files, changes });
  return (await moveBranch(client, at, { branch, from, to })) ? "updated" : undefined;
}

async function withdraw(client: GithubClient, branches: Branches, pull: Pull | undefined): Promise<Proposed> {
  if (pull === undefined) return { state: "nothing" };
  const closed = await updatePull(client, branches.at, pull, { state: "closed" });
  await removeBranch(client, branches.at, branches.branch);
  return { state: "closed", pull: closed };
}

async function baseCommit(client: GithubClient, branches: Branches): Promise<string> {
  const base = await headOf(client, branches.at, branches.into);
  if (base !== undefined) return base;
  throw new EntitlintError({
    code: "github/no-run",
    message: `there is no branch ${branches.into} to propose the snapshot for`,
    next: "Name one with --into, and check that the token may read contents.",
  });
}

function isNothing({ written, removed }: FileChanges): boolean {
  return written.length + removed.length === 0;
}
