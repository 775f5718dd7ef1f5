import type { IdentityRow } from "../load/estate-rows.ts";
import { exactKey } from "../load/match-keys.ts";
import type { DeclaredApp } from "../model/access.ts";
import { Clusters } from "./clusters.ts";
import type { Departed } from "./departed.ts";
import { type Populations, peopleSystems } from "./population.ts";
import { decide, type Verdict } from "./verdict.ts";

/** The identity records of the estate, joined into people. */
export interface People {
  readonly clusters: Clusters;
  /** For records of directories that say where their people come from: what the search there found. */
  readonly authoritative: ReadonlyMap<number, Verdict>;
  /** When the first record of a cluster was created, where any of them tells; sooner for whoever had started before. */
  created(cluster: number): string | undefined;
}

/**
 * Joins identity records: rows of one authoritative source that carry one employee number (a rehire, two jobs), and
 * directory records with the people they come from. Directories nearest to the source go first, so that a directory
 * fed by another one finds whole people.
 */
export function joinPeople(
  identities: readonly IdentityRow[],
  apps: ReadonlyMap<string, DeclaredApp>,
  populations: Populations,
  departed: Departed,
): People {
  const clusters = new Clusters(identities.length);
  joinRowsOfOnePerson(identities, clusters);
  const authoritative = new Map<number, Verdict>();
  for (const system of directoriesInOrder(identities, apps)) {
    const app = apps.get(system);
    const people = peopleSystems(app).filter((name) => name !== system);
    if (people.length === 0) continue;
    const pairs = app?.correlate ?? [];
    const verdicts = populations.members(system).flatMap((number): [number, Verdict][] => {
      const row = identities[number];
      if (!row) return [];
      const wanted = { keys: row.keys, people, pairs };
      const verdict = decide(wanted, populations, (one) => clusters.of(one));
      const gone = verdict.situation === "unmatched" ? departed.find(wanted, row.keys.created) : undefined;
      return [[number, gone ?? verdict]];
    });
    // Joined only after all have been decided: otherwise what one record finds would depend on which came before it.
    for (const [number, verdict] of verdicts) {
      authoritative.set(number, verdict);
      if (verdict.situation === "linked" && verdict.subject !== undefined) clusters.join(verdict.subject, number);
    }
  }
  const created = firstCreated(identities, clusters);
  return { clusters, authoritative, created: (cluster) => created.get(clusters.of(cluster)) };
}

function firstCreated(identities: readonly IdentityRow[], clusters: Clusters): ReadonlyMap<number, string> {
  const first = new Map<number, string>();
  const lower = (number: number, moment: string | undefined, isEnough: boolean) => {
    const cluster = clusters.of(number);
    const known = first.get(cluster);
    if (moment && (known === undefined ? isEnough : moment < known)) first.set(cluster, moment);
  };
  identities.forEach(({ keys }, number) => void lower(number, keys.created, true));
  // A directory that was set up anew has made its records later than people came.
  identities.forEach(({ keys }, number) => void lower(number, keys.starts, false));
  return first;
}

function joinRowsOfOnePerson(identities: readonly IdentityRow[], clusters: Clusters): void {
  const first = new Map<string, number>();
  identities.forEach((row, number) => {
    if (row.keys.role !== "authoritative-identity") return;
    for (const [name, value] of [
      ["employeeId", row.keys.employeeId],
      ["immutableId", row.keys.immutableId],
    ]) {
      if (!value || exactKey(value) === "") continue;
      const key = JSON.stringify([row.system, row.keys.tenant, name, exactKey(value)]);
      const known = first.get(key);
      if (known === undefined) first.set(key, number);
      else clusters.join(known, number);
    }
  });
}

/** Directories sorted so that those others come from are joined before the others. */
function directoriesInOrder(identities: readonly IdentityRow[], apps: ReadonlyMap<string, DeclaredApp>): string[] {
  const systems = [...new Set(identities.map((row) => row.system))].sort();
  const done = new Set<string>();
  const order: string[] = [];
  const visit = (system: string, path: ReadonlySet<string>) => {
    if (done.has(system) || path.has(system)) return;
    for (const people of peopleSystems(apps.get(system))) {
      if (systems.includes(people)) visit(people, new Set([...path, system]));
    }
    done.add(system);
    order.push(system);
  };
  for (const system of systems) visit(system, new Set());
  return order;
}
