// @module-tag long
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { buildPolicies } from "../../src/compile/index.ts";
import { evaluate, startPack } from "../../src/evaluate/index.ts";
import type { DocumentBatch } from "../../src/model/batch.ts";
import type { Estate } from "../../src/model/estate.ts";
import type { CompiledPack, Evaluation } from "../../src/model/evaluation.ts";
import { capabilities } from "../compile/samples.ts";
import { everything } from "../everything.ts";
import { sharedCache } from "../shared-cache.ts";

/** Rules that do what their names say to documents that ask for it; the last one always works. */
const bodies = {
  aborting:
    'torn := 1 if input.ask == "abort"\n\ntorn := 2 if input.ask == "abort"\n\ndeny contains object.union(_base, {"msg": format_int(torn, 10)})',
  // Looking for a long text in one that nearly holds it takes minutes and no memory.
  endless: 'deny contains _base if {\n\tinput.ask == "endless"\n\tcontains(input.hay, input.needle)\n}',
  flooding:
    'deny contains finding if {\n\tinput.ask == "flood"\n\tsome a in numbers.range(1, 1000)\n\tsome b in numbers.range(1, 1000)\n\tfinding := object.union(_base, {"id": concat("/", [format_int(a, 10), format_int(b, 10), input.pad[0]])})\n}',
  hoarding: 'deny contains _base if {\n\tinput.ask == "hoard"\n\tcount(numbers.range(1, 12000000)) > 0\n}',
  odd: 'deny contains finding if {\n\tinput.ask == "odd"\n\tfinding := {"msg": 5, "id": input.id, "app": "forge", "reason": "r"}\n}',
  steady: 'deny contains _base\n\nunknown contains object.union(_base, {"reason": "unsure"}) if input.ask == "unsure"',
};
const names = Object.keys(bodies) as (keyof typeof bodies)[];
const cacheDir = sharedCache;

function modules(read: string, only: readonly (keyof typeof bodies)[]) {
  const scope = `package entitlint.main.subject

read := ${read}

deny contains object.union(finding, {"rule": rule}) if {
	some rule
	some finding in data.entitlint.rules.subject[rule].deny
	not data.estate.blind[rule][finding.app]
}

unknown contains object.union(finding, {"rule": rule}) if {
	some rule
	some finding in data.entitlint.rules.subject[rule].unknown
}
`;
  const rules = only.map((name) => ({
    path: `rules/${name}.rego`,
    text: `package entitlint.rules.subject.${name}\n\n_base := {"msg": "found", "id": input.id, "app": "forge", "reason": "r"}\n\n${bodies[name]}\n`,
  }));
  return [{ path: "main.rego", text: scope }, ...rules];
}

async function packOf(read: string, only = names): Promise<CompiledPack> {
  const main = "entitlint/main/subject";
  const entrypoints = [main, ...only.map((name) => `entitlint/rules/subject/${name}`)];
  const { wasm } = await buildPolicies({ modules: modules(read, only), capabilities, entrypoints }, { cacheDir });
  return {
    wasm,
    entrypoints: {
      ...{ subject: main, source: main, channel: main, group: main, entitlement: main },
      ...{ app: main, waiver: main },
    },
    ruleEntrypoints: Object.fromEntries(
      only.map((name) => [name, { scope: "subject", entrypoint: `entitlint/rules/subject/${name}` }]),
    ),
  };
}

const estate: Estate = {
  run: { now: "2026-11-22T08:00:00Z", now_seconds: 1_795_334_400 },
  ...{ params: {}, cutoffs: {}, apps: {}, sources: {}, blind: {} },
};

const hopeless = { hay: "x".repeat(600_000), needle: `${"x".repeat(300_000)}y` };

