import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Asked, collectAndAsk } from "./asked.ts";
import { ldapmodify, scim } from "./changes.ts";
import { danaDn, type Estate, startEstate } from "./estate.ts";

/** Dana left on Friday, at the end of the day. */
const left = "2026-11-20T17:00:00Z";
const friday = "2026-11-20T09:00:00Z";
const saturday = "2026-11-21T09:00:00Z";
const sunday = "2026-11-22T09:00:00Z";
const monday = "2026-11-23T09:00:00Z";

let estate: Estate;
/** The project as it was on Friday, before anybody had left. */
let asOnFriday: string;

beforeAll(async () => {
  estate = await startEstate();
});
afterAll(() => estate?.stop());

const agent = "account:platform/main/agt-1";
/** By which records Dana can still do something in a place, with what proves it. */
const openIn = ({ report }: Asked, app: string) =>
  report.places
    .find((place) => place.app === app)
    ?.records.filter(({ verdict }) => verdict === "in" || verdict === "unknown")
    .map(({ id, why }) => `${id} ${why}`);

test("on Friday everything of hers works, and nothing tells that she has left", async () => {
  estate.write({ at: friday });
  const asked = await collectAndAsk(estate, friday);
  expect([asked.code, asked.report.state, asked.report.left]).toEqual([1, "active", undefined]);
  expect(asked.places).toEqual({ crm: "in", db: "in", dir: "in", platform: "in" });
  expect(asked.text).toContain("Nothing tells that they have left, judged as of 2026-11-20T09:00:00Z; say when with");
  asOnFriday = estate.copy();
});

test("on Saturday she is off in the directory and gone from the application, and a role, a token and an agent live on", async () => {
  estate.write({ at: saturday, left });
  const locked = "add: pwdAccountLockedTime\npwdAccountLockedTime: 000001010000Z";
  ldapmodify(estate, `dn: ${danaDn}\nchangetype: modify\n${locked}\n`);
  expect(await scim(estate, "DELETE", `/Users/${estate.danaInCrm}`)).toBe(204);
  const asked = await collectAndAsk(estate, saturday);
  expect([asked.code, asked.report.verdict, asked.report.left?.at]).toEqual([1, "in", left]);
  expect(asked.places).toEqual({ crm: "out", db: "in", dir: "out", platform: "in" });
  writeFileSync(join(estate.folder, "saturday.json"), JSON.stringify(asked.report));
  expect(openIn(asked, "db")).toEqual([
    "account:db/main/dana can be used",
    "grant:db/main/account:dana:tables:postgres/payroll:SELECT is held by an account that can be used",
    "grant:db/main/group:payroll_writer:schema:postgres/payroll:CREATE is held by an account that can be used",
    "grant:db/main/group:payroll_writer:schema:postgres/payroll:USAGE is held by an account that can be used",
  ]);
  expect(asked.steps("db")).toEqual([
    "Switch account:db/main/dana off, and end its sessions.",
    "Take 3 rights from account:db/main/dana.",
  ]);
  expect(openIn(asked, "platform")).toEqual([
    `${agent} can be used, and nhi:triage acts for them`,
    "account:platform/main/dana can be used",
    "credential:platform/main/key-agt-1 works, and nhi:triage acts for them",
    "credential:platform/main/tok-dana works",
  ]);
  expect(asked.steps("platform")).toEqual([
    `Revoke credential:platform/main/key-agt-1 of ${agent}.`,
    "Revoke credential:platform/main/tok-dana.",
    `Switch ${agent} off, and end its sessions.`,
    "Switch account:platform/main/dana off, and end its sessions.",
  ]);
  expect(asked.report.handOver).toEqual([
    { kind: "agent", id: "nhi:triage", as: "the person it acts for", place: "access/identities/triage.yaml:1" },
  ]);
  expect(asked.text).toMatch(/^NOT OUT {2}dana \(identity:hr\/main\/E7\)\nGone since 2026-11-20T17:00:00Z, /u);
  expect(asked.text).toContain("  1. Switch account:db/main/dana off, and end its sessions.\n");
  expect(asked.text).toContain("OUT         crm  they had nothing there when it was read at 2026-11-21T09:00:00Z\n");
});

