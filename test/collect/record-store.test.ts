import { expect, test } from "vitest";
import { KindBook } from "../../src/collect/kind-book.ts";
import { RecordStore } from "../../src/collect/record-store.ts";

const at = "2026-11-20T04:00:00Z";
const account = (id: string, more: object = {}) => ({
  ...({ id: `account:app/main/${id}`, app: "app", status: "active", rawStatus: "a", kind: "human" } as const),
  ...more,
});

function book(): KindBook<"account"> {
  return new KindBook(new RecordStore("app").kind("account"), at, []);
}

test("a record of another system or kind is refused: the collector is wrong", () => {
  const store = new RecordStore("app").kind("account");
  expect(() => store.add({ ...account("1"), id: "account:other/main/1" })).toThrow(/foreign-record/);
  expect(() => store.add({ ...account("1"), id: "identity:app/main/1" })).toThrow(/foreign-record/);
});

test("a field that no record has, and one of a wrong type, are named as faults", () => {
  const store = new RecordStore("app").kind("account");
  expect(store.add({ ...account("1"), password: "hunter2" })).toMatchObject([{ field: "" }]);
  expect(store.add(account("1", { userName: 7 }))).toMatchObject([{ field: "userName" }]);
  expect(store.records.size).toBe(0);
});

test("a record too long for a line is left out, and the kind is partial", () => {
  const accounts = book();
  accounts.add(account("1", { userName: "x".repeat(8 << 20) }));
  const { completeness, warnings, records } = accounts.finish();
  expect({ completeness, size: records.size }).toEqual({ completeness: "partial", size: 0 });
  expect(warnings).toEqual([expect.stringMatching(/left out that are longer than 8388608 bytes.*app\/main\/1/u)]);
});

test("the same record twice is one; two different ones of one id make the kind partial, and the first is kept", () => {
  const accounts = book();
  for (const status of ["active", "active"]) accounts.add(account("1", { status }));
  for (const status of ["active", "disabled", "active"]) accounts.add(account("2", { status }));
  const { completeness, warnings, records } = accounts.finish();
  expect({ completeness, size: records.size }).toEqual({ completeness: "partial", size: 2 });
  expect(warnings).toEqual(["account: two different records have one id, such as account:app/main/2"]);
  expect(records.all().map(({ text }) => JSON.parse(text).status)).toEqual(["active", "active"]);
});

test("a field of a wrong type is left out and named unknown", () => {
  const accounts = book();
  // What a server answers is of no type at all.
  accounts.add(JSON.parse(JSON.stringify(account("1", { userName: 7, displayName: "Ada" }))));
  const { completeness, warnings, records } = accounts.finish();
  expect(completeness).toBe("full");
  expect(warnings).toEqual(["account: userName is of a wrong type or form, such as account:app/main/1"]);
  expect(JSON.parse(records.all()[0]?.text ?? "")).toMatchObject({ displayName: "Ada", unknown: ["userName"] });
});
