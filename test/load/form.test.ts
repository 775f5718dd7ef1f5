import { expect, test } from "vitest";
import { formOf } from "../../src/load/form.ts";
import { History } from "../../src/model/history.ts";
import { recordSchemas } from "../../src/model/record.ts";
import { recordKinds } from "../../src/model/record-id.ts";

const good = {
  account: { id: "account:a/b/c", app: "a", status: "active", rawStatus: "", kind: "human" },
  grant: {
    ...{ id: "grant:a/b/c", principal: "account:a/b/c", principalType: "account", entitlement: "entitlement:a/b/c" },
    effect: "allow",
  },
};

/** What nobody would write by mistake alone, and what somebody would. */
const odd = [7, null, true, "", "x", "9999-99-99", [], ["x"], [null], {}, { a: 1 }];

test.each(["account", "grant"] as const)("%s: refuses every wrong type that its schema refuses", (kind) => {
  const fits = formOf(recordSchemas[kind]);
  expect(fits(good[kind])).toBe(true);
  // The form of an id is left to the joining, which finds nothing by a wrong one.
  const fields = Object.keys(recordSchemas[kind].shape).filter((field) => field !== "id" && field !== "aliases");
  for (const field of fields) {
    for (const value of odd) {
      const record = { ...good[kind], [field]: value };
      expect([field, value, fits(record)]).toEqual([field, value, recordSchemas[kind].safeParse(record).success]);
    }
    const { [field]: _left, ...rest } = Object.fromEntries(Object.entries(good[kind]));
    expect([field, fits(rest)]).toEqual([field, recordSchemas[kind].safeParse(rest).success]);
  }
});

test("knows every schema that lines are held to, and no field that they do not have", () => {
  for (const kind of recordKinds)
    expect(formOf(recordSchemas[kind])({ id: "x", __proto__: 1, colour: "red" })).toBe(false);
  const fits = formOf(History);
  const line = { id: "account:a/b/c", firstSeen: "2026-11-22T08:00:00Z" };
  expect(fits({ ...line, was: { status: [{ value: "active", until: "2026-11-22T08:00:00Z" }] } })).toBe(true);
  expect(fits({ ...line, was: { status: [{ value: 7, until: "2026-11-22T08:00:00Z" }] } })).toBe(false);
  expect(fits(JSON.parse('{"id":"account:a/b/c","firstSeen":"2026-11-22T08:00:00Z","__proto__":{}}'))).toBe(false);
});
