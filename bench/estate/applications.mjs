// @ts-check
import { dateAgo, daysAgo, remembered } from "./calendar.mjs";
import { loginOf } from "./people.mjs";

/** @typedef {import("./random.mjs").Random} Random */
/** @typedef {import("./snapshot-writer.mjs").SnapshotWriter} SnapshotWriter */
/** @typedef {import("./people.mjs").Person} Person */
/** @typedef {import("./machines.mjs").Machine} Machine */

/** The three applications: how accounts are named and by which key they find their people. */
export const applications = /** @type {const} */ ({
  crm: { kind: "role", by: "externalId" },
  code: { kind: "repo", by: "login" },
  ledger: { kind: "database", by: "userName" },
});
/** @typedef {keyof typeof applications} App */

/** Entitlements of an application: many where there are many people, a few of them privileged. @param {number} identities */
export function entitlementCount(identities) {
  return 30 + Math.floor(identities / 100);
}

/** @param {App} app @param {number} number */
export function entitlementId(app, number) {
  return `entitlement:${app}/main/${applications[app].kind}-${number.toString(36)}`;
}

/** @param {SnapshotWriter} writer @param {App} app @param {number} count @param {Random} random */
export function writeEntitlements(writer, app, count, random) {
  const { kind } = applications[app];
  for (let number = 0; number < count; number++) {
    const name = `${kind}-${number.toString(36)}`;
    const id = entitlementId(app, number);
    const privileged = number > 0 && random.chance(0.04);
    writer.add(app, "entitlement", { id, app, kind, name, privileged, ...(number === 0 && { isDefault: true }) });
  }
}

/** Native id of somebody's account. @param {App} app @param {Person | Machine} owner */
export function accountKey(app, owner) {
  if (app === "ledger") return `${"first" in owner ? "p" : "s"}_${owner.key}`;
  return app === "crm" ? `${100_000 + owner.number}` : `${7_000_000 + owner.number * 3}`;
}

/**
 * Adds a person's account in one application and says how many grants it should hold: none where they were taken away
 * from a leaver. Some accounts fit nobody, some fit two people.
 * @param {SnapshotWriter} writer @param {App} app @param {Person} person
 * @param {{ other: { guid: string, mail: string, userName: string }, random: Random }} around somebody else
 * @returns {{ id: string, grants: boolean }}
 */
export function writePersonsAccount(writer, app, person, { other, random }) {
  const { age, fate, left } = person;
  const stray = random.chance(0.004);
  const gone = fate === "left";
  const forgotten = gone && random.chance(0.02);
  const unclear = random.chance(0.001);
  const status = unclear ? "unknown" : gone && !forgotten ? "disabled" : fate === "staged" ? "invited" : "active";
  const id = `account:${app}/main/${accountKey(app, person)}`;
  const created = daysAgo(Math.max(1, age - random.below(10)));
  const record = {
    id,
    app,
    kind: random.chance(0.002) ? "external" : app === "ledger" ? "unknown" : "human",
    status,
    rawStatus: status,
    createdAt: created,
    provenance: app === "crm" ? "scim" : "manual",
    ...(stray ? strangersKeys(app, person) : keysOf(app, person, random)),
    ...(!stray && random.chance(0.0008) && disputedKeys(app, other)),
    ...(status === "disabled" && random.chance(0.5) && { disabledAt: daysAgo(left) }),
    ...(person.contractor && random.chance(0.2) && { expiresAt: dateAgo(-30 - random.below(200)) }),
  };
  const change = status === "disabled" ? { name: "status", before: "active", days: left } : undefined;
  writer.add(app, "account", record, remembered(age, change));
  return { id, grants: !gone || forgotten || random.chance(0.08) };
}

/** @param {App} app @param {Person} person @param {Random} random */
function keysOf(app, person, random) {
  const emails = [{ value: person.mail, primary: true }];
  if (app === "crm") return { emails, userName: person.mail, ...(random.chance(0.97) && { externalId: person.guid }) };
  if (app === "code") return { userName: loginOf(person), ...(random.chance(0.4) && { emails }) };
  return { userName: random.chance(0.98) ? person.userName : person.userName.toUpperCase() };
}

