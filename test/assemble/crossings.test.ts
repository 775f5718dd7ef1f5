import { describe, expect, test } from "vitest";
import { assemble } from "../../src/assemble/index.ts";
import type { AccessState } from "../../src/model/access.ts";
import type { Crossing } from "../../src/model/crossing.ts";
import type { DeclaredTrust } from "../../src/model/declared/trust.ts";
import { SubjectDocument } from "../../src/model/document.ts";
import type { SystemInput } from "../../src/model/estate-input.ts";
import { type AnyRecord, recordSchemas } from "../../src/model/record.ts";
import { parseRecordId, recordId, type recordKinds } from "../../src/model/record-id.ts";
import { account, app, identity, joined, now, person, system } from "../load/invented-estate.ts";

const place = { file: "access/trusts.yaml", line: 4, column: 3 };

/** Subjects by id, and the text of all documents. */
function assembled(systems: readonly SystemInput[], access: Partial<AccessState> = {}) {
  const { estate, correlation } = joined(systems, access);
  expect(estate.faults).toEqual([]);
  const found = new Map<string, SubjectDocument>();
  let all = "";
  for (const { ids, ends, bytes, scope } of assemble(estate, correlation, { now, faults: [] }).batches) {
    for (const [at, id] of ids.entries()) {
      const text = Buffer.from(new Uint8Array(bytes).subarray(ends[at - 1] ?? 0, ends[at])).toString();
      all += text;
      if (scope === "subject") found.set(id, SubjectDocument.parse(JSON.parse(text)));
    }
  }
  return { found, all };
}

/** Every grant of an account with what it crosses, by its native id. */
function crossesOf(systems: readonly SystemInput[], access: Partial<AccessState> = {}): Record<string, unknown> {
  const { found } = assembled(systems, access);
  const accounts = [...found.values()].flatMap((subject) => subject.accounts);
  for (const { crosses, grants } of accounts) expect(crosses ?? false).toBe(grants.some((one) => one.crosses));
  return Object.fromEntries(
    accounts.flatMap(({ grants }) =>
      grants.map(({ record, crosses }) => [parseRecordId(record.id)?.nativeId, crosses?.map(stepText) ?? []]),
    ),
  );
}

function stepText({ from, to, trust, untold }: Crossing): string {
  return `${from} ${to}${trust ? ` ${JSON.stringify(trust)}` : ""}${untold ? " untold" : ""}`;
}

function trust(from: string, to: string, until = "2027-03-31"): DeclaredTrust {
  const named = (text: string) => {
    const [system = "", tenant = ""] = text.split("/");
    return { system, tenant, place };
  };
  const owner = { ...person("ana"), place };
  return { from: named(from), to: named(to), owner, until, reason: "managed service", place };
}

/** Agreements about other tenants, so that nothing is left untold. */
const told = { trusts: [trust("aws/x", "aws/y"), trust("okta/x", "okta/y")] };

const made = (space: string, kind: (typeof recordKinds)[number], name: string) => {
  const [system = "", tenant = ""] = space.split("/");
  return recordId(kind, system, tenant, name);
};
const user = (space: string, name: string) => account(space.split("/")[0] ?? "", name, {}, space.split("/")[1]);
const role = (space: string, name: string) =>
  record("entitlement", { id: made(space, "entitlement", name), app: space.split("/")[0], kind: "role", name });
const crew = (space: string, name: string) =>
  record("group", { id: made(space, "group", name), name, kind: "security", membershipType: "assigned" });
const within = (space: string, group: AnyRecord, member: AnyRecord) => {
  const memberType = parseRecordId(member.id)?.kind;
  const id = made(space, "membership", `${group.id}:${member.id}`);
  return record("membership", { id, group: group.id, member: member.id, memberType, source: "manual" });
};
const given = (space: string, name: string, holder: AnyRecord, held: AnyRecord, effect = "allow") => {
  const principalType = parseRecordId(holder.id)?.kind;
  const id = made(space, "grant", name);
  return record("grant", { id, principal: holder.id, principalType, entitlement: held.id, effect });
};

function record(kind: (typeof recordKinds)[number], fields: object): AnyRecord {
  return recordSchemas[kind].parse(fields);
}

