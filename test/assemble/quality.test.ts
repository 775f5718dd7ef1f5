import { describe, expect, test } from "vitest";
import { qualityOf } from "../../src/assemble/quality.ts";
import { correlate } from "../../src/correlate/index.ts";
import { loadEstate } from "../../src/load/index.ts";
import { nothingDeclared } from "../../src/model/access.ts";
import type { SystemInput } from "../../src/model/estate-input.ts";
import { declaredApp, observedSystem } from "./small-estate.ts";

const now = "2026-03-02T06:00:00Z";
const none = { count: 0, of: 0, unknown: 0 };
const states = { rawStatus: "on", status: "active" };

interface Planted {
  readonly account?: object;
  readonly bot?: object;
  readonly key?: object;
  readonly group?: object;
  /** Last uses of accounts. */
  readonly used?: readonly string[];
  readonly unread?: readonly string[];
}

/** HR with one person, a directory with them and a machine, an application with an account of each, a key and a group. */
function estate({ account, bot, key, group, used = ["a1", "a2"], unread = [] }: Planted = {}) {
  const hr = observedSystem("hr", "authoritative-identity", {
    identity: [{ id: "identity:hr/main/1", kind: "human", ...states, employeeId: "1" }],
  });
  const idp = observedSystem("idp", "directory", {
    identity: [
      { id: "identity:idp/main/u1", kind: "human", ...states, employeeId: "1", userName: "ana" },
      { id: "identity:idp/main/m1", kind: "service", ...states, userName: "bot", owners: ["ana"], ...bot },
    ],
    group: [
      { id: "group:idp/main/g1", kind: "security", membershipType: "assigned", name: "web", owners: ["ana"] },
      { id: "group:idp/main/g2", kind: "security", membershipType: "assigned", name: "ops", owners: ["ana"], ...group },
    ],
  });
  const crm = observedSystem("crm", "application", {
    account: [
      { id: "account:crm/main/a1", app: "crm", kind: "human", ...states, userName: "ana", ...account },
      { id: "account:crm/main/a2", app: "crm", kind: "service", ...states, userName: "bot" },
    ],
    credential: [
      { id: "credential:crm/main/k1", principal: "account:crm/main/a2", type: "api-key", ...states, ...key },
      { id: "credential:crm/main/k2", principal: "account:crm/main/a1", type: "api-key", ...states },
    ],
  });
  const systems = [hr, idp, withUses(crm, used)].map((system) => without(system, unread));
  const loaded = loadEstate(systems, {
    ...nothingDeclared,
    apps: [declaredApp("crm", ["idp"]), declaredApp("idp", ["hr"])],
  });
  return qualityOf(loaded, correlate(loaded, now));
}

function withUses(system: SystemInput, used: readonly string[]): SystemInput {
  const { account } = system.kinds;
  const lines = used.map((id) =>
    JSON.stringify({ id: `account:crm/main/${id}`, lastUsedAt: now, granularity: "second", includesFailures: false }),
  );
  return {
    ...system,
    kinds: {
      ...system.kinds,
      ...(account && { account: { ...account, fieldsRead: [...account.fieldsRead, "lastUsedAt"] } }),
    },
    activity: {
      account: [{ path: "crm/account.activity.ndjson", bytes: Buffer.from(lines.map((line) => `${line}\n`).join("")) }],
    },
  };
}

/** As if its source had not read these fields, such as `account.status`. */
function without(system: SystemInput, unread: readonly string[]): SystemInput {
  const kinds = Object.entries(system.kinds).map(([kind, entry]) => [
    kind,
    { ...entry, fieldsRead: entry.fieldsRead.filter((field) => !unread.includes(`${kind}.${field}`)) },
  ]);
  return { ...system, kinds: Object.fromEntries(kinds) };
}

/** Every figure by its name, such as `crm account status`. */
function figures(planted?: Planted): Record<string, string> {
  return Object.fromEntries(
    estate(planted).flatMap(({ system, kind, records, ...facts }) => [
      [`${system} ${kind}`, `${records}`],
      ...Object.entries(facts).map(([fact, { count, of, unknown } = none]) => [
        `${system} ${kind} ${fact}`,
        `${count} of ${of}${unknown > 0 ? `, ${unknown} unread` : ""}`,
      ]),
    ]),
  );
}

/** What is told otherwise than without the gap. */
function changed(planted: Planted): Record<string, string> {
  const whole = figures();
  return Object.fromEntries(Object.entries(figures(planted)).filter(([name, text]) => whole[name] !== text));
}

test("of records that tell everything everything is known, and of what means nothing there is no figure", () => {
  expect(figures()).toEqual({
    "crm account": "2",
    "crm account lastUse": "2 of 2",
    "crm account linked": "2 of 2",
    "crm account owner": "1 of 1",
    "crm account status": "2 of 2",
    "crm credential": "2",
    "crm credential lastUse": "0 of 0, 2 unread",
    "crm credential linked": "2 of 2",
    "crm credential owner": "2 of 2",
    "crm credential status": "2 of 2",
    "hr identity": "1",
    "hr identity status": "1 of 1",
    "idp group": "2",
    "idp group owner": "2 of 2",
    "idp identity": "2",
    "idp identity lastUse": "0 of 0, 2 unread",
    "idp identity linked": "1 of 1",
    "idp identity owner": "1 of 1",
    "idp identity status": "2 of 2",
  });
});

describe("a gap that is planted", () => {
  test.each([
    ["an account without a status", { account: { status: "unknown" } }, { "crm account status": "1 of 2" }],
    [
      "an account whose source tells no status",
      { account: { status: "unknown" }, unread: ["account.status"] },
      { "crm account status": "1 of 1, 1 unread" },
    ],
    [
      "an account of nobody",
      { account: { userName: "nobody" } },
      { "crm account linked": "1 of 2", "crm credential owner": "1 of 2" },
    ],
    [
      "an account of which the last use is open",
      { used: ["a2"], account: { unknown: ["lastUsedAt"] } },
      { "crm account lastUse": "1 of 2" },
    ],
    ["an account that was never used, which is known", { used: ["a2"] }, {}],
    [
      "accounts whose source tells no uses",
      { used: [], unread: ["account.lastUsedAt"] },
      { "crm account lastUse": "0 of 0, 2 unread" },
    ],
    [
      "a machine without an owner, whose account and key have none either",
      { bot: { owners: [] } },
      { "idp identity owner": "0 of 1", "crm account owner": "0 of 1", "crm credential owner": "1 of 2" },
    ],
    [
      "a key that somebody made",
      { bot: { owners: [] }, key: { createdBy: "ana" } },
      { "idp identity owner": "0 of 1", "crm account owner": "0 of 1" },
    ],
    ["a key without a status", { key: { status: "unknown" } }, { "crm credential status": "1 of 2" }],
    [
      "a key of no account",
      { key: { principal: "account:crm/main/a9" } },
      { "crm credential linked": "1 of 2", "crm credential owner": "1 of 2" },
    ],
    ["a group without an owner", { group: { owners: [] } }, { "idp group owner": "1 of 2" }],
    [
      "a group whose source tells no owners",
      { group: { owners: [] }, unread: ["group.owners"] },
      { "idp group owner": "1 of 1, 1 unread" },
    ],
    [
      "a group that is deleted and counts no more",
      { group: { deletedAt: now } },
      { "idp group": "1", "idp group owner": "1 of 1" },
    ],
  ] satisfies [string, Planted, Record<string, string>][])(
    "changes its own figure, and no other: %s",
    (_, planted, expected) => {
      expect(changed(planted)).toEqual(expected);
    },
  );
});
