import { describe, expect, test } from "vitest";
import { PostgresOptions } from "../../../src/collect/postgres/schema.ts";
import { sourceOf } from "./collect-from.ts";

const problems = (options: Readonly<Record<string, unknown>>) => {
  const parsed = PostgresOptions.safeParse({ host: "db.example.com", user: "reader", ...options });
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
};

describe("TLS", () => {
  test("is checked in full unless something else is said", () => {
    expect(sourceOf({ host: "db.example.com" }).options).toMatchObject({ tls: "verify-full", port: 5432 });
  });

  test.each(["localhost", "127.0.0.1", "127.8.9.10", "::1", "/var/run/postgresql"])("may be off for %s", (host) => {
    expect(problems({ host, tls: "disable" })).toEqual([]);
  });

  test.each([
    ...["db.example.com", "10.0.0.1", "128.0.0.1", "0.0.0.0", "::", "localhost.example.com", "127.0.0.1.example.com"],
  ])("may not be off for %s", (host) => {
    expect(problems({ host, tls: "disable" })).toEqual([expect.stringMatching(/^tls: can be disabled only/)]);
  });

  test("is not there on a socket, which has to be said", () => {
    expect(problems({ host: "/run/postgresql" })).toEqual([expect.stringMatching(/^tls: there is no TLS/)]);
  });

  test.each(["require", "prefer", "no-verify", true])("has no half measures: %s", (tls) => {
    expect(problems({ tls })).toHaveLength(1);
  });

  test("a certificate and its key come together, and mean nothing without TLS", () => {
    expect(problems({ certificate: "a.pem" })).toEqual([expect.stringMatching(/^key: /)]);
    expect(problems({ key: "file:a.key" })).toEqual([expect.stringMatching(/^certificate: /)]);
    expect(problems({ host: "localhost", tls: "disable", ca: "a.pem" })).toEqual([expect.stringMatching(/^tls: ca/)]);
  });
});

test.each(["password", "key"])("a literal secret as %s is refused, and not repeated", (name) => {
  const found = problems({ [name]: "Very-secret-1", ...(name === "key" && { certificate: "a.pem" }) });
  expect(found).toEqual([expect.stringMatching(`^${name}: must be env:NAME or file:PATH`)]);
  expect(found.join()).not.toContain("Very-secret-1");
});

test.each([
  { port: 0 },
  { port: 65_536 },
  { host: "" },
  { databases: [] },
  { detail: "row" },
  { statementTimeout: "PT0S" },
])("%o is refused", (options) => {
  expect(problems(options)).toHaveLength(1);
});

test("a key that is not known is refused", () => {
  expect(() => sourceOf({ host: "db.example.com", connectionString: "postgres://x" })).toThrow("connectionString");
});
