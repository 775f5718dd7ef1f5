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
 * Writes the check run of a report. It is complete from the first request on, which has the verdict: with many remarks the
 * rest is added to a check that is complete already, because whatever ends the job in between would leave any other one
 * pending, and that blocks for ever. One that an earlier attempt has left is found and gone on with.
 */
export async function deliverCheckRun(client: GithubClient, run: Run, plan: CheckPlan): Promise<CheckRun> {
  const found = await findOwn(client, run, plan);
  const made = found ?? (await start(client, run, plan).catch((error: unknown) => bareRun(error, client, run, plan)));
  return made.external_id === bare(plan).externalId ? made : await addRest(client, run, { plan, made });
}

function start(client: GithubClient, run: Run, plan: CheckPlan): Promise<CheckRun> {
  const { owner, repo, sha: head_sha } = run;
  const body = { owner, repo, head_sha, name: plan.name, external_id: plan.externalId };
  const sent = { ...body, ...done(plan), output: output(plan, plan.batches[0] ?? [], batchEnds(plan)[0]) };
  return client.write(create, sent, CheckRun, () => findOwn(client, run, plan));
}

/** Adds every batch that is not there yet. A batch that was sent and whose answer was lost is not sent twice. */
async function addRest(
  client: GithubClient,
  { owner, repo }: Run,
  { plan, made }: { readonly plan: CheckPlan; readonly made: CheckRun },
): Promise<CheckRun> {
  const which = { owner, repo, check_run_id: made.id };
  const ends = batchEnds(plan);
  let current = made;
  for (const [index, annotations] of plan.batches.entries()) {
    const end = ends[index] ?? 0;
    if (current.output.annotations_count >= end) continue;
    const isThere = async () => {
      const now = await client.ask(read, which, CheckRun);
      return now.output.annotations_count >= end ? now : undefined;
    };
    const sent = { ...which, ...done(plan), output: output(plan, annotations, end) };
    current = await client.write(update, sent, CheckRun, isThere);
  }
  if (current.status === "completed") return current;
  return await client.write(update, { ...which, ...done(plan), output: output(plan, []) }, CheckRun);
}

/** How many remarks are there after each batch. */
function batchEnds({ batches }: CheckPlan): number[] {
  let end = 0;
  return batches.map(({ length }) => (end += length));
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
async function bareRun(error: unknown, client: GithubClient, run: Run, plan: CheckPlan): Promise<CheckRun> {
  const isRefused = error instanceof GithubFailure && error.status === 422 && plan.batches.length > 0;
  if (!isRefused) throw error;
  const without = bare(plan);
  return (await findOwn(client, run, without)) ?? (await start(client, run, without));
}

/** The same without remarks, under an id of its own. */
function bare(plan: CheckPlan): CheckPlan {
  const summary = `GitHub did not take the remarks at lines.\n\n${plan.summary}`;
  return { ...plan, summary, batches: [], externalId: `${plan.externalId}:bare` };
}

/** What is shown while some remarks are yet to come says so, because it may be what stays. */
function output(plan: CheckPlan, annotations: CheckPlan["batches"][number], end?: number) {
  const { title, summary } = plan;
  const all = plan.batches.flat().length;
  const note =
    end === undefined || end >= all
      ? ""
      : `Only ${end} of ${all} remarks stand at their lines yet. Where this stays, the job was interrupted.\n\n`;
  return { title, summary: `${note}${summary}`, ...(annotations.length > 0 && { annotations }) };
}

function done({ conclusion }: CheckPlan) {
  return { status: "completed", conclusion };
}
