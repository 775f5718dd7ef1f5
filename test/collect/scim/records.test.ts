import { describe, expect, test } from "vitest";
import { hostileName } from "../../faults/fault-kinds.ts";
import { type Api, collectFrom, failing, kindOf } from "./scim-api.ts";

const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const own = "urn:example:params:scim:schemas:extension:acme:2.0:User";

const users = (...list: readonly object[]): Api => ({ lists: { Users: list } });

async function onlyAccount(user: object, options = "") {
  const { records, warnings, completeness } = kindOf(
    await collectFrom(users({ id: "1", ...user }), options),
    "account",
  );
  return { account: records[0], warnings: warnings.join("\n"), completeness };
}

describe("a user", () => {
  const full = {
    ...{ id: "2819c223", externalId: "701984", userName: "bjensen@example.com", active: true },
    name: { formatted: "Ms. Barbara J Jensen", givenName: "Barbara" },
    emails: [
      { value: "babs@home.example", type: "home" },
      { value: "bjensen@example.com", type: "work", primary: true },
    ],
    ...{ title: "Tour Guide", userType: "Employee", password: "t1meMa$heen", nickName: "Babs" },
    roles: [{ value: "guide", display: "Guide", primary: true }, "plain"],
    entitlements: [{ value: "seat" }],
    x509Certificates: [{ value: "MIIDQzCC" }],
    meta: { created: "2010-01-23T04:56:22.5+02:00", lastModified: "2011-05-13T04:42:34Z" },
    [enterprise]: { employeeNumber: "00701984", department: "Tours", costCenter: 4130, manager: { value: "26118915" } },
    [own]: { badge: "B-7" },
  };

  test("is an account, with nothing but what is allowed", async () => {
    const read = await collectFrom(users(full), `attributes: {badge: "${own}:badge", given: name.givenName}`);
    expect(read.records.map(({ record }) => record)).toEqual([
      {
        ...{ id: "account:crm/acme/2819c223", app: "crm", kind: "human", status: "active", rawStatus: "true" },
        ...{ userName: "bjensen@example.com", displayName: "Ms. Barbara J Jensen", externalId: "701984" },
        ...{ employeeId: "00701984", createdAt: "2010-01-23T02:56:22Z" },
        emails: [
          { value: "babs@home.example", type: "home" },
          { value: "bjensen@example.com", type: "work", primary: true },
        ],
        attributes: {
          ...{ badge: "B-7", given: "Barbara", costCenter: "4130", department: "Tours", manager: "26118915" },
          ...{ title: "Tour Guide", userType: "Employee" },
        },
      },
      ...[
        { id: "entitlement:crm/acme/entitlement/seat", app: "crm", kind: "custom", name: "seat" },
        { id: "entitlement:crm/acme/role/guide", app: "crm", kind: "role", name: "Guide" },
        { id: "entitlement:crm/acme/role/plain", app: "crm", kind: "role", name: "plain" },
      ],
      ...["entitlement/seat", "role/guide", "role/plain"].map((right) => ({
        ...{ id: `grant:crm/acme/2819c223:${right}`, principal: "account:crm/acme/2819c223", principalType: "account" },
        ...{ entitlement: `entitlement:crm/acme/${right}`, effect: "allow", direct: true, source: "unknown" },
      })),
    ]);
  });

  test("of a directory is an identity too, whose manager is one", async () => {
    const boss = { id: "26118915", userName: "boss@example.com", active: true };
    const read = await collectFrom(users(full, boss), "", "directory");
    const [, identity] = kindOf(read, "identity").records;
    expect(identity).toMatchObject({
      ...{ id: "identity:crm/acme/2819c223", immutableId: "2819c223", employeeId: "00701984", department: "Tours" },
      ...{
        title: "Tour Guide",
        costCenter: "4130",
        employmentType: "Employee",
        managerId: "identity:crm/acme/26118915",
      },
    });
    expect(read.kinds.map(({ kind, completeness }) => `${kind} ${completeness}`).toSorted()).toEqual([
      ...["account full", "entitlement full", "grant full", "identity full"],
    ]);
  });

  test.each([
    [true, "active", "true"],
    [false, "disabled", "false"],
    ["True", "active", "True"],
    ["FALSE", "disabled", "FALSE"],
    [1, "unknown", "1"],
    ["paused", "unknown", "paused"],
    [undefined, "unknown", ""],
    [null, "unknown", ""],
  ])("whose active is %j is %s", async (active, status, rawStatus) => {
    const { account, warnings } = await onlyAccount({ userName: "a", active });
    expect(account).toMatchObject({ status, rawStatus });
    expect(warnings.includes("active is")).toBe(status === "unknown");
  });

  test("is what its type says, whatever its case", async () => {
    const options = "kind: unknown\nkinds: {Service: service}";
    expect((await onlyAccount({ userType: "SERVICE", active: true }, options)).account).toMatchObject({
      kind: "service",
    });
    expect((await onlyAccount({ userType: "other", active: true }, options)).account).toMatchObject({
      kind: "unknown",
    });
  });

  test("is read by names of attributes in any case", async () => {
    const { account } = await onlyAccount({
      ...{ USERNAME: "a", Active: false },
      [enterprise.toUpperCase()]: { EMPLOYEENUMBER: "007" },
    });
    expect(account).toMatchObject({ userName: "a", status: "disabled", employeeId: "007" });
  });

  test("keeps its record when a field is of a wrong type, and says which", async () => {
    const { account, completeness } = await onlyAccount({
      ...{ userName: ["a"], active: true, emails: [{ value: { no: 1 } }, { value: "a@example.com" }] },
      ...{ meta: { created: "yesterday" }, [enterprise]: { department: { a: 1 } } },
    });
    expect(account).toEqual({
      ...{ id: "account:crm/acme/1", app: "crm", kind: "human", status: "active", rawStatus: "true" },
      emails: [{ value: "a@example.com" }],
      unknown: ["attributes", "createdAt", "emails", "userName"],
    });
    expect(completeness).toBe("full");
  });

  test("may be called anything", async () => {
    const { account } = await onlyAccount({ displayName: hostileName, active: true, __proto__: 1, constructor: "x" });
    expect(account).toMatchObject({ displayName: hostileName });
  });

  test("gives the same records in whatever order its values stand", async () => {
    const turned = { ...full, emails: full.emails.toReversed(), roles: full.roles.toReversed() };
    const [one, other] = [await collectFrom(users(full)), await collectFrom(users(turned))];
    const sorted = (read: typeof one) => read.records.map(({ record }) => JSON.stringify(record)).toSorted();
    expect(sorted(one)).toEqual(sorted(other));
  });
});

