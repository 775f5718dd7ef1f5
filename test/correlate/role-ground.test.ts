import { describe, expect, test } from "vitest";
import { expandRoles } from "../../src/access/expand-roles.ts";
import { selectSubjects } from "../../src/correlate/attributes.ts";
import { roleGround } from "../../src/correlate/role-ground.ts";
import { standingOf } from "../../src/correlate/standing.ts";
import type { AccessState } from "../../src/model/access.ts";
import { declared } from "../access/declare.ts";
import {
  account,
  app,
  credential,
  entitlement,
  grant,
  group,
  identity,
  joined,
  membership,
  now,
  system,
} from "../load/invented-estate.ts";

const people = [
  identity("hr", "1", { employeeId: "1", department: "Payments", title: "Clerk", attributes: { site: "Rome" } }),
  identity("hr", "2", { employeeId: "2", department: "payments ", status: "terminated" }),
  identity("hr", "3", { employeeId: "3", department: "Payments", endDate: "2026-11-01" }),
  identity("hr", "4", { employeeId: "4", department: "Sales", status: "leave", attributes: { site: "Oslo" } }),
  identity("hr", "5", { employeeId: "5", department: "Payments", kind: "external" }),
  identity("hr", "6", { employeeId: "6", department: "Payments", kind: "service" }),
];
const users = [
  identity("okta", "u1", { employeeId: "1", department: "Sales", userName: "ana" }),
  identity("okta", "u4", { employeeId: "4", department: "Payments", userName: "dana" }),
];
const systems = [
  system("hr", "authoritative-identity", people),
  system("okta", "directory", [
    ...users,
    ...[group("okta", "payments"), group("okta", "staff"), group("okta", "old", { deletedAt: now })],
    membership("okta", "staff", "group:okta/main/payments"),
    membership("okta", "payments", "identity:okta/main/u1"),
  ]),
  system("crm", "application", [
    account("crm", "a1"),
    ...[entitlement("crm", "admin"), entitlement("crm", "user"), entitlement("crm", "never")],
    grant("crm", "group:okta/main/payments", "admin"),
    grant("crm", "group:okta/main/staff", "user"),
    grant("crm", "group:okta/main/staff", "admin"),
    grant("crm", "group:okta/main/payments", "never", { effect: "deny" }),
    credential("crm", "k1", "account:crm/main/a1"),
  ]),
];
const apps = [app("okta", ["hr"]), app("crm", ["okta"])];

function selected(selector: string, authority = "[]") {
  return withAccess(
    { "access/roles/r.yaml": roleWith(`selector: ${selector}`), "access/authority.yaml": authority },
    ({ estate, correlation }) => {
      const found = estate.access.roles[0]?.selector;
      if (!found) throw new Error("the role has no selector");
      const { subjects, unread } = selectSubjects(found, estate, correlation, now);
      return unread.length > 0
        ? `unread ${unread.join(" ")}`
        : subjects.map(({ id }) => id.replace(/.*\//, "")).join(" ");
    },
  );
}

const roleWith = (more: string, grants = '"entitlement:crm/role/admin"') =>
  `owner: person:x\ngrants: [${grants}]\n${more}\n`;

async function withAccess<T>(
  files: Readonly<Record<string, string>>,
  ask: (estate: ReturnType<typeof joined>) => T,
): Promise<T> {
  const access: AccessState = await declared(files);
  return ask(joined(systems, { ...access, apps }));
}

describe("a selector means people who are here and have all of the attributes", () => {
  test.each([
    ["{department: PAYMENTS}", "1 5"],
    ["{department: [Payments, Sales]}", "1 4 5"],
    ["{department: Payments, title: clerk}", "1"],
    ["{department: Payments, kind: external}", "5"],
    ["{attributes.site: Oslo}", "4"],
    ["{department: Nowhere}", ""],
    ["{costCenter: 7, orgUnit: x}", "unread costCenter orgUnit"],
    ["{attributes.floor: 2}", ""],
  ])("%s", async (selector, expected) => {
    expect(await selected(selector)).toBe(expected);
  });

  test("and the value of the system whose word counts", async () => {
    const from = (systems: string) => `- {field: person.department, from: ${systems}, level: authoritative}\n`;
    expect(await selected("{department: Payments}", from("[okta, hr]"))).toBe("4 5");
    expect(await selected("{department: Payments}", from("[okta]"))).toBe("4");
    expect(await selected("{department: Payments}", from("[crm]"))).toBe("unread department");
  });
});

test("people who have ended are gone, and those away are here", () => {
  const { estate, correlation } = joined(systems, { apps });
  const standings = correlation.subjects.all
    .filter(({ identities }) => identities.length > 0)
    .map((subject) => `${subject.id.replace(/.*\//, "")} ${standingOf(subject, estate, correlation, now)}`);
  expect(standings).toEqual(["1 here", "2 left", "3 left", "4 here", "5 here", "6 here"]);
});

test("a role is expanded in the estate: by whole names, through groups, without what is denied", async () => {
  const members = "members: [person:ana, person:1, person:9, nhi:none]";
  const text = roleWith(members, '"group:okta/payments", "group:okta/old", "entitlement:crm/main/user"');
  await withAccess({ "access/roles/r.yaml": text }, ({ estate, correlation }) => {
    const { holders, grants, memberships } = expandRoles(estate.access.roles, roleGround(estate, correlation, now));
    expect(holders.map(({ subject }) => subject)).toEqual(["identity:hr/main/1", "identity:hr/main/1"]);
    expect(memberships.map(({ group }) => group)).toEqual(["group:okta/main/payments", "group:okta/main/payments"]);
    expect(grants.slice(0, 3).map(({ entitlement, via }) => ({ entitlement, via }))).toEqual([
      { entitlement: "entitlement:crm/main/user" },
      { entitlement: "entitlement:crm/main/admin", via: ["group:okta/main/payments"] },
      { entitlement: "entitlement:crm/main/user", via: ["group:okta/main/payments", "group:okta/main/staff"] },
    ]);
  });
});
