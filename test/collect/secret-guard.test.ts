import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { secretShapes, secretsIn } from "../../src/collect/secret-shapes.ts";
import { collectedSource, type PlainRecord, type PlainSource, plainSource } from "./plain-source.ts";

const letters = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF".repeat(4);

/** Joined here, so that no scanner takes this file for a leak. */
const secrets: readonly (readonly [string, string])[] = [
  ["github-token", ["ghp", letters.slice(0, 36)].join("_")],
  ["github-token", ["github", "pat", letters.slice(0, 60)].join("_")],
  ["gitlab-token", ["glpat", letters.slice(0, 20)].join("-")],
  ["aws-key", `AK${"IA"}QWERTYUIOPASDFGH`],
  ["google-key", `AI${"za"}${letters.slice(0, 35)}`],
  ["slack-token", ["xoxb", "1234567890", letters.slice(0, 12)].join("-")],
  ["stripe-key", ["sk", "live", letters.slice(0, 24)].join("_")],
  ["npm-token", ["npm", letters.slice(0, 36)].join("_")],
  ["vault-token", `hvs.${letters.slice(0, 30)}`],
  ["jwt", ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIxMjM0NTY3ODkwIn0", letters.slice(0, 30)].join(".")],
  ["private-key", ["-----BEGIN RSA", "PRIVATE KEY-----"].join(" ")],
  ["password-hash", "$2b$10$N9qo8uLOickgx2ZMRZoMye"],
  ["password-hash", "{SSHA}5en6G6MezRroT3XKqkdPOmY/BfQ="],
  ["password-hash", "SCRAM-SHA-256$4096:c2FsdHNhbHQ=$stored:server"],
  ["password-in-address", "postgres://app:hunter22@db.example.com/app"],
  ["password-in-text", "Password: Sommer2026!"],
  ["password-in-text", "login svc, pwd=Winter2027"],
];

test.each(secrets)("%s is told by its form", (name, secret) => {
  expect(secretsIn(`see ${secret} for more`)).toContain(name);
});

test.each([
  ["an id of a directory", "6f9619ff-8b86-d011-b42d-00c04fc964ff"],
  ["a digest", createHash("sha256").update("x").digest("hex")],
  ["a distinguished name", "cn=token signing,ou=services,dc=example,dc=com"],
  ["a permission about secrets", "secretmanager.secrets.get"],
  ["a scope about tokens", "token:read_write_everything"],
  ["a role about passwords", "Password Administrator"],
  ["a permission to reset", "password:reset-any-user"],
  ["an address without a password", "https://ada@example.com:8443/login?next=/home"],
  ["a role that begins like a header", "Basic CustomerServiceRepresentative"],
  ["a long name", "Abteilung-Beschaffung-Sonderfahrzeuge-Nord"],
])("%s is none", (_, text) => {
  expect(secretsIn(text)).toEqual([]);
});

test("every shape that ignores case has a sign: it would else be looked for in its own case alone", () => {
  expect(secretShapes.filter(({ pattern, sign }) => pattern.ignoreCase && !sign)).toEqual([]);
});

const token = ["ghp", letters.slice(0, 36)].join("_");

const kept = (given: PlainSource, allowed: readonly string[]) => plainSource(collectedSource(given, allowed));

function source(...records: PlainRecord[]): PlainSource {
  return {
    ...{ system: "app", role: "application", zone: "UTC", tenants: ["main"], collector: { name: "x", version: 1 } },
    kinds: [
      { kind: "account", observedAt: "2026-11-20T04:00:00Z", completeness: "full", fieldsRead: [], warnings: [] },
      { kind: "entitlement", observedAt: "2026-11-20T04:00:00Z", completeness: "full", fieldsRead: [], warnings: [] },
    ],
    records,
  };
}

function account(id: string, more: object = {}): PlainRecord {
  const record = { id, app: "app", status: "active", rawStatus: "a", kind: "human", ...more } as const;
  return { kind: "account", record };
}

describe("what has the form of a secret", () => {
  test("goes with its field, which is named unknown, and the kind is partial", () => {
    const given = source(account("account:app/main/1", { displayName: `Ada ${token}`, userName: "ada" }));
    const { records, kinds } = kept(given, []);
    expect(records[0]?.record).toEqual({
      ...given.records[0]?.record,
      displayName: undefined,
      unknown: ["displayName"],
    });
    expect(kinds.map(({ completeness }) => completeness)).toEqual(["partial", "full"]);
    expect(kinds[0]?.warnings[0]).toMatch(/displayName .*github-token.* account:app\/main\/1; .*noSecrets/);
    expect(JSON.stringify({ records, kinds })).not.toContain(token);
  });

  test("is masked in a field that has to be there", () => {
    const record = { id: "entitlement:app/main/1", app: "app", kind: "role", name: token } as const;
    const { records } = kept(source({ kind: "entitlement", record }), []);
    expect(records[0]?.record).toMatchObject({ name: "[withheld]", unknown: ["name"] });
  });

  test("is found in lists and attributes", () => {
    const more = { emails: [{ value: "postgres://a:hunter22@h" }], attributes: { note: token } };
    const { records } = kept(source(account("account:app/main/1", more)), []);
    expect(records[0]?.record.unknown).toEqual(["attributes", "emails"]);
  });

  test("in an id leaves the record out, and the id unsaid", () => {
    const { records, kinds } = kept(source(account(`account:app/main/${token}`)), []);
    expect(records).toEqual([]);
    expect(kinds[0]?.warnings[0]).toMatch(/id has the form .*sha256:[0-9a-f]{64}/);
    expect(JSON.stringify(kinds)).not.toContain(token);
  });

  test("stays once somebody has said that it is none, and only there", () => {
    const given = source(
      account("account:app/main/1", { displayName: token }),
      account("account:app/main/2", { displayName: token }),
    );
    const { records, kinds } = kept(given, ["account:app/main/1"]);
    expect(records.map(({ record }) => "displayName" in record)).toEqual([true, false]);
    expect(kinds[0]?.completeness).toBe("partial");
    expect(kept(given, ["account:app/main/1", "account:app/main/2"])).toEqual({ ...given, activity: [] });
  });

  test("in a warning takes the warning away", () => {
    const given = source();
    const kinds = given.kinds.map((kind) => ({ ...kind, warnings: [`unknown status ${token}`] }));
    expect(JSON.stringify(kept({ ...given, kinds }, []))).not.toContain(token);
  });
});
