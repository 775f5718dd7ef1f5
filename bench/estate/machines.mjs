// @ts-check
import { dateAgo, daysAgo, remembered } from "./calendar.mjs";

/** @typedef {import("./random.mjs").Random} Random */

const jobs = [
  "backup",
  "build",
  "deploy",
  "export",
  "invoice",
  "mirror",
  "monitor",
  "report",
  "scan",
  "sync",
  "triage",
];
const kinds = ["service", "service", "service", "workload", "workload", "agent", "shared"];

/**
 * One machine. Those with `registry` stand in access/identities, with an owner or a proposal.
 * @typedef {{ number: number, key: string, userName: string, mail: string, guid: string, age: number, kind: string,
 *   retired: boolean, registry: boolean, owner: string | undefined }} Machine
 */

/**
 * Invents a machine; its owner is one of the people numbered below `people`, or a team.
 * @param {number} number @param {number} people @param {number} groups @param {Random} random @returns {Machine}
 */
export function inventMachine(number, people, groups, random) {
  const key = number.toString(36).padStart(4, "0");
  const userName = `svc-${random.pick(jobs)}-${key}`;
  const person = `identity:directory/main/u${random.below(people).toString(36).padStart(4, "0")}`;
  const team = `group:directory/main/${groupKey(random.below(groups))}`;
  return {
    number,
    key,
    userName,
    mail: `${userName}@example.com`,
    guid: `9a${key}`,
    age: 5 + random.below(2000),
    kind: random.pick(kinds),
    retired: random.chance(0.05),
    registry: random.chance(0.3),
    owner: random.chance(0.2) ? undefined : random.chance(0.5) ? person : team,
  };
}

/** @param {number} number */
export function groupKey(number) {
  return `team-${number.toString(36).padStart(3, "0")}`;
}

/**
 * Adds the machine's entry in the directory; every tenth has none, and is known by its accounts alone.
 * @param {import("./snapshot-writer.mjs").SnapshotWriter} writer @param {Machine} machine @param {Random} random
 * @returns {boolean} whether the directory knows it
 */
export function writeServiceUser(writer, machine, random) {
  const { key, userName, guid, age, kind, retired, owner } = machine;
  if (random.chance(0.1)) return false;
  const record = {
    id: `identity:directory/main/u${key}`,
    kind: random.chance(0.03) ? "unknown" : kind,
    status: retired ? "disabled" : "active",
    rawStatus: retired ? "DEPROVISIONED" : "ACTIVE",
    userName,
    displayName: userName,
    immutableId: guid,
    createdAt: daysAgo(age),
    owners: owner ? [owner] : [],
    ...(random.chance(0.6) && { expiresAt: dateAgo(random.chance(0.03) ? 30 : -30 - random.below(300)) }),
    ...(random.chance(0.7) && { purpose: `runs ${userName}` }),
  };
  writer.add("directory", "identity", record, remembered(age));
  return true;
}
