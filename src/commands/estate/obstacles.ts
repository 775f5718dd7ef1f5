import { freshUntil } from "../../assemble/freshness.ts";
import type { Config } from "../../config/config.ts";
import { type Problem, problemLine } from "../../errors.ts";
import type { SystemFault } from "../../load/rows.ts";
import type { SystemInput } from "../../model/estate-input.ts";
import { recordKinds } from "../../model/record-id.ts";
import type { Obstacle } from "../../model/report.ts";
import { checkSignature, publicKeyOf, signatureFaults } from "../../snapshot/index.ts";
import type { Snapshot } from "../../snapshot/open.ts";
import { failureCause, failureText } from "./failures.ts";
import { observedLater } from "./observed-later.ts";

/** What obstacles are found in. */
export interface ObstacleGround {
  readonly config: Config;
  readonly systems: readonly SystemInput[];
  readonly snapshot: Snapshot | undefined;
  /** The instant judged at. */
  readonly now: string;
  /** The run's clock; absent when time is an input. */
  readonly clock: string | undefined;
}

/** Whatever keeps this run from being green before any rule has been asked. */
export function findObstacles({ config, systems, snapshot, now, clock }: ObstacleGround): Obstacle[] {
  const obstacles: Obstacle[] = (snapshot?.problems ?? []).map((problem) => ({
    code: "snapshot-altered",
    text: problemLine(problem),
  }));
  obstacles.push(...unsigned(config, snapshot));
  for (const source of config.sources) {
    if (!source.required || source.declares) continue;
    const system = systems.find((candidate) => candidate.system === source.system);
    const failure = snapshot?.manifest.failures?.[source.system];
    if (!system || Object.keys(system.lines).length === 0) {
      const why = failure ? failureText(source.system, failure) : "run `entitlint collect`";
      const text = `${source.system} is required and not in the snapshot: ${why}`;
      obstacles.push({ code: "source-missing", source: source.system, text });
      continue;
    }
    if (failure) {
      const text = failureCause(source.system, failure, snapshot.manifest.sources[source.system]);
      obstacles.push({ code: "source-failed", source: source.system, text });
    }
    obstacles.push(...unread(system), ...(clock ? stale(system, clock) : []));
  }
  return clock ? obstacles : [...obstacles, ...beforeAll(systems, now)];
}

const obstacleCodes = {
  unsigned: "snapshot-unsigned",
  unreadable: "snapshot-signature-bad",
  "unknown-key": "snapshot-signature-bad",
  wrong: "snapshot-signature-bad",
} as const;

/** A signature is demanded as soon as the config names a key. */
function unsigned({ signing }: Config, snapshot: Snapshot | undefined): Obstacle[] {
  if (signing.publicKeys.length === 0 || snapshot === undefined) return [];
  const keys = signing.publicKeys.map(publicKeyOf);
  const check = checkSignature(snapshot.manifestBytes, snapshot.signature, keys);
  return check.ok ? [] : [{ code: obstacleCodes[check.why], text: signatureFaults[check.why] }];
}

function beforeAll(systems: readonly SystemInput[], now: string): Obstacle[] {
  const later = observedLater(systems, now);
  const [first] = later.systems.map(({ from }) => from).toSorted();
  if (!later.all || first === undefined) return [];
  const text = `nothing had been observed by ${now}: what is judged was read from ${first} on, so this says nothing of that time`;
  return [{ code: "observed-later", text }];
}

function unread(system: SystemInput): Obstacle[] {
  return recordKinds.flatMap((kind) => {
    const entry = system.lines[kind] && system.kinds[kind];
    if (!entry || !["partial", "denied", "not-collected"].includes(entry.completeness)) return [];
    const why = entry.warnings?.[0] ? `: ${entry.warnings[0]}` : "";
    const text = `the ${kind} records of ${system.system} are ${entry.completeness} as of ${entry.observedAt}${why}`;
    return [{ code: `source-${entry.completeness}`, source: system.system, text }];
  });
}

/** One line for a source: what was not collected was mostly not collected of all its kinds. */
function stale({ system, lines, kinds, freshness, zone }: SystemInput, clock: string): Obstacle[] {
  if (!freshness) return [];
  const old = recordKinds.flatMap((kind) => {
    const entry = lines[kind] && kinds[kind];
    const until = entry && freshUntil(entry.observedAt, freshness, zone);
    return entry && until && clock > until ? [{ kind, observedAt: entry.observedAt, until }] : [];
  });
  const [first] = old.toSorted((a, b) => (a.observedAt < b.observedAt ? -1 : 1));
  if (!first) return [];
  const isOne = old.every(({ observedAt }) => observedAt === first.observedAt);
  const [when, most] = isOne ? ["", ""] : [" or later", " at the earliest"];
  const names = old.map(({ kind }) => kind).join(", ");
  const text = `the ${names} records of ${system} were read at ${first.observedAt}${when} and counted as fresh until ${first.until}${most}`;
  return [{ code: "source-stale", source: system, text }];
}

/** Altered files as faults of the system whose files they are. */
export function snapshotFaults(snapshot: Snapshot | undefined): SystemFault[] {
  return (snapshot?.problems ?? []).map((problem) => {
    const file = problem.place?.file ?? "";
    const [system = "", name = ""] = file.split("/");
    const reason = faultReasons[problem.code] ?? "altered";
    return { system, fault: { reason, kind: name.split(".")[0] ?? "", object: file, detail: problem.message } };
  });
}

const faultReasons: Readonly<Partial<Record<Problem["code"], SystemFault["fault"]["reason"]>>> = {
  "snapshot/missing-file": "missing",
  "snapshot/extra-file": "unlisted",
};
