import { describe, expect, test } from "vitest";
import { dnKey, parentDn } from "../../../src/collect/ldap/dn.ts";

describe("distinguished names", () => {
  test.each([
    ["case and spaces", "CN=Ana  Bee , OU=People,dc=example,DC=com", "cn=ana bee,ou=people,dc=example,dc=com"],
    ["long names of types", "userid=Ana,domainComponent=x", "uid=ana , dc=x"],
    ["plain and spaced", "uid=a.b-c_d@e:f/g,dc=x", "uid=a.b-c_d@e:f/g, dc=x"],
    ["escapes by hex and by character", "cn=a\\2Cb\\2Bc,dc=x", "cn=a\\,b\\+c,dc=x"],
    ["bytes of one character", "cn=\\C5\\81ukasz,dc=x", "cn=Łukasz,dc=x"],
    ["composed and decomposed letters", "cn=Jo\u0308rg,dc=x", "cn=J\u00f6rg,dc=x"],
    ["numbers for names of types", "0.9.2342.19200300.100.1.1=ana,2.5.4.11=p,dc=x", "uid=ana,ou=p,dc=x"],
    ["OID. before a number", "OID.2.5.4.3=ana,dc=x", "cn=ana,dc=x"],
    ["parts of a name in any order", "cn=ana+uid=1,dc=x", "uid=1+cn=ana,dc=x"],
    ["semicolons", "cn=ana;dc=x", "cn=ana,dc=x"],
  ])("%s make no difference", (_what, one, other) => {
    expect(dnKey(one)).toBe(dnKey(other));
  });

  test.each([
    ["an escaped comma and a real one", "cn=a\\,b,dc=x", "cn=a,b,dc=x"],
    ["an escaped plus and a real one", "cn=a\\+uid=b,dc=x", "cn=a+uid=b,dc=x"],
    ["a space that is escaped", "cn=a\\ ,dc=x", "cn=a,dc=x"],
    ["an equals sign inside a value", "cn=a\\=b,dc=x", "cn=ab,dc=x"],
    ["types", "cn=a,dc=x", "uid=a,dc=x"],
  ])("%s make one", (_what, one, other) => {
    expect(dnKey(one)).not.toBe(dnKey(other));
  });

  test("whatever a stranger writes gives a key and no error", () => {
    for (const text of ["", ",", "\\", "=", "cn=\\", "a+b;c", "cn=\\zz,\u0000\n", "\ud800"])
      expect(typeof dnKey(text)).toBe("string");
  });

  test("the name above is what follows the first comma that counts", () => {
    expect(parentDn("cn=a\\,b, ou=People,dc=x")).toBe("ou=People,dc=x");
    expect(parentDn("dc=x")).toBe("");
  });
});
