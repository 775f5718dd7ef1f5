import {
  type Answer,
  type Asked,
  list,
  made,
  notAccessible,
  notFound,
  object,
  ok,
  page,
  refused,
  text,
} from "./answer.ts";
import type { FakeAnnotation, FakeCheckRun } from "./state.ts";

/** `/check-runs` and `/commits/REF/check-runs`. */
export function answerChecks(asked: Asked): Answer | undefined {
  const { method, parts, query, state } = asked;
  const [what, id, below] = parts;
  if (what === "commits" && below === "check-runs") {
    const all = state.checkRuns.filter((one) => one.head_sha === id && one.name === query.get("check_name"));
    return ok({ total_count: all.length, check_runs: page(all, query).map(shape) });
  }
  if (what !== "check-runs") return undefined;
  if (method === "POST") return create(asked);
  const run = state.checkRuns.find((one) => String(one.id) === id);
  if (run === undefined) return notFound;
  return method === "PATCH" ? update(asked, run) : ok(shape(run));
}

function create({ state, body, login }: Asked): Answer {
  if (!state.may.checks) return notAccessible;
  const wrong = wrongOutput(body);
  if (wrong) return refused(wrong);
  const run: FakeCheckRun = {
    ...{ id: state.nextId, name: text(body.name), app: login, head_sha: text(body.head_sha) },
    ...{
      external_id: text(body.external_id),
      status: "queued",
      conclusion: null,
      title: "",
      summary: "",
      annotations: [],
    },
  };
  state.nextId += 1;
  state.checkRuns.push(run);
  take(run, body);
  return made(shape(run));
}

function update({ body, login, state }: Asked, run: FakeCheckRun): Answer {
  if (!state.may.checks || run.app !== login) return notAccessible;
  const wrong = wrongOutput(body);
  if (wrong) return refused(wrong);
  take(run, body);
  return ok(shape(run));
}

function take(run: FakeCheckRun, body: Asked["body"]): void {
  const output = object(body.output);
  if (output.title !== undefined) run.title = text(output.title);
  if (output.summary !== undefined) run.summary = text(output.summary);
  for (const one of list(output.annotations)) run.annotations.push(annotation(one));
  if (body.status !== undefined) run.status = text(body.status);
  if (body.conclusion === undefined) return;
  run.conclusion = text(body.conclusion);
  run.status = "completed";
}

function annotation(one: Record<string, unknown>): FakeAnnotation {
  const title = text(one.title);
  return {
    ...{ path: text(one.path), start_line: Number(one.start_line), annotation_level: text(one.annotation_level) },
    ...{ title, message: text(one.message) },
  };
}

/** The limits that GitHub holds outputs to. */
function wrongOutput({ output }: Asked["body"]): string | undefined {
  const { summary, annotations } = object(output);
  if (text(summary).length > 65_535) return "Only 65535 characters are allowed in a summary";
  if (list(annotations).length > 50) return "No more than 50 annotations are permitted";
  const isLong = list(annotations).some(
    (one) => Buffer.byteLength(text(one.message)) > 65_536 || text(one.title).length > 255,
  );
  return isLong ? "An annotation is too long" : undefined;
}

function shape(run: FakeCheckRun) {
  const { id, name, app, head_sha, external_id, status, conclusion, title, summary, annotations } = run;
  const html_url = `https://github.example.com/acme/access/runs/${id}`;
  const output = { title, summary, text: null, annotations_count: annotations.length, annotations_url: html_url };
  const slug = app.replace(/\[bot\]$/u, "");
  return { id, name, head_sha, external_id, status, conclusion, html_url, output, app: { slug } };
}