/** @param {App} app @param {Person} person */
function strangersKeys(app, person) {
  const name = `${person.first}.x${person.key}`.toLowerCase();
  if (app === "crm")
    return { userName: `${name}@old.example.org`, emails: [{ value: `${name}@old.example.org`, primary: true }] };
  return { userName: `${name}-${app}` };
}

/** A key that leads to somebody else. @param {App} app @param {{ guid: string, mail: string, userName: string }} other */
function disputedKeys(app, other) {
  if (app === "ledger") return { externalId: other.guid };
  return { emails: [{ value: other.mail, primary: true }] };
}

/**
 * Adds a machine's account. One that the directory does not know is linked by the registry or not at all.
 * @param {SnapshotWriter} writer @param {App} app @param {Machine} machine @param {Random} random
 */
export function writeMachinesAccount(writer, app, machine, random) {
  const { userName, guid, age, kind, retired } = machine;
  const id = `account:${app}/main/${accountKey(app, machine)}`;
  const status = retired ? "disabled" : "active";
  const keys = app === "crm" ? { externalId: guid, userName } : { userName };
  const told = random.chance(0.5) ? kind : "unknown";
  const record = {
    id,
    app,
    kind: told,
    status,
    rawStatus: status,
    createdAt: daysAgo(age),
    provenance: "manual",
    ...keys,
  };
  writer.add(app, "account", record, remembered(age));
  const keysHeld = random.chance(0.5) ? 1 + random.below(2) : 0;
  for (let number = 0; number < keysHeld; number++) writeCredential(writer, app, id, number, machine, random);
  return { id, grants: true };
}

/**
 * @param {SnapshotWriter} writer @param {App} app @param {string} principal @param {number} number
 * @param {{ age: number, owner?: string | undefined }} holder @param {Random} random
 */
export function writeCredential(writer, app, principal, number, holder, random) {
  const endless = random.chance(0.2);
  const days = random.chance(0.02) ? 5 + random.below(20) : -1 - random.below(300);
  const age = Math.min(holder.age, random.below(700));
  const record = {
    id: `credential:${app}/main/${principal.slice(principal.lastIndexOf("/") + 1)}-k${number}`,
    principal,
    type: app === "code" ? "pat" : app === "crm" ? "api-key" : "password",
    status: random.chance(0.9) ? "active" : "revoked",
    createdAt: daysAgo(age),
    ...(endless ? { neverExpires: true } : { expiresAt: daysAgo(days) }),
  };
  writer.add(app, "credential", record, remembered(age));
}

/**
 * Adds direct grants of an account.
 * @param {SnapshotWriter} writer @param {App} app @param {string} account @param {number} count
 * @param {{ entitlements: number, age: number, random: Random }} around
 */
export function writeGrants(writer, app, account, count, { entitlements, age, random }) {
  const native = account.slice(account.lastIndexOf("/") + 1);
  let number = random.below(entitlements);
  for (let index = 0; index < count; index++) {
    number = (number + 1 + random.below(Math.max(1, Math.floor(entitlements / count) - 1))) % entitlements;
    writer.add(
      app,
      "grant",
      {
        id: `grant:${app}/main/${native}+${number.toString(36)}`,
        principal: account,
        principalType: "account",
        entitlement: entitlementId(app, number),
        effect: "allow",
        direct: true,
        source: app === "crm" ? "scim" : "manual",
        grantedAt: daysAgo(random.below(age + 1)),
        ...(random.chance(0.03) && { expiresAt: expiryOf(app, random) }),
      },
      remembered(age),
    );
  }
}

/** Mostly to come, rarely past; one application tells dates alone. @param {App} app @param {Random} random */
function expiryOf(app, random) {
  const days = random.chance(0.03) ? 1 + random.below(40) : -1 - random.below(300);
  return app === "ledger" ? dateAgo(days) : daysAgo(days);
}
