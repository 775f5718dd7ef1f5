import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as z from "zod";
import { collectors } from "../../src/collect/registry.ts";
import { parseRecordId, recordKinds } from "../../src/model/record-id.ts";
import { Report } from "../../src/model/report.ts";
import { type RunOptions, runTool } from "../faults/run-tool.ts";
import { accessFiles, idOf, peopleOf } from "./access.ts";
import type { Case, Named } from "./cases.ts";
import type { Turn } from "./company.ts";
import { exportFiles, exportSource, type System } from "./exports.ts";
import { provisioningRules } from "./provisioning-rows.ts";
import { reviewFile } from "./reviews.ts";
import { emergencyMinimum, ruleSettings } from "./rights.ts";
import { type Seen, seenIn } from "./seen.ts";

/** How one collector is put to the test: which systems of the company it reads, and from what. */
export interface Stage {
  /** The collector's name. */
  readonly collector: string;
  /** Its sources by system; those of `hr`, `dir` and `app` that are not among them come from exports. */
  sources(turn: Turn): Readonly<Record<string, object>>;
  /** Files beside the config that they need. */
  readonly files?: (turn: Turn) => Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** What a record is called in the system itself; as in the company unless given. */
  readonly native?: (named: Named) => string;
  /** Further keys of `access/apps/<system>.yaml`. */
  readonly apps?: Readonly<Record<string, object>>;
  /** Further entries of the registry. */
  readonly registry?: readonly object[];
  /** Further roles. */
  readonly roles?: readonly object[];
  /** What a review said was to be revoked, besides. */
  readonly revoked?: readonly Named[];
  /** Reasons, as `rule reason`, whose facts its applications tell, each of other records, so that none shows them all. */
  readonly apart?: readonly string[];
  /** Names of the company that this system cannot hold. */
  readonly without?: readonly string[];
  /** What is planted beside the company's own cases. */
  readonly cases?: readonly Case[];
  /** What cannot be decided besides. */
  readonly undecided?: readonly Named[];
  /** Systems of which cases are undecided that have one cause. */
  readonly shared?: readonly string[];
}

/** What came of it. */
export interface Outcome {
  readonly stage: Stage;
  /** Those of its sources that the collector itself reads. */
  readonly systems: readonly string[];
  readonly collectorOf: (system: string) => string;
  /** The systems that a system's people come from. */
  readonly peopleOf: (system: string) => readonly string[];
  readonly report: Report;
  /** A check long after the last reading, after a file of each source of the collector's was changed by hand. */
  readonly spoilt: Report;
  /** What the collector's own sources filled. */
  readonly seen: Seen;
  readonly records: ReadonlySet<string>;
}

const clock = {
  1: "2026-11-18T08:00:00Z",
  2: "2026-11-21T08:00:00Z",
  checked: "2026-11-22T08:00:00Z",
  late: "2026-12-20T08:00:00Z",
};

/**
 * Three days lie between the readings, so whoever moves has to hand over sooner, names are given again sooner, and a new owner
 * has to say sooner that a machine is theirs; and the application trusts workloads.
 */
const rules = {
  ...ruleSettings,
  ...provisioningRules,
  "mover-residual-grant": { params: { grace: "P1D", accumulation: 1 } },
  "recert-overdue": { params: { ownerChange: "P1D" } },
  "orphan-link-mismatch": { params: { migration: "P1D" } },
  "nhi-weak-credential": { params: { federates: ["app"] } },
};

/** The company has few people, and fewer are to be administrators; of a domain fewer still. */
function administrators(systems: Record<string, unknown>) {
  const max = { default: 2, ...("ad" in systems && { ad: 1 }) };
  return { "priv-admin-count": { params: { max, kinds: ["org", "role", "group", "database"] } } };
}