describe("a grant that leads into another tenant", () => {
  const own = user("aws/111", "own");
  const other = user("aws/222", "other");
  const admin = role("aws/111", "admin");

  test("is told with both; those within a tenant have nothing beside them", () => {
    const records = [own, other, admin, given("aws/111", "in", own, admin), given("aws/111", "out", other, admin)];
    expect(crossesOf([system("aws", "application", records)], told)).toEqual({ in: [], out: ["aws/222 aws/111"] });
    const { all } = assembled([system("aws", "application", [own, admin, given("aws/111", "in", own, admin)])]);
    expect(all).not.toContain("crosses");
  });

  test("is no denial", () => {
    const records = [other, admin, given("aws/111", "out", other, admin, "deny")];
    expect(crossesOf([system("aws", "application", records)], told)).toEqual({ out: [] });
  });

  test("has the agreement of its pair and direction beside it, to the end of its day in UTC", () => {
    const back = role("aws/222", "back");
    const records = [
      own,
      other,
      admin,
      back,
      given("aws/111", "out", other, admin),
      given("aws/222", "back", own, back),
    ];
    const trusts = [
      trust("aws/222", "aws/111", "2026-12-31"),
      trust("aws/222", "aws/333"),
      trust("okta/222", "aws/111"),
    ];
    const agreed = '{"until":"2026-12-31T23:59:59Z","declared":{"file":"access/trusts.yaml","line":4}}';
    expect(crossesOf([system("aws", "application", records, { zone: "Asia/Tokyo" })], { trusts })).toEqual({
      back: ["aws/111 aws/222"],
      out: [`aws/222 aws/111 ${agreed}`],
    });
    const twice = [
      trust("aws/222", "aws/111", "2026-11-01"),
      trust("aws/222", "aws/111", "2026-12-31"),
      trust("aws/222", "aws/111", "2026-10-01"),
    ];
    expect(crossesOf([system("aws", "application", records)], { trusts: twice })).toMatchObject({
      out: [`aws/222 aws/111 ${agreed}`],
    });
  });

  test("is untold where no agreement speaks of tenants of the system alone", () => {
    const records = [other, admin, given("aws/111", "out", other, admin)];
    const aws = system("aws", "application", records);
    for (const trusts of [[], [trust("okta/a", "okta/b"), trust("okta/a", "aws/111"), trust("aws/222", "okta/a")]])
      expect(crossesOf([aws], { trusts })).toEqual({ out: ["aws/222 aws/111 untold"] });
  });
});

describe("by way of groups", () => {
  const admin = role("aws/111", "admin");
  const reached = (holder: AnyRecord, ...groups: readonly AnyRecord[]) => {
    const members = groups.map((group, at) => within("aws/111", group, groups[at - 1] ?? holder));
    const last = groups.at(-1) ?? holder;
    const records = [holder, admin, ...groups, ...members, given("aws/111", "g", last, admin)];
    return crossesOf([system("aws", "application", records)], told).g;
  };

  test("it crosses where the account, or any group, lies in another tenant than what it leads to", () => {
    const [own, other] = [user("aws/111", "u"), user("aws/222", "u")];
    expect(reached(own, crew("aws/111", "c"))).toEqual([]);
    expect(reached(other, crew("aws/111", "c"))).toEqual(["aws/222 aws/111"]);
    expect(reached(own, crew("aws/222", "c"))).toEqual(["aws/222 aws/111"]);
    expect(reached(other, crew("aws/222", "c"))).toEqual(["aws/222 aws/111"]);
    expect(reached(own, crew("aws/222", "c"), crew("aws/111", "d"))).toEqual(["aws/222 aws/111"]);
    expect(reached(other, crew("aws/333", "c"), crew("aws/111", "d"))).toEqual(["aws/222 aws/111", "aws/333 aws/111"]);
  });
});

describe("by way of another system", () => {
  const admin = role("aws/111", "admin");
  const login = account("aws", "u", { externalId: "u" }, "111");
  const joinedBy = (home: string, at: string) => {
    const who = identity("okta", "u", {}, home.split("/")[1]);
    const group = crew(at, "c");
    const okta = system("okta", "directory", [who, group, within(at, group, who)]);
    const records = [login, admin, given("aws/111", "g", group, admin), role("aws/222", "idle")];
    return crossesOf([okta, system("aws", "application", records)], { ...told, apps: [app("aws", ["okta"])] });
  };

  test("a group of the directory crosses nothing, whatever its tenant is called", () => {
    expect(joinedBy("okta/main", "okta/main")).toEqual({ g: [] });
  });

  test("somebody of another tenant of the directory crosses on the way into its group", () => {
    expect(joinedBy("okta/partner", "okta/main")).toEqual({ g: ["okta/partner okta/main"] });
  });
});

describe("by a key", () => {
  const admin = role("aws/111", "admin");
  const keyOf = (holder: AnyRecord, space: string) => {
    const id = made(space, "credential", "k");
    const key = record("credential", { id, principal: holder.id, type: "api-key", status: "active" });
    const records = [holder, key, admin, given("aws/111", "g", key, admin), user("aws/999", "apart")];
    return crossesOf([system("aws", "application", records)], told);
  };

  test("it crosses where the key, or whose it is, lies in another tenant", () => {
    expect(keyOf(user("aws/111", "u"), "aws/111")).toEqual({ g: [] });
    expect(keyOf(user("aws/111", "u"), "aws/222")).toEqual({ g: ["aws/222 aws/111"] });
    expect(keyOf(user("aws/222", "u"), "aws/111")).toEqual({ g: ["aws/222 aws/111"] });
  });
});