test("an agent that somebody else has taken over leaves the key that she may have kept", async () => {
  estate.write({ at: sunday, left, token: "revoked", person: "off", actsFor: "alice" });
  const asked = await collectAndAsk(estate, sunday);
  expect(asked.places).toEqual({ crm: "out", db: "in", dir: "out", platform: "unknown" });
  writeFileSync(join(estate.folder, "sunday.json"), JSON.stringify(asked.report));
  expect(openIn(asked, "platform")).toEqual([
    "credential:platform/main/key-agt-1 works, and they may have kept a copy of it (they made it)",
  ]);
  expect(asked.steps("platform")).toEqual(["Rotate credential:platform/main/key-agt-1 of nhi:triage."]);
  expect(asked.report.handOver).toEqual([]);
});

/** What has become of each record since the earlier run that was given. */
const marksIn = ({ report }: Asked) =>
  Object.fromEntries((report.since?.marks ?? []).map(({ id, mark }) => [id, mark]));

const allDoneElsewhere = {
  ...{ left, token: "revoked", person: "off", actsFor: "alice" },
  agentKey: { rotated: "2026-11-22T12:00:00Z" },
} as const;

test("a database that does not answer is never taken for one without her", async () => {
  const at = "2026-11-22T15:00:00Z";
  await estate.database.halt();
  estate.write({ at, ...allDoneElsewhere });
  const fails = "ECONNREFUSED";
  const seenSince = await collectAndAsk(estate, at, { fails, args: ["--since-run", "sunday.json"] });
  expect([seenSince.code, seenSince.places]).toEqual([1, { crm: "out", db: "in", dir: "out", platform: "out" }]);
  expect(marksIn(seenSince)).toEqual({
    "account:db/main/dana": "not-observable",
    "credential:platform/main/key-agt-1": "gone",
    "grant:db/main/account:dana:tables:postgres/payroll:SELECT": "not-observable",
    "grant:db/main/group:payroll_writer:schema:postgres/payroll:CREATE": "not-observable",
    "grant:db/main/group:payroll_writer:schema:postgres/payroll:USAGE": "not-observable",
  });

  estate.write({ at, ...allDoneElsewhere }, asOnFriday);
  const notSeen = await collectAndAsk(estate, at, { folder: asOnFriday, fails });
  expect([notSeen.code, notSeen.report.verdict]).toEqual([2, "unknown"]);
  expect(notSeen.places).toEqual({ crm: "out", db: "unknown", dir: "out", platform: "out" });
  expect(notSeen.text).toContain(
    "CANNOT SAY  db  it was read at 2026-11-20T09:00:00Z, before they left\n" +
      "              account account:db/main/dana can be used when it was read at 2026-11-20T09:00:00Z, before they left\n",
  );
  expect(notSeen.steps("db")).toEqual(["Look at account:db/main/dana itself, or read it again and ask once more."]);
});

test("on Monday the role is dropped, and she is out", async () => {
  await estate.database.resume();
  await estate.database.run("DROP OWNED BY dana; DROP ROLE dana");
  for (const folder of [estate.folder, asOnFriday]) {
    estate.write({ at: monday, ...allDoneElsewhere }, folder);
    const args = ["--since-run", join(estate.folder, "saturday.json")];
    const asked = await collectAndAsk(estate, monday, { folder, args });
    expect(new Set(Object.values(marksIn(asked)))).toEqual(new Set(["gone"]));
    expect([asked.code, asked.report.verdict]).toEqual([0, "out"]);
    expect(asked.places).toEqual({ crm: "out", db: "out", dir: "out", platform: "out" });
    expect(asked.report.places.flatMap(({ steps }) => steps)).toEqual([]);
    expect(asked.text).toMatch(/^OUT {2}dana /u);
  }
});
