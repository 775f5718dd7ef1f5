import { describe, expect, test } from "vitest";
import { accountState } from "../../../src/collect/ldap/account-status.ts";
import { LdapEntry } from "../../../src/collect/ldap/entry.ts";
import { fromFileTime, fromGeneralizedTime } from "../../../src/collect/ldap/moments.ts";
import { guidText, isPrivilegedGroup, sidText } from "../../../src/collect/ldap/windows-ids.ts";

const now = "2026-11-22T09:00:00Z";
const entry = (values: Record<string, string | string[] | Buffer | Buffer[]>) =>
  new LdapEntry({ dn: "cn=x", ...values });

describe("times", () => {
  test.each([
    ["0", "never"],
    ["9223372036854775807", "never"],
    ["132223104000000000", "2020-01-01T00:00:00Z"],
    ["133000000009999999", "2022-06-18T04:26:40Z"],
    ["-1", undefined],
    ["soon", undefined],
    ["9223372036854775806", undefined],
  ])("the FILETIME %s is %s", (text, moment) => {
    expect(fromFileTime(text)).toBe(moment);
  });

  test.each([
    ["20261122005823.0Z", "2026-11-22T00:58:23Z"],
    ["20261122005823.999Z", "2026-11-22T00:58:23Z"],
    ["202611220058Z", "2026-11-22T00:58:00Z"],
    ["2026112200Z", "2026-11-22T00:00:00Z"],
    ["20261122013000+0130", "2026-11-22T00:00:00Z"],
    ["20261122005823", undefined],
    ["20261399005823Z", undefined],
  ])("the generalized time %s is %s", (text, moment) => {
    expect(fromGeneralizedTime(text)).toBe(moment);
  });
});

describe("ids of Windows", () => {
  test("a GUID has its first three groups the other way round", () => {
    expect(guidText(Buffer.from("00112233445566778899aabbccddeeff", "hex"))).toBe(
      "33221100-5544-7766-8899-aabbccddeeff",
    );
    expect(guidText(Buffer.alloc(15))).toBeUndefined();
  });

  test("a SID is read whether the client takes it for bytes or, as these are ASCII, for text", () => {
    const bytes = Buffer.from("01020000000000052000000020020000", "hex");
    expect(sidText(entry({ objectSid: bytes }).bytes("objectSid"))).toBe("S-1-5-32-544");
    expect(sidText(entry({ objectSid: bytes.toString("utf8") }).bytes("objectSid"))).toBe("S-1-5-32-544");
    expect(sidText(Buffer.from("0102", "hex"))).toBeUndefined();
  });

  test("groups with power are known by number, not by name", () => {
    expect(["S-1-5-32-544", "S-1-5-21-1-2-3-512", "S-1-5-21-1-2-3-519"].every(isPrivilegedGroup)).toBe(true);
    expect(["S-1-5-32-545", "S-1-5-21-1-2-3-513", "S-1-5-21-1-2-3-544", undefined].some(isPrivilegedGroup)).toBe(false);
  });
});

describe("the state of an account of Active Directory", () => {
  test.each([
    [{ userAccountControl: "512" }, "active"],
    [{ userAccountControl: "514" }, "disabled"],
    [{ userAccountControl: "66048" }, "active"],
    [{ userAccountControl: "4130" }, "disabled"],
    [{ userAccountControl: "512", "msDS-User-Account-Control-Computed": "16" }, "locked"],
    [{ userAccountControl: "512", "msDS-User-Account-Control-Computed": "8388608" }, "active"],
    [
      { userAccountControl: "512", "msDS-User-Account-Control-Computed": "0", lockoutTime: "133000000000000000" },
      "active",
    ],
    [{ userAccountControl: "512", lockoutTime: "133000000000000000" }, "locked"],
    [{ userAccountControl: "512", accountExpires: "132223104000000000" }, "disabled"],
    [{ userAccountControl: "512", accountExpires: "0" }, "active"],
    [{ userAccountControl: "-2147483136" }, "active"],
    [{ userAccountControl: "lots" }, "unknown"],
    [{}, "unknown"],
  ])("%j is %s", (values, status) => {
    expect(accountState(entry(values), "ad", now, false).status).toBe(status);
  });

  test("an end that cannot be read is unknown, not absent", () => {
    expect(
      accountState(entry({ userAccountControl: "512", accountExpires: "soon" }), "ad", now, false).unknown,
    ).toEqual(["expiresAt"]);
  });
});

describe("the state of other accounts", () => {
  test.each([
    ["openldap", {}, "active"],
    ["openldap", { pwdAccountLockedTime: "000001010000Z" }, "disabled"],
    ["openldap", { pwdAccountLockedTime: "20261122080000Z" }, "locked"],
    ["openldap", { pwdEndTime: "20261101000000Z" }, "disabled"],
    ["openldap", { pwdStartTime: "20261201000000Z" }, "staged"],
    ["openldap", { shadowExpire: "1" }, "active"],
    ["389ds", { nsaccountlock: "TRUE" }, "disabled"],
    ["389ds", { nsAccountLock: "false" }, "active"],
    ["389ds", { nsAccountLock: "perhaps" }, "unknown"],
    ["389ds", { accountUnlockTime: "19700101000000Z" }, "locked"],
    ["389ds", { accountUnlockTime: "20261122080000Z" }, "active"],
  ] as const)("%s %j is %s", (flavour, values, status) => {
    expect(accountState(entry(values), flavour, now, false).status).toBe(status);
  });

  test("where locks are hidden nothing is known", () => {
    expect(accountState(entry({}), "openldap", now, true).status).toBe("unknown");
  });
});

describe("entries", () => {
  test("spelling, order and number of values make no difference", () => {
    expect(entry({ MAIL: ["b", "a"] }).texts("mail")).toEqual(["a", "b"]);
    expect(entry({ mail: "a" }).texts("Mail")).toEqual(["a"]);
    expect(entry({ mail: [] }).has("mail")).toBe(false);
  });

  test("what is no UTF-8 is named, and the rest of the values kept", () => {
    const mixed = entry({ cn: [Buffer.from("Ana"), Buffer.from([0xff])] });
    expect(mixed.texts("cn")).toEqual(["Ana"]);
    expect([...mixed.garbled]).toEqual(["cn"]);
  });
});
