import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runsOf } from "../../everything.ts";
import { collectFrom, failureOf, plain } from "./collect-from.ts";

const one = (kind: string, id: string, fields: string, more = "") =>
  `reads:\n  - path: "*"\n    pick: all\n    records:\n      - kind: ${kind}\n        id: "${id}"\n${more}        fields: ${fields}\n`;

describe("values", () => {
  test("status, lists, references, constants and nested fields", async () => {
    const csv =
      "login,groups,mgr,mail,alt,mfa,ends\nDana,b|a|b,Li,d@example.com,,YES,never\nLi,,,l@example.com,x@example.com,no,2026-12-31\n";
    const fields = `{
          status: {from: login, map: {Dana: active}, otherwise: disabled}, userName: "{login|lower}",
          attributes.team: {from: groups}, emails: [mail, {from: alt, type: other, primary: false}], managerId: {ref: identity, id: "{mgr|lower}"},
          owners: {from: groups, split: "|"}, sponsors: {ref: group, from: groups, split: "|", id: "{$element|upper}", system: okta, tenant: t1},
          kind: {value: human}, expiresAt: {from: ends, never: [never, infinity]}}`;
    const result = await collectFrom({ "a.csv": csv }, one("identity", "{login|lower}", fields));
    expect(plain(result)).toEqual([
      {
        id: "identity:hr/main/dana",
        kind: "human",
        status: "active",
        rawStatus: "Dana",
        userName: "dana",
        emails: [{ value: "d@example.com" }],
        managerId: "identity:hr/main/li",
        attributes: { team: "b|a|b" },
        owners: ["a", "b"],
        sponsors: ["group:okta/t1/A", "group:okta/t1/B"],
        neverExpires: true,
      },
      {
        id: "identity:hr/main/li",
        kind: "human",
        status: "disabled",
        rawStatus: "Li",
        userName: "li",
        emails: [{ value: "l@example.com" }, { value: "x@example.com", type: "other", primary: false }],
        owners: [],
        sponsors: [],
        expiresAt: "2026-12-31",
      },
    ]);
    expect(result.kinds[0]?.fieldsRead).toContain("neverExpires");
  });

  test("a value that is not in the map is unknown, with one warning for all", async () => {
    const csv = "id,state\n3,X\n1,A\n2,Y\n";
    const { records, kinds } = await collectFrom(
      { "a.csv": csv },
      one("identity", "{id}", "{status: {from: state, map: {A: active}}}"),
    );
    expect(records.map(({ record }) => "rawStatus" in record && [record.status, record.rawStatus])).toEqual([
      ["active", "A"],
      ["unknown", "Y"],
      ["unknown", "X"],
    ]);
    expect(kinds[0]?.warnings).toEqual([
      'identity.status is not in the map in 2 records, such as "Y" at a.csv:4:1 (identity:hr/main/2)',
    ]);
  });

  test("a date that cannot be read leaves the record, which names the field", async () => {
    const csv = "id,from\n1,31.02.2026\n2,28.02.2026\n3,2026-02-28\n";
    const keys = one("identity", "{id}", "{startDate: from}").replace(
      'path: "*"',
      'path: "*"\n    dateFormat: dd.MM.yyyy',
    );
    const result = await collectFrom({ "a.csv": csv }, keys);
    expect(plain(result)).toMatchObject([
      { unknown: ["startDate"] },
      { startDate: "2026-02-28" },
      { startDate: "2026-02-28" },
    ]);
    expect(plain(result)[0]).not.toHaveProperty("startDate");
    expect(result.kinds[0]?.warnings[0]).toContain('"31.02.2026" at a.csv:2:1');
  });

  test("numbers keep the text they were written as", async () => {
    const json = '[{"id": 12345678901234567890, "no": 1.50}, {"id": 7, "no": null}]';
    const records = plain(await collectFrom({ "a.json": json }, one("identity", "{id}", "{employeeId: no}")));
    expect(records).toMatchObject([
      { id: "identity:hr/main/12345678901234567890", employeeId: "1.50" },
      { id: "identity:hr/main/7" },
    ]);
  });
});

