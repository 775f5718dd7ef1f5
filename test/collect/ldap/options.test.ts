import { describe, expect, test } from "vitest";
import { LdapOptions } from "../../../src/collect/ldap/schema.ts";

const good = { url: "ldaps://dc.example.com", user: "cn=reader", password: "env:PW" };
const errorsOf = (more: object) =>
  LdapOptions.safeParse({ ...good, ...more })
    .error?.issues.map(({ message }) => message)
    .join("; ");

describe("options", () => {
  test.each([
    [{}],
    [{ url: "ldap://10.0.0.1:10389", startTls: true }],
    [{ url: "ldaps://[::1]:636/" }],
    [{ people: { filter: "(&(objectClass=person)(!(cn=a\\29)))" } }],
    [{ keep: ["githubLogin"], groups: "none" }],
  ])("%j is accepted", (more) => {
    expect(errorsOf(more)).toBeUndefined();
  });

  test.each([
    [{ url: "ldap://dc.example.com" }, /in the clear/u],
    [{ url: "ldaps://dc.example.com", startTls: true }, /TLS from the start/u],
    [{ url: "ldaps://user:pw@dc.example.com" }, /must be ldaps/u],
    [{ url: "https://dc.example.com" }, /must be ldaps/u],
    [{ password: "hunter2" }, /env:NAME or file:PATH/u],
    [{ people: { filter: "(a=b)(c=d)" } }, /closed/u],
    [{ people: { filter: "(&(a=b)" } }, /closed/u],
    [{ people: { filter: "objectClass=person" } }, /closed/u],
    [{ keep: ["userPassword"] }, /may hold a secret/u],
    [{ keep: ["msDS-ManagedPassword"] }, /may hold a secret/u],
    [{ fields: { title: "unicodePwd" } }, /may hold a secret/u],
    [{ pageSize: 0 }, /./u],
    [{ colour: "red" }, /colour/u],
  ])("%j is refused", (more, message) => {
    expect(errorsOf(more)).toMatch(message);
  });
});
