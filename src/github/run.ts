import { readFile } from "node:fs/promises";
import * as z from "zod";
import { EntitlintError, type Problem, throwProblems } from "../errors.ts";

/** Where on GitHub something is to be said: a commit of a repository, and the pull request that it belongs to. */
export interface Run {
  readonly api: string;
  readonly token: string;
  readonly owner: string;
  readonly repo: string;
  /** The commit that people look at: the head of a pull request, not the merge that was tried. */
  readonly sha: string;
  readonly pull: number | undefined;
  /** The base of a pull request or a merge group, as a commit. */
  readonly base: string | undefined;
  /** Tells one run of a workflow from another. */
  readonly id: string;
  /** The page of the run. */
  readonly link: string | undefined;
}

/** What is typed instead of what GitHub Actions says. */
export interface RunOptions {
  readonly repository?: string;
  readonly sha?: string;
  readonly pull?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const Commit = z.looseObject({ sha: z.string() });
/** Only what is asked of an event; all of it is given by the runner, and parts of it chosen by whoever opened the pull request. */
const Event = z.looseObject({
  pull_request: z.looseObject({ number: z.int(), head: Commit, base: Commit }).optional(),
  merge_group: z.looseObject({ head_sha: z.string(), base_sha: z.string() }).optional(),
  workflow_run: z
    .looseObject({ head_sha: z.string(), pull_requests: z.array(z.looseObject({ number: z.int() })) })
    .optional(),
});
export type Event = z.infer<typeof Event>;

/** The event that started a workflow; empty outside of one. */
export async function readEvent({ GITHUB_EVENT_PATH: path }: Environment): Promise<Event> {
  if (!path) return {};
  try {
    return Event.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (cause) {
    const message = "the event that GITHUB_EVENT_PATH names cannot be read";
    throw new EntitlintError({ code: "github/no-run", message, place: { file: path } }, { cause });
  }
}

/** A repository, and how to speak with the GitHub that has it. */
export interface Repository {
  readonly api: string;
  readonly token: string;
  readonly at: { readonly owner: string; readonly repo: string };
}

/** Reads what was typed, then what Actions says. @throws EntitlintError with all that is missing */
export function readRepository({ repository }: RunOptions, env: Environment): Repository {
  const { problems, ...found } = repositoryOf(repository, env);
  throwProblems(problems);
  return found;
}

/** Reads where we are likewise, with the commit and the pull request. @throws EntitlintError with all that is missing */
export async function readRun(options: RunOptions, env: Environment): Promise<Run> {
  const event = await readEvent(env);
  const { problems, api, token, at } = repositoryOf(options.repository, env);
  const sha = options.sha ?? shaOf(event) ?? env.GITHUB_SHA ?? "";
  const pull = options.pull === undefined ? pullOf(event) : Number(options.pull);
  if (!/^[0-9a-f]{40,64}$/u.test(sha))
    problems.push(missing("no commit is named", "Give --sha with all of its digits, or set GITHUB_SHA."));
  if (pull !== undefined && !Number.isInteger(pull))
    problems.push(missing("--pull is no number", "Give the number of the pull request."));
  throwProblems(problems);
  const page = env.GITHUB_SERVER_URL && env.GITHUB_RUN_ID;
  return {
    ...{ ...at, api, token, sha, pull, base: baseOf(event) },
    id: env.GITHUB_RUN_ID || "by-hand",
    link: page ? `${env.GITHUB_SERVER_URL}/${at.owner}/${at.repo}/actions/runs/${env.GITHUB_RUN_ID}` : undefined,
  };
}

function repositoryOf(given: string | undefined, env: Environment): Repository & { readonly problems: Problem[] } {
  const [owner = "", repo = "", ...rest] = (given ?? env.GITHUB_REPOSITORY ?? "").split("/");
  const token = env.GITHUB_TOKEN || env.GH_TOKEN || "";
  const problems: Problem[] = [];
  if (owner === "" || repo === "" || rest.length > 0)
    problems.push(missing("no repository is named", "Give --repository OWNER/NAME, or set GITHUB_REPOSITORY."));
  if (token === "") problems.push(missing("there is no token", "Set GITHUB_TOKEN, as a secret of the job."));
  return { api: env.GITHUB_API_URL || "https://api.github.com", token, at: { owner, repo }, problems };
}

/** The commit that a pull request or a merge group is compared with. */
export function baseOf({ pull_request, merge_group }: Event): string | undefined {
  return pull_request?.base.sha ?? merge_group?.base_sha;
}

function shaOf({ pull_request, merge_group, workflow_run }: Event): string | undefined {
  return pull_request?.head.sha ?? merge_group?.head_sha ?? workflow_run?.head_sha;
}

/** Of a fork's pull request `workflow_run` says nothing, and then it has to be typed. */
function pullOf({ pull_request, workflow_run }: Event): number | undefined {
  return pull_request?.number ?? workflow_run?.pull_requests[0]?.number;
}

function missing(message: string, next: string): Problem {
  return { code: "github/no-run", message, next };
}
