// @ts-check
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { writeApps, writeConfig, writeLinks, writeRegistry } from "./access-files.mjs";
import {
  applications,
  entitlementCount,
  writeCredential,
  writeEntitlements,
  writeGrants,
  writeMachinesAccount,
  writePersonsAccount,
} from "./applications.mjs";
import { collectedAt, observedAt } from "./calendar.mjs";
import { groupCount, writeGroups, writeMemberships } from "./groups.mjs";
import { inventMachine, writeServiceUser } from "./machines.mjs";
import { inventPerson, writeUser, writeWorker } from "./people.mjs";
import { plans } from "./plans.mjs";
import { Random } from "./random.mjs";
import { SnapshotWriter } from "./snapshot-writer.mjs";

/** Of all identities, machines. */
const machineShare = 0.05;
const grantsPerIdentity = 10;

/**
 * Writes an estate as a user's repository would hold it: entitlint.yaml, access/, snapshots/. One person or machine at a time
 * is in memory, so the size of the estate is bounded by the disk. The same size and seed give the same bytes.
 * @param {{ identities: number, seed: number, folder: string }} order
 * @returns {Record<string, number>} records by system and kind
 */
export function writeEstate({ identities, seed, folder }) {
  const out = resolve(folder);
  if (existsSync(out) && readdirSync(out).length > 0) throw new Error(`${folder} is not empty`);
  mkdirSync(out, { recursive: true });
  const random = new Random(seed);
  const writer = new SnapshotWriter(join(out, "snapshots"), plans);
  const machines = Math.round(identities * machineShare);
  const people = identities - machines;
  const size = { identities, people, entitlements: entitlementCount(identities), groups: groupCount(identities) };
  const apps = /** @type {(keyof typeof applications)[]} */ (Object.keys(applications));
  for (const app of apps) writeEntitlements(writer, app, size.entitlements, random);
  const byGroups = writeGroups(writer, size.groups, size.entitlements, random);
  const grants = new GrantBudget(identities * grantsPerIdentity - byGroups, identities * apps.length);
  const links = writePeople(writer, apps, size, grants, random);
  const registered = writeMachines(writer, apps, size, grants, random);
  writeConfig(out);
  writeApps(out);
  writeRegistry(out, registered, random);
  writeLinks(out, links);
  const { sources } = writer.finish({ observedAt, collectedAt, runId: `generated-${identities}-${seed}` });
  return Object.fromEntries(
    Object.entries(sources).flatMap(([system, { kinds }]) =>
      Object.entries(kinds).map(([kind, { count }]) => [`${system} ${kind}`, count]),
    ),
  );
}

/**
 * @typedef {{ identities: number, people: number, entitlements: number, groups: number }} Size
 * @typedef {(keyof typeof applications)[]} Apps
 */

/** @param {SnapshotWriter} writer @param {Apps} apps @param {Size} size @param {GrantBudget} grants @param {Random} random */
function writePeople(writer, apps, size, grants, random) {
  /** @type {{ account: string, person: string }[]} */
  const links = [];
  let other = inventPerson(0, new Random(1));
  for (let number = 0; number < size.people; number++) {
    const person = inventPerson(number, random);
    writeWorker(writer, person, random);
    writeUser(writer, person, random);
    if (person.fate !== "left") writeMemberships(writer, person.key, size.groups, random);
    for (const app of apps) {
      const account = writePersonsAccount(writer, app, person, { other, random });
      const count = grants.take(account.grants ? 1 : 0, size.entitlements, random);
      writeGrants(writer, app, account.id, count, { entitlements: size.entitlements, age: person.age, random });
      if (random.chance(app === "code" ? 0.15 : 0.01)) writeCredential(writer, app, account.id, 0, person, random);
      if (random.chance(0.0003)) links.push({ account: account.id, person: `E${person.key}` });
    }
    other = person;
  }
  return links;
}

/** @param {SnapshotWriter} writer @param {Apps} apps @param {Size} size @param {GrantBudget} grants @param {Random} random */
function writeMachines(writer, apps, size, grants, random) {
  const registered = [];
  for (let number = size.people; number < size.identities; number++) {
    const machine = inventMachine(number, size.people, size.groups, random);
    if (writeServiceUser(writer, machine, random)) writeMemberships(writer, machine.key, size.groups, random);
    for (const app of apps) {
      const { id } = writeMachinesAccount(writer, app, machine, random);
      // A few machines hold a large part of everything.
      const count = grants.take(random.chance(0.005) ? 40 : 1, size.entitlements, random);
      writeGrants(writer, app, id, count, { entitlements: size.entitlements, age: machine.age, random });
    }
    if (machine.registry) registered.push(machine);
  }
  return registered;
}

/** Deals a number of grants out to accounts, unevenly, and exactly. */
class GrantBudget {
  #grants;
  #accounts;

  /** @param {number} grants @param {number} accounts */
  constructor(grants, accounts) {
    this.#grants = grants;
    this.#accounts = accounts;
  }

  /** How many grants the next account gets. @param {number} weight 0 is none @param {number} limit @param {Random} random */
  take(weight, limit, random) {
    const mean = this.#grants / this.#accounts;
    const draw = Math.round(weight * mean * 2 * random.next() ** 1.05);
    this.#accounts -= 1;
    const count = this.#accounts === 0 ? this.#grants : Math.min(draw, limit, this.#grants);
    this.#grants -= Math.min(count, limit);
    return Math.min(count, limit);
  }
}