/** Collects twice, with three days between, and checks. */
export async function played(stage: Stage): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "entitlint-feeding-"));
  const run = (now: string, ...args: string[]) => {
    const options: RunOptions = { now: new Date(now), ...(stage.env && { env: stage.env }) };
    return runTool(folder, args, options);
  };
  const checked = async (now: string) => {
    const { stdout, stderr } = await run(now, "check", "--format", "json");
    if (!stdout.startsWith("{")) throw new Error(`there is no report: ${stderr}`);
    return Report.parse(JSON.parse(stdout));
  };
  try {
    write(folder, accessFiles(stage));
    for (const turn of [1, 2] as const) {
      write(folder, projectFiles(stage, turn));
      const { code, stderr } = await run(clock[turn], "collect", "--no-brake");
      if (code !== 0) throw new Error(`reading ${turn} ended with ${code}: ${stderr}`);
    }
    const systems = ownSystems(stage);
    const { seen, records } = seenIn(folder, systems);
    const everywhere = Object.keys(sourcesAt(stage, 2));
    write(folder, { "access/reviews/autumn.yaml": reviewFile(folder, stage, everywhere) });
    const report = await checked(clock.checked);
    for (const system of systems) alter(join(folder, "snapshots", system));
    const config: Record<string, { collector: string }> = sourcesAt(stage, 2);
    return {
      ...{ stage, systems, report, spoilt: await checked(clock.late), seen, records },
      collectorOf: (system) => config[system]?.collector ?? "",
      peopleOf: (system) => peopleOf(stage, system),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The systems that the collector itself reads; others may stand beside them. */
function ownSystems(stage: Stage): string[] {
  const sources = Object.entries(stage.sources(2));
  return sources.flatMap(([system, source]) =>
    "collector" in source && source.collector !== stage.collector ? [] : [system],
  );
}

/** Every source with its freshness, as the config holds it. */
function sourcesAt(stage: Stage, turn: Turn): Record<string, { collector: string }> {
  const own = stage.sources(turn);
  const exported = (["hr", "dir", "app", "log"] as const).filter((system) => !(system in own));
  const all = { ...Object.fromEntries(exported.map((system) => [system, exportSource(system, turn)])), ...own };
  return Object.fromEntries(
    Object.entries(all).map(([system, source]) => {
      const collector = "collector" in source ? String(source.collector) : stage.collector;
      return [system, { tenant: "main", freshness: { schedule: "daily", max: "P7D" }, ...source, collector }];
    }),
  );
}

function projectFiles(stage: Stage, turn: Turn): Record<string, string> {
  const own = stage.sources(turn);
  const sources = sourcesAt(stage, turn);
  const exported = (["hr", "dir", "app", "log"] as const satisfies readonly System[]).filter(
    (system) => !(system in own),
  );
  const numbers = { ...administrators(sources), ...emergencyMinimum };
  return {
    "entitlint.yaml": JSON.stringify({ version: 1, sources, rules: { ...rules, ...numbers } }),
    ...Object.assign({}, ...exported.map((system) => exportFiles(system, turn, nativeIn(stage)))),
    ...stage.files?.(turn),
  };
}

/** The ids of the made-up company as the stage's systems have them. */
function nativeIn(stage: Stage): (id: string) => string {
  return (id) => {
    const { kind, system, nativeId: name } = parseRecordId(id) ?? { kind: "", system: "", nativeId: id };
    const named = { kind: z.enum(recordKinds).parse(kind), system, name };
    return idOf(named, stage);
  };
}

/** Changes a file by hand, as somebody would who has something to hide. */
function alter(folder: string): void {
  const [file] = readdirSync(folder).filter((name) => /^(?:account|identity|channel)\.ndjson$/u.test(name));
  if (file === undefined) throw new Error(`${folder} has neither accounts nor identities nor channels`);
  appendFileSync(join(folder, file), "\n");
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Every collector there is, by name. */
export function collectorNamed(name: string) {
  const found = collectors.find((collector) => collector.name === name);
  if (!found) throw new Error(`there is no collector ${name}`);
  return found;
}
