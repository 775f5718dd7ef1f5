import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseReference, placedReference } from "../../src/access/reference.ts";
import { recordId } from "../../src/model/record-id.ts";

describe("a reference", () => {
  test.each([
    ["person:ana@example.com", { kind: "person", name: "ana@example.com" }],
    ["person:identity:hr/main/007", { kind: "person", name: "identity:hr/main/007" }],
    ["nhi:ci-payments", { kind: "nhi", id: "nhi:ci-payments" }],
    ["app:github", { kind: "app", id: "github" }],
    ["tag:deploy", { kind: "tag", tag: "deploy" }],
    ["group:okta/Platform Team", { kind: "group", system: "okta", name: "Platform Team" }],
    ["group:ad/CN=A/B,DC=example", { kind: "group", system: "ad", name: "CN=A/B,DC=example" }],
    ["entitlement:github/team/a/b", { kind: "entitlement", app: "github", entitlementKind: "team", name: "a/b" }],
    ["account:github/acme/4711", { kind: "account", id: "account:github/acme/4711", system: "github" }],
    ["account:ad/example.test/a b", { kind: "account", id: "account:ad/example.test/a%20b" }],
    ["account:ad/example.test/a%20b", { kind: "account", id: "account:ad/example.test/a%20b" }],
  ])("%s", (text, parts) => {
    expect(parseReference(text)).toMatchObject({ ...parts, text });
  });

  test("is trimmed, and composed as names are compared", () => {
    expect(parseReference("  person:Jose\u0301@example.com ")).toMatchObject({ name: "José@example.com" });
  });

  test.each([
    "",
    "ana@example.com",
    ":x",
    "person:",
    "person: ana",
    "Person:ana",
    "group:okta",
    "group:/x",
    "group:okta/",
    "group:a b/x",
    "entitlement:github/team",
    "entitlement:github//x",
    "account:github/4711",
    "account://x",
    "nhi:a/b",
    "nhi:a b",
    "tag:\u0000",
    "role:admin",
  ])("%j is none", (text) => {
    expect(parseReference(text)).toBeUndefined();
  });

  test("to an account is the id that records have", () => {
    const native = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !/[%\p{C}]|^\s|\s$/u.test(text));
    fc.assert(
      fc.property(native, (text) => {
        const reference = parseReference(`account:crm/main/${text}`);
        expect(reference).toMatchObject({ id: recordId("account", "crm", "main", text) });
      }),
    );
  });

  test("of another kind than is meant says what may stand there", () => {
    const place = { file: "access/apps/crm.yaml", line: 1, column: 8 };
    expect(placedReference("app:crm", ["person", "group"], place)).toEqual({
      problem: {
        code: "access/bad-reference",
        message: '"app:crm" is an app, which cannot stand here',
        place,
        next: "Write person:<e-mail or id> or group:<system>/<name or id>.",
      },
    });
  });
});