describe("rights", () => {
  const nobody = { id: "1", userName: "a", active: true };

  test("are no kind where nobody has one: many servers never show them", async () => {
    expect(kindOf(await collectFrom(users(nobody)), "grant").completeness).toBeUndefined();
    expect(kindOf(await collectFrom(users(nobody), "rights: always"), "grant").completeness).toBe("full");
  });

  test("that the server lists are there without a holder, with what they contain from either end", async () => {
    const read = await collectFrom({
      lists: {
        Users: [{ ...nobody, roles: [{ value: "global", display: "another name" }] }],
        Roles: [
          { value: "global", display: "Global lead", contains: ["usLead"], supported: true },
          { id: "r2", value: "usLead", display: "US lead" },
          { value: "nwLead", containedBy: [{ value: "usLead" }] },
        ],
        Entitlements: [{ id: "e1", value: "seat", display: "Seat" }],
      },
    });
    expect(kindOf(read, "entitlement").completeness).toBe("full");
    expect(kindOf(read, "entitlement").records).toEqual([
      { id: "entitlement:crm/acme/entitlement/seat", app: "crm", kind: "custom", name: "Seat" },
      {
        ...{ id: "entitlement:crm/acme/role/global", app: "crm", kind: "role", name: "Global lead" },
        contains: ["entitlement:crm/acme/role/usLead"],
      },
      { id: "entitlement:crm/acme/role/nwLead", app: "crm", kind: "role", name: "nwLead" },
      {
        ...{ id: "entitlement:crm/acme/role/usLead", app: "crm", kind: "role", name: "US lead" },
        contains: ["entitlement:crm/acme/role/nwLead"],
      },
    ]);
  });

  test("are not asked for where the server does not list them", async () => {
    const read = await collectFrom({ ...users(nobody), types: ["User", "Group"] });
    expect(read.asked.filter((line) => /Roles|Entitlements|Agents/u.test(line))).toEqual([]);
  });
});

describe("agents", () => {
  const agent = {
    ...{ id: "a1", name: "Clippy", displayName: "Clippy 2.0", active: true, externalId: "clpy" },
    description: "the password is hunter22-again",
    owners: [
      { value: "1", $ref: "../Users/1" },
      { value: "g1", $ref: "https://crm.example.com/v2/Groups/g1" },
    ],
    parent: { value: "a0" },
    roles: [{ value: "reader" }],
  };
  const lists = {
    Users: [{ id: "1", userName: "a", active: true }],
    Agents: [agent, { ...agent, id: "a0", parent: null }],
  };

  test("are machines with owners and a parent, where the server lists them", async () => {
    const read = await collectFrom({ lists });
    expect(kindOf(read, "account").stated).toMatchObject({ completeness: "full", announcedTotal: 3 });
    expect(kindOf(read, "identity").records[1]).toEqual({
      ...{ id: "identity:crm/acme/a1", immutableId: "a1", kind: "agent", status: "active", rawStatus: "true" },
      ...{ userName: "Clippy", displayName: "Clippy 2.0", externalId: "clpy", parentId: "identity:crm/acme/a0" },
      owners: ["account:crm/acme/1", "group:crm/acme/g1"],
    });
    expect(kindOf(read, "grant").records).toHaveLength(2);
    expect(JSON.stringify(read.records)).not.toContain("hunter22");
  });

  test("that may not be read leave accounts and identities incomplete", async () => {
    const read = await collectFrom({ lists: { ...lists, Agents: failing(403) } });
    expect(kindOf(read, "account")).toMatchObject({ completeness: "partial" });
    expect(kindOf(read, "identity")).toMatchObject({ completeness: "denied" });
  });
});