/** One document for each thing asked; `pad` makes it longer by as many bytes. */
function batchOf(asked: readonly string[], pad = 0, start = 0): DocumentBatch {
  const texts = asked.map((ask, at) =>
    Buffer.from(
      JSON.stringify({ id: `s${start + at}`, ask, pad: ["x".repeat(pad)], ...(ask === "endless" && hopeless) }),
    ),
  );
  const whole = Buffer.concat(texts);
  const bytes = new SharedArrayBuffer(whole.length);
  new Uint8Array(bytes).set(whole);
  let end = 0;
  const ends = texts.map((text) => {
    end += text.length;
    return end;
  });
  return { scope: "subject", ids: asked.map((_, at) => `s${start + at}`), ends, bytes };
}

let pack: CompiledPack;
let placed: CompiledPack;
beforeAll(async () => {
  pack = await packOf("input.id");
  const place = { file: "endless.rego", line: 1 };
  const { endless, ...others } = pack.ruleEntrypoints;
  if (!endless) throw new Error("the pack has no rule endless");
  placed = { ...pack, ruleEntrypoints: { ...others, endless: { ...endless, place } } };
}, 60_000);

const run = async (
  batches: Iterable<DocumentBatch>,
  more: Partial<Parameters<typeof evaluate>[3]> = {},
  given = estate,
  stillSeconds = 1,
) => evaluate(await startPack(pack, stillSeconds), given, batches, { workers: 1, ...more });

/** Which documents the rule that always works has found. */
const steady = ({ findings }: Evaluation) => findings.flatMap(({ rule, id }) => (rule === "steady" ? [id] : [])).sort();
const failed = ({ failures }: Evaluation) =>
  failures.map(({ rule, subject, reason }) => `${rule} ${subject} ${reason}`);

describe("documents that are no trouble", () => {
  test("give findings and unknowns with their subject, and are counted", async () => {
    const done = await run([batchOf(["", "unsure"]), batchOf([""], 0, 2)]);
    expect(steady(done)).toEqual(["s0", "s1", "s2"]);
    expect(done.unknowns.map(({ rule, subject, reason }) => [rule, subject, reason])).toEqual([
      ["steady", "s1", "unsure"],
    ]);
    expect([done.documents, done.failures]).toEqual([3, []]);
  });

  test("give the same by two threads as by one", async () => {
    const batches = () => Array.from({ length: 8 }, (_, at) => batchOf(["", "unsure", ""], 100, at * 3));
    const [one, two] = await Promise.all([run(batches()), run(batches(), { workers: 2 })]);
    const sorted = ({ findings }: Evaluation) => findings.map((finding) => JSON.stringify(finding)).sort();
    expect(sorted(two)).toEqual(sorted(one));
    expect(two.documents).toBe(24);
  });

  test("may be large", async () => {
    const done = await run([batchOf(["", "unsure"], 5 << 20), batchOf(["unsure"], 21 << 20, 2), batchOf([""], 0, 3)]);
    expect(steady(done)).toEqual(["s0", "s1", "s2", "s3"]);
    expect([done.unknowns.length, done.failures]).toEqual([2, []]);
  });

  test("none at all are judged without a thread", async () => {
    expect(await run([])).toEqual({ documents: 0, findings: [], unknowns: [], failures: [], figures: [] });
  });
});

