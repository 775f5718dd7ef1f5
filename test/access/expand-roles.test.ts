import { describe, expect, test } from "vitest";
import { expandRoles, type RoleGround } from "../../src/access/expand-roles.ts";
import type { DeclaredRole } from "../../src/model/declared/role.ts";
import { declared } from "./declare.ts";

const role = `owner: person:ana@example.com
grants: ["entitlement:github/team/payments", "group:okta/payments", "entitlement:github/team/nowhere"]
members:
  - person:dana
  - {who: person:li, from: 2026-12-01, until: 2027-09-30}
  - {who: person:zoe, until: 2027-01-31}
  - nhi:ci
  - person:nobody
validUntil: 2027-06-30
`;

/** A small world: dana, li and zoe are people, ci a machine; the group gives one entitlement by way of another group. */
const ground: RoleGround = {
  subject: ({ text }) =>
    new Map([
      ["person:dana", "subject:3"],
      ["person:li", "subject:2"],
      ["person:zoe", "subject:1"],
      ["nhi:ci", "nhi:ci"],
    ]).get(text),
  select: ({ terms }) =>
    terms.some(({ field }) => field === "title")
      ? { subjects: [], unread: ["title"] }
      : { subjects: ["subject:2", "subject:9"], unread: [] },
  entitlement: ({ text }) => (text.endsWith("team/payments") ? "entitlement:github/acme/t1" : undefined),
  group: ({ text }) => (text === "group:okta/payments" ? "group:okta/main/g1" : undefined),
  grantsOf: () => [{ entitlement: "entitlement:crm/main/r1", via: ["group:okta/main/g1", "group:okta/main/g2"] }],
};

async function rolesOf(text: string): Promise<readonly DeclaredRole[]> {
  return (await declared({ "access/roles/payments.yaml": text })).roles;
}

describe("roles are expanded", () => {
  test("to their members, each with their time and the line that says so", async () => {
    const { holders } = expandRoles(await rolesOf(role), ground);
    const line = (line: number) => expect.objectContaining({ file: "access/roles/payments.yaml", line });
    const member = { role: "payments", by: "member" };
    const end = "2027-06-30T23:59:59Z";
    expect(holders).toEqual([
      { ...member, subject: "nhi:ci", place: line(7), until: end },
      { ...member, subject: "subject:1", place: line(6), until: "2027-01-31T23:59:59Z" },
      { ...member, subject: "subject:2", place: line(5), from: "2026-12-01T00:00:00Z", until: end },
      { ...member, subject: "subject:3", place: line(4), until: end },
    ]);
  });

  test("to what each of them holds: what is granted, what groups give, and the groups themselves", async () => {
    const { grants, memberships } = expandRoles(await rolesOf(role), ground);
    expect(grants.filter(({ subject }) => subject === "subject:1")).toEqual([
      expect.objectContaining({ entitlement: "entitlement:github/acme/t1", until: "2027-01-31T23:59:59Z" }),
      expect.objectContaining({
        entitlement: "entitlement:crm/main/r1",
        via: ["group:okta/main/g1", "group:okta/main/g2"],
      }),
    ]);
    expect(grants[0]).not.toHaveProperty("via");
    expect([grants.length, memberships.length]).toEqual([8, 4]);
    expect(memberships.map(({ subject, group }) => `${subject} ${group}`)).toContain("subject:3 group:okta/main/g1");
  });

  test("to whom the selector means, beside the members", async () => {
    const selector = role.replace("validUntil: 2027-06-30", "selector: {department: Payments}");
    const { holders } = expandRoles(await rolesOf(selector), ground);
    expect(holders.filter(({ by }) => by === "selector")).toEqual([
      { subject: "subject:2", role: "payments", by: "selector", place: expect.objectContaining({ line: 9 }) },
      { subject: "subject:9", role: "payments", by: "selector", place: expect.objectContaining({ line: 9 }) },
    ]);
    expect(holders.filter(({ subject }) => subject === "subject:2").map(({ by }) => by)).toEqual([
      "member",
      "selector",
    ]);
  });

  test("and say what nothing tells", async () => {
    const unread = role.replace("validUntil: 2027-06-30", "selector: {title: Clerk}");
    expect(expandRoles(await rolesOf(unread), ground).unread).toEqual([{ role: "payments", fields: ["title"] }]);
    expect(expandRoles([], ground)).toEqual({ holders: [], grants: [], memberships: [], unread: [] });
  });
});
