import * as z from "zod";
import type { GithubClient } from "../client.ts";
import { GithubFailure } from "../failure.ts";
import type { CheckPlan } from "../payload/check-output.ts";
import type { Run } from "../run.ts";

const CheckRun = z.looseObject({
  id: z.int(),
  status: z.string(),
  external_id: z.string().nullish(),
  html_url: z.string().nullish(),
  app: z.looseObject({ slug: z.string().optional() }).nullish(),
  output: z.looseObject({ annotations_count: z.int() }),
});
type CheckRun = z.infer<typeof CheckRun>;

const CheckRuns = z.looseObject({ check_runs: z.array(CheckRun) }).transform(({ check_runs }) => check_runs);

const create = "POST /repos/{owner}/{repo}/check-runs";
const update = "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}";
const read = "GET /repos/{owner}/{repo}/check-runs/{check_run_id}";
const list = "GET /repos/{owner}/{repo}/commits/{ref}/check-runs";

/**
 * Writes the check run of a report, and leaves it completed whatever happens: with few remarks it is made complete in one
 * request; with many it is made, added to, and completed. One that an earlier attempt has left is found and gone on with.
 */
export async function deliverCheckRun(client: GithubClient, run: Run, plan: CheckPlan): Promise<CheckRun> {
  const at = { owner: run.owner, repo: run.repo };
  const find = () => findOwn(client, run, plan);
  const start = async (from: CheckPlan) => {
    const [annotations = [], ...others] = from.batches;
    const body = { ...at, head_sha: run.sha, name: from.name, external_id: from.externalId };
    const sent = {
      ...body,
      ...(others.length > 0 ? { status: "in_progress" } : done(from)),
      output: output(from, annotations),
    };
    return client.write(create, sent, CheckRun, find);
  };
  const found = await find();
  let made = found ?? (await start(plan).catch((error: unknown) => withoutRemarks(error, plan, start)));
  try {
    made = await addBatches(client, { at, plan, made });
    if (made.status !== "completed") made = await complete(client, { at, plan, made });
    return made;
  } catch (error) {
    // A check that stays pending blocks for ever, and nobody sees why.
    if (made.status !== "completed") await complete(client, { at, plan, made });
    throw error;
  }
}

interface Made {
  readonly at: { readonly owner: string; readonly repo: string };
  readonly plan: CheckPlan;
  readonly made: CheckRun;
}

/** Adds every batch that is not there yet. A batch that was sent and whose answer was lost is not sent twice. */
async function addBatches(client: GithubClient, { at, plan, made }: Made): Promise<CheckRun> {
  let current = made;
  let before = 0;
  for (const annotations of plan.batches) {
    const after = before + annotations.length;
    if (current.status !== "completed" && current.output.annotations_count < after) {
      const which = { ...at, check_run_id: made.id };
      const isThere = async () => {
        const now = await client.ask(read, which, CheckRun);
        return now.output.annotations_count >= after ? now : undefined;
      };
      current = await client.write(update, { ...which, output: output(plan, annotations) }, CheckRun, isThere);
    }
    before = after;
  }
  return current;
}

function complete(client: GithubClient, { at, plan, made }: Made): Promise<CheckRun> {
  return client.write(update, { ...at, check_run_id: made.id, ...done(plan), output: output(plan, []) }, CheckRun);
}

/** Of the same commit, by the id that we gave and the App that we are: others may have a check of this name, or copy the id. */
async function findOwn(
  client: GithubClient,
  { owner, repo, sha }: Run,
  plan: CheckPlan,
): Promise<CheckRun | undefined> {
  const parameters = { owner, repo, ref: sha, check_name: plan.name, filter: "all" };
  for await (const found of client.each(list, parameters, CheckRuns)) {
    if (found.external_id !== plan.externalId) continue;
    const slug = found.app?.slug;
    if (slug === undefined || `${slug}[bot]` === (await client.login())) return found;
  }
  return undefined;
}

/** One remark that GitHub does not take must not keep the verdict from being told. */
async function withoutRemarks(
  error: unknown,
  plan: CheckPlan,
  start: (from: CheckPlan) => Promise<CheckRun>,
): Promise<CheckRun> {
  const isRefused = error instanceof GithubFailure && error.status === 422 && plan.batches.length > 0;
  if (!isRefused) throw error;
  const summary = `GitHub did not take the remarks at lines.\n\n${plan.summary}`;
  return start({ ...plan, summary, batches: [] });
}

function output({ title, summary }: CheckPlan, annotations: CheckPlan["batches"][number]) {
  return { title, summary, ...(annotations.length > 0 && { annotations }) };
}

function done({ conclusion }: CheckPlan) {
  return { status: "completed", conclusion };
}