describe("a rule that fails is named, and all others still count", () => {
  const failing: [string, string, string][] = [
    ["one that contradicts itself", "abort", "aborting s1 aborted"],
    ["one that never ends", "endless", "endless s1 timed-out"],
    ["one that gives a million findings", "flood", "flooding s1 aborted"],
    ["one that takes more memory than it gets", "hoard", "hoarding s1 aborted"],
    ["one that gives something that is no finding", "odd", "odd s1 not-a-finding"],
  ];
  // What takes all memory it gets takes seconds of it.
  test.each(failing.filter(([, ask]) => everything || ask !== "flood"))("%s", async (_, ask, failure) => {
    const done = await run([batchOf(["", ask, "unsure"])], {}, estate, ask === "flood" || ask === "hoard" ? 20 : 0.5);
    expect(failed(done)).toEqual([failure]);
    expect(steady(done)).toEqual(["s0", "s1", "s2"]);
    expect(done.unknowns).toHaveLength(1);
  });

  test("one that never ends is given up after a few documents, so that the run ends", async () => {
    const asked = Array.from({ length: 8 }, (_, at) => (at % 2 ? "" : "endless"));
    const batches = [batchOf(asked), batchOf(asked.slice(4), 0, 8)];
    const done = await evaluate(await startPack(placed, 0.5), estate, batches, { workers: 1 });
    expect(steady(done)).toHaveLength(12);
    const place = { file: "endless.rego", line: 1 };
    const told = (text: string) => ({ rule: "endless", scope: "subject", reason: "timed-out", place, text });
    expect(done.failures.map(({ subject: _, ...failure }) => failure)).toEqual([
      ...Array.from({ length: 3 }, () => told("no answer for 0.5 seconds")),
      ...Array.from({ length: 7 }, () => told("not tried, because it stood still on 3 documents before")),
    ]);
    const untold = batches.flatMap(({ ids }) => ids).filter((id) => !failed(done).includes(`endless ${id} timed-out`));
    expect(untold).toEqual(["s1", "s3"]);
  });

  test("one that uses up its memory is given up after a few documents, and told as failed on the others", async () => {
    const done = await run([batchOf(Array.from({ length: 8 }, () => "hoard"))], {}, estate, 20);
    expect(steady(done)).toHaveLength(8);
    expect(new Set(failed(done).map((line) => line.replace(/ s\d /, " ")))).toEqual(new Set(["hoarding aborted"]));
    const texts = done.failures.map(({ text }) => text);
    expect([texts.length, texts.filter((text) => text.startsWith("not tried")).length]).toEqual([8, 5]);
  });

  test("what cannot be judged somewhere stays out, also when rules are asked one by one", async () => {
    const blind = { steady: { forge: { code: "partial", text: "t" } } };
    const done = await run([batchOf(["", "odd"])], {}, { ...estate, blind });
    expect(steady(done)).toEqual([]);
    expect(failed(done)).toEqual(["odd s1 not-a-finding"]);
  });
});

test("a rule that never ends does not keep the run from ending", async () => {
  const started = await startPack(pack, 0.3);
  const ended = evaluate(started, estate, [batchOf(["endless"])], { workers: 1 }).then(failed, () => "broken off");
  try {
    expect(await Promise.race([ended, sleep(8_000, "still running")])).toEqual(["endless s0 timed-out"]);
  } finally {
    await started.close();
    await ended;
  }
});

describe("a document that was not read never passes", () => {
  test.each(['"another"', "5", 'concat("", [input.id, ""]) if false'])("read := %s", async (read) => {
    const wrong = await packOf(read);
    const done = await evaluate(await startPack(wrong, 5), estate, [batchOf([""])], { workers: 1 });
    expect(failed(done)).toEqual(["entitlint/main/subject s0 not-read"]);
  });

  test("nor one of which nothing was found", async () => {
    const quiet: CompiledPack = await packOf('"another" if input.ask == "quiet"', ["odd"]);
    const done = await evaluate(await startPack(quiet, 5), estate, [batchOf(["quiet"])], { workers: 1 });
    expect([failed(done), done.findings]).toEqual([["entitlint/main/subject s0 not-read"], []]);
  });

  test("nor one that is no JSON", async () => {
    const broken = batchOf([""]);
    new Uint8Array(broken.bytes)[0] = 0x28;
    const done = await run([broken]);
    expect(done.failures.length).toBeGreaterThan(0);
    expect(steady(done)).toEqual([]);
  });
});

test("when making documents fails, the error comes out and no thread stays", async () => {
  function* batches(): Generator<DocumentBatch> {
    yield batchOf(["", ""]);
    throw new Error("assembling failed");
  }
  const threads = () =>
    process.getActiveResourcesInfo().filter((name) => name === "Worker" || name === "MessagePort").length;
  const before = threads();
  await expect(run(batches())).rejects.toThrow("assembling failed");
  expect(threads()).toBe(before);
});

test("policies that do not load end the run instead of every document in turn", async () => {
  const wasm = new Uint8Array(createHash("sha256").digest());
  await expect(startPack({ ...pack, wasm }, 1)).rejects.toThrow();
});