describe("items", () => {
  test("a matrix of one column per role", async () => {
    const csv = "login,role_admin,role_read\na,x,0\nb,-,YES\nc,,\n";
    const more = '        columns: {from: "role_*"}\n';
    const fields = '{principal: {ref: account, id: "{login}"}, entitlement: {ref: entitlement, id: "{$match}"}}';
    const records = plain(await collectFrom({ "a.csv": csv }, one("grant", "{login}/{$match}", fields, more)));
    expect(records.map(({ id }) => id)).toEqual(["grant:hr/main/a/admin", "grant:hr/main/b/read"]);
    expect(records[0]).toMatchObject({
      principalType: "account",
      entitlement: "entitlement:hr/main/admin",
      effect: "allow",
    });
  });

  test("one record per element, and only those that pass", async () => {
    const csv = "login,roles,state\na,r1|r2,A\nb,r1,T\n";
    const more =
      '        split: {from: roles, by: "|"}\n        when: [{from: state, in: [A, L]}, {from: $element, notIn: [r2]}]\n';
    const fields = '{principal: {ref: account, id: "{login}"}, entitlement: {ref: entitlement, id: "{$element}"}}';
    const records = plain(await collectFrom({ "a.csv": csv }, one("grant", "{login}/{$element}", fields, more)));
    expect(records.map(({ id }) => id)).toEqual(["grant:hr/main/a/r1"]);
  });

  test("items nested to any depth, with what the path caught", async () => {
    const toml = '[teams.core]\nlead = "ana"\n[teams.core.teams.ci]\nlead = "li"\n';
    const keys = one(
      "group",
      "{$path}",
      '{name: "{$org}: {$key}", kind: {value: team}, owners: [lead], parentId: {ref: group, id: "{$parent.$path}"}}',
      '        each: teams.*\n        recurse: teams.*\n        tenant: "{$org}"\n',
    ).replace('"*"', "config/{org}/t.toml");
    const result = await collectFrom({ "config/acme/t.toml": toml }, keys);
    expect(plain(result)).toMatchObject([
      { id: "group:hr/acme/core", name: "acme: core", owners: ["ana"] },
      { id: "group:hr/acme/core/ci", owners: ["li"], parentId: "group:hr/acme/core" },
    ]);
    expect(result.tenants).toEqual(["acme"]);
    expect(plain(result)[0]).not.toHaveProperty("parentId");
  });

  test("NDJSON, line by line", async () => {
    const { records } = await collectFrom(
      { "a.ndjson": '{"id":"b"}\n\n{"id":"a","m":{"x":"1"}}\n' },
      one("identity", "{id}", "{title: m.x}"),
    );
    expect(records.map(({ record, place }) => [record.id, place?.line])).toEqual([
      ["identity:hr/main/a", 3],
      ["identity:hr/main/b", 1],
    ]);
  });

  test("a path that leads nowhere is no empty list", async () => {
    const keys = one("group", "{$key}", "{name: $key, kind: {value: team}}", "        each: taems.*\n");
    expect(await failureOf(collectFrom({ "a.yaml": "teams: {x: {}}\n" }, keys))).toEqual([
      "collect/nothing-there : no file of * has anything at taems.* (for group)",
    ]);
    expect(await failureOf(collectFrom({ "a.yaml": "teams:\n" }, keys.replace("taems", "teams")))).toEqual([]);
  });

  test("a field that no item has is told", async () => {
    const result = await collectFrom({ "a.json": '[{"id": "1"}]' }, one("identity", "{id}", "{title: jobTitel}"));
    expect(result.kinds[0]?.warnings).toEqual(["identity: nothing stands at jobTitel in any item"]);
  });
});

test("fields that only one of two mappings reads are unknown in the records of the other", async () => {
  const keys = `reads:
  - {path: a.csv, records: [{kind: identity, id: "{id}", fields: {title: t, department: d}}]}
  - {path: b.csv, records: [{kind: identity, id: "{id}", fields: {title: t}}]}
`;
  const result = await collectFrom({ "a.csv": "id,t,d\n1,x,y\n", "b.csv": "id,t\n2,x\n" }, keys);
  expect(result.kinds[0]?.fieldsRead).toEqual(["department", "title"]);
  expect(plain(result)).toMatchObject([{ department: "y" }, { unknown: ["department"] }]);
  expect(plain(result)[0]).not.toHaveProperty("unknown");
});

describe("completeness", () => {
  const json = '{"total": 2, "items": [{"id": "1"}, {"id": "2"}]}';
  test.each([
    ["        total: total\n", "full", 0],
    ["        expect: {min: 2, max: 3}\n", "full", 0],
    ["        expect: {min: 3}\n", "partial", 1],
    ["        expect: {max: 1}\n", "partial", 1],
    ["", "asserted", 0],
  ])("%j is %s", async (more, completeness, warnings) => {
    const result = await collectFrom(
      { "a.json": json },
      one("identity", "{id}", "{title: id}", `        each: items.*\n${more}`),
    );
    expect(result.kinds[0]).toMatchObject({ completeness });
    expect(result.kinds[0]?.warnings).toHaveLength(warnings);
  });

  test("another number than announced", async () => {
    const keys = one("identity", "{id}", "{title: id}", "        each: items.*\n        total: total\n");
    const result = await collectFrom({ "a.json": json.replace("2", "3") }, keys);
    expect(result.kinds[0]).toMatchObject({ completeness: "partial", announcedTotal: 3 });
    expect(await failureOf(collectFrom({ "a.json": json.replace("2", '"many"') }, keys))).toEqual([
      'collect/bad-total a.json:1: no total stands at total, but "many"',
    ]);
  });
});

test("the order of rows, columns and keys changes nothing", async () => {
  const row = fc.record({
    id: fc.stringMatching(/^[a-z]{1,6}$/),
    roles: fc.array(fc.constantFrom("a", "b", "c")),
    state: fc.constantFrom("A", "T", "?"),
  });
  const rows = fc.uniqueArray(row, { selector: ({ id }) => id, minLength: 1, maxLength: 8 });
  const shuffled = rows.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }), fc.boolean()),
  );
  const keys = one("identity", "{id}", "{status: {from: state, map: {A: active, T: terminated}}, owners: roles}");
  await fc.assert(
    fc.asyncProperty(shuffled, async ([list, other, reverse]) => {
      const turned = other.map(({ id, roles, state }) => {
        const entries = Object.entries({ id, roles: roles.toReversed(), state });
        return Object.fromEntries(reverse ? entries.reverse() : entries);
      });
      const [a, b] = [
        await collectFrom({ "a.json": JSON.stringify(list) }, keys),
        await collectFrom({ "a.json": JSON.stringify(turned) }, keys),
      ];
      expect(JSON.stringify(plain(b))).toBe(JSON.stringify(plain(a)));
    }),
    runsOf(40),
  );
});
