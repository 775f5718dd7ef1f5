import { readFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import * as z from "zod";
import { EntitlintError, throwProblems } from "../../errors.ts";
import { exitCodes } from "../../exit-codes.ts";
import { GithubClient } from "../../github/client.ts";
import { writeOutputs } from "../../github/outputs.ts";
import { proposalBody } from "../../github/payload/proposal-body.ts";
import { proposeFiles } from "../../github/propose/propose-files.ts";
import { readRepository } from "../../github/run.ts";
import { gitRoot } from "../../repository/git-root.ts";
import { revision } from "../../repository/revision.ts";
import {
  diffSnapshots,
  manifestName,
  openSnapshot,
  type Snapshot,
  type SnapshotDiff,
  signatureName,
  suspectFolder,
} from "../../snapshot/index.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { located, snapshotFolder } from "../snapshot/open-given.ts";

/** What can be typed after `github propose`. */
export interface ProposeOptions {
  readonly branch: string;
  readonly into?: string;
  readonly snapshot?: string;
  readonly title: string;
  readonly repository?: string;
}

const DefaultBranch = z.looseObject({ default_branch: z.string() });

/** Brings the snapshot as it stands here into one pull request. A snapshot that is not whole is not proposed. */
export const propose: CommandBody<ProposeOptions & { readonly config?: string }> = async ({ options }, context) => {
  const { cwd, env, stdout } = context;
  const repository = readRepository(options, env);
  const path =
    options.snapshot === undefined ? await snapshotFolder(cwd, options.config) : resolve(cwd, options.snapshot);
  const root = await gitRoot(cwd);
  const folder = root === undefined ? undefined : relative(root, path).split(sep).join("/");
  if (root === undefined || folder === undefined || folder === "" || folder.startsWith("..")) throw outside(path);
  const snapshot = await openSnapshot(path, { name: folder });
  throwProblems(located(snapshot, snapshot.problems));
  const files = await filesOf(snapshot, path, folder);
  const client = new GithubClient({ ...repository, ...context });
  const into =
    options.into ?? (await client.ask("GET /repos/{owner}/{repo}", { ...repository.at }, DefaultBranch)).default_branch;
  const branches = { at: repository.at, branch: options.branch, into };
  const body = proposalBody(snapshot.manifest, await differences(snapshot, { root, folder }, context));
  const { state, pull } = await proposeFiles(client, branches, {
    title: options.title,
    body,
    folders: [folder, suspectFolder(folder)],
    files,
  });
  await writeOutputs(env.GITHUB_OUTPUT, {
    proposal: state,
    "pull-request": pull?.number,
    "pull-request-url": pull?.html_url,
  });
  stdout.write(`${told[state]}${pull ? `: ${pull.html_url}` : ""}\n`);
  return exitCodes.clean;
};

const told = {
  nothing: "The snapshot is what the branch has; there is nothing to propose",
  closed: "Nothing differs any more; the pull request is closed",
  opened: "The snapshot is proposed",
  updated: "The proposal is brought up to date",
  unchanged: "The proposal stands as it was",
} as const;

/** Exactly the files that the manifest vouches for, itself, and who signed it. */
async function filesOf(snapshot: Snapshot, path: string, folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>([[`${folder}/${manifestName}`, snapshot.manifestBytes]]);
  for (const name of Object.keys(snapshot.manifest.files))
    files.set(`${folder}/${name}`, await readFile(join(path, name)));
  const signature = await readFile(join(path, signatureName)).catch(() => undefined);
  if (signature) files.set(`${folder}/${signatureName}`, signature);
  return files;
}

/** Compared with what was checked out; a first snapshot has nothing to be compared with. */
async function differences(
  snapshot: Snapshot,
  { root, folder }: { readonly root: string; readonly folder: string },
  { env }: CommandContext,
): Promise<SnapshotDiff | undefined> {
  try {
    return diffSnapshots(await openSnapshot(await revision(root, "HEAD", env), { folder, name: "HEAD" }), snapshot);
  } catch (error) {
    if (error instanceof EntitlintError) return undefined;
    throw error;
  }
}

function outside(path: string): EntitlintError {
  return new EntitlintError({
    code: "github/no-run",
    message: "the snapshot lies in no folder of a Git checkout, so it has no place in a repository",
    place: { file: path },
    next: "Run this in the checkout of the repository that the snapshot belongs to.",
  });
}
