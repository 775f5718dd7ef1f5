import { describe, expect, test } from "vitest";
import { collectFrom, failing, kindOf } from "./scim-api.ts";

const user = (id: string, more: object = {}) => ({ id, userName: `${id}@example.com`, active: true, ...more });

function edges(read: Awaited<ReturnType<typeof collectFrom>>): string[] {
  const tail = (text: unknown) => String(text).replace(/^(\w+):crm\/acme\//u, "$1 ");
  return kindOf(read, "membership")
    .records.map((record) =>
      "group" in record && "member" in record ? `${tail(record.group)} < ${tail(record.member)}` : "",
    )
    .toSorted();
}

describe("members", () => {
  test("come from groups: typed or not, by value or by reference, nested, in circles, or none at all", async () => {
    const read = await collectFrom({
      lists: {
        Users: [user("u1"), user("u2"), user("u3")],
        Groups: [
          { id: "g1", displayName: "one", members: [{ value: "u1", type: "User" }, { value: "g2" }, "u2"] },
          {
            id: "g2",
            displayName: "two",
            members: [{ $ref: "https://x.example/Users/u3" }, { value: "g1", type: "Group" }],
          },
          { id: "g3", displayName: "three" },
          { id: "g4", displayName: "four", members: [] },
        ],
      },
    });
    expect(edges(read)).toEqual([
      ...["group g1 < account u1", "group g1 < account u2", "group g1 < group g2"],
      ...["group g2 < account u3", "group g2 < group g1"],
    ]);
    expect(kindOf(read, "membership")).toMatchObject({ completeness: "full", warnings: [] });
    expect(kindOf(read, "group").records).toHaveLength(4);
  });

  test("of a directory are its identities", async () => {
    const lists = { Users: [user("u1")], Groups: [{ id: "g1", displayName: "one", members: [{ value: "u1" }] }] };
    expect(edges(await collectFrom({ lists }, "", "directory"))).toEqual(["group g1 < identity u1"]);
  });

  test("that no list shows are looked up: who exists is hidden from the list, who does not is gone", async () => {
    const read = await collectFrom({
      lists: {
        Users: [user("u1")],
        Groups: [
          { id: "g1", displayName: "one", members: [{ value: "u1" }, { value: "hidden/1" }, { value: "ghost" }] },
        ],
      },
      hidden: { "hidden/1": user("hidden/1", { active: false }) },
    });
    expect(edges(read)).toEqual(["group g1 < account hidden/1", "group g1 < account u1"]);
    expect(kindOf(read, "account")).toMatchObject({ completeness: "partial" });
    expect(kindOf(read, "account").records).toHaveLength(2);
    expect(kindOf(read, "account").warnings.join()).toContain("the server leaves some out");
    expect(kindOf(read, "membership").warnings.join()).toContain("no longer exists, such as ghost");
  });

  test("that cannot be looked up stay, and are told", async () => {
    const members = [{ value: "u1" }, ...Array.from({ length: 30 }, (_, index) => ({ value: `x${index}` }))];
    const hidden = Object.fromEntries(members.map(({ value }) => [value, failing(403)]));
    const lists = { Users: [user("u1")], Groups: [{ id: "g1", displayName: "one", members }] };
    const read = await collectFrom({ lists, hidden });
    expect(edges(read)).toHaveLength(31);
    expect(kindOf(read, "membership").warnings.join()).toContain("that no list shows (30 times)");
    expect(read.asked.filter((line) => line.includes("/Users/"))).toHaveLength(25);
  });

  test("without an id make memberships partial", async () => {
    const lists = {
      Users: [user("u1")],
      Groups: [{ id: "g1", displayName: "one", members: [{ display: "x" }, "u1"] }],
    };
    expect(kindOf(await collectFrom({ lists }), "membership")).toMatchObject({ completeness: "partial" });
  });
});

describe("what users say of their groups", () => {
  const groups = [
    { id: "g1", displayName: "outer", members: [{ value: "g2", type: "Group" }] },
    { id: "g2", displayName: "inner", members: [{ value: "u1", type: "User" }] },
    { id: "g3", displayName: "silent" },
  ];
  const said = async (...claims: object[]) =>
    await collectFrom({ lists: { Users: [user("u1", { groups: claims }), user("u2")], Groups: groups } });

  test("may name groups they are in through others", async () => {
    const read = await said({ value: "g2", type: "direct" }, { value: "g1" });
    expect(kindOf(read, "membership")).toMatchObject({ completeness: "full", warnings: [] });
    expect(edges(read)).toHaveLength(2);
  });

  test("may leave groups out, which is told", async () => {
    const read = await said({ value: "g1", type: "indirect" });
    expect(kindOf(read, "membership")).toMatchObject({ completeness: "full" });
    expect(kindOf(read, "membership").warnings.join()).toContain("1 members do not name the group that names them");
  });

  test("shows members that a group hides: partial, and kept only where it is direct", async () => {
    const direct = await said({ value: "g2" }, { value: "g3", type: "direct" });
    expect(kindOf(direct, "membership")).toMatchObject({ completeness: "partial" });
    expect(edges(direct)).toContain("group g3 < account u1");
    const vague = await said({ value: "g2" }, { value: "g3" });
    expect(kindOf(vague, "membership")).toMatchObject({ completeness: "partial" });
    expect(edges(vague)).not.toContain("group g3 < account u1");
  });

  test("shows groups that the list hides", async () => {
    const read = await said({ value: "g2" }, { value: "g9", type: "direct" });
    expect(kindOf(read, "group")).toMatchObject({ completeness: "partial" });
    expect(kindOf(read, "membership")).toMatchObject({ completeness: "partial" });
  });
});

describe("groups", () => {
  const lists = { Users: [user("u1")] };

  test("of which none has a member are not believed unless they may be empty", async () => {
    const empty = { lists: { ...lists, Groups: [{ id: "g1", displayName: "one" }] } };
    expect(kindOf(await collectFrom(empty), "membership")).toMatchObject({ completeness: "partial" });
    expect(kindOf(await collectFrom(empty, "allowEmpty: true"), "membership")).toMatchObject({ completeness: "full" });
  });

  test.each([
    [403, "denied"],
    [500, "partial"],
    [404, "partial"],
  ])("answered with %i are %s, and accounts stay full", async (status, completeness) => {
    const read = await collectFrom({ lists: { ...lists, Groups: failing(status) } });
    expect(kindOf(read, "group")).toMatchObject({ completeness, records: [] });
    expect(kindOf(read, "membership")).toMatchObject({ completeness });
    expect(kindOf(read, "account")).toMatchObject({ completeness: "full" });
  });

  test("that the server neither lists nor knows are no kind, and users who name some are told of", async () => {
    const read = await collectFrom({ lists, types: ["Users"] });
    expect(read.kinds.map(({ kind }) => kind)).toEqual(["account"]);
    expect(kindOf(read, "account").warnings).toEqual([]);
    const Users = [user("u1", { groups: [{ value: "g1" }] })];
    const named = await collectFrom({ lists: { Users }, types: ["Users"] });
    expect(named.kinds.map(({ kind }) => kind)).toEqual(["account"]);
    expect(kindOf(named, "account").warnings.join()).toContain("the server has no list of groups");
  });

  test("whose users are refused are still read; if both are, the credentials are wrong", async () => {
    const Groups = [{ id: "g1", displayName: "one", members: [{ value: "u1", type: "User" }] }];
    const read = await collectFrom({ lists: { Users: failing(403), Groups } });
    expect(kindOf(read, "account")).toMatchObject({ completeness: "denied" });
    expect(kindOf(read, "group")).toMatchObject({ completeness: "full" });
    expect(edges(read)).toEqual(["group g1 < account u1"]);
    await expect(collectFrom({ lists: { Users: failing(403), Groups: failing(403) } })).rejects.toThrow("403");
    await expect(collectFrom({ lists: { Users: failing(404) } })).rejects.toThrow("404");
  });
});
