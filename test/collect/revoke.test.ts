import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { githubRevoker } from "../../src/collect/github/revoke.ts";
import { ldapRevoker } from "../../src/collect/ldap/revoke.ts";
import type { Known } from "../../src/collect/look-up.ts";
import { asciiJson, shellWord, sqlName, sqlText } from "../../src/collect/quoting.ts";
import { scimRevoker } from "../../src/collect/scim/revoke.ts";
import { recordId } from "../../src/model/record-id.ts";

const source = { system: "app", tenant: "main" };
const known = (kind: Known["kind"], native: string, record: object = {}) =>
  ({ kind, record: { id: recordId(kind, "app", "main", native), ...record } }) as unknown as Known;

const hostile = [`a'; touch "$(id)" #`, "`id`", "$HOME", "!!", "\\", "a b", "-rf", "x*", "Ünïcode", ""];

test("a shell reads a word as it is, whatever it holds", () => {
  for (const text of hostile) {
    const { stdout } = spawnSync("sh", ["-c", `printf %s ${shellWord(text)}`], { encoding: "utf8" });
    expect(stdout).toBe(text);
  }
});

test.each(["new\nline", "\u202e", "\u001b[31m", "\0", "\u{e0101}", "\\u{202e}", "\ud800"])(
  "%j is no word for a shell, and SQL and JSON have it in plain letters",
  (text) => {
    expect(shellWord(text)).toBeUndefined();
    for (const quoted of [sqlName(text), sqlText(text), asciiJson(text)]) expect(quoted).toMatch(/^[\x20-\x7e]*$/u);
    expect(JSON.parse(asciiJson(text))).toBe(text);
  },
);

test("SQL ends a name or a text where it ends, and nowhere else", () => {
  expect(sqlName(`a"; DROP ROLE b; --`)).toBe(`"a""; DROP ROLE b; --"`);
  expect(sqlText(`a'; SELECT 1`)).toBe(`'a''; SELECT 1'`);
  expect(sqlText("a\\' OR 1=1")).toBe(`U&'a\\005c'' OR 1\\003d1'`);
  expect(sqlName(`a"\n😀`)).toBe(`U&"a""\\000a\\+01f600"`);
});

const scim = (auth: object) => scimRevoker(source, { base: "https://crm.example.com/scim/v2", auth } as never);

test("SCIM switches users and agents off, and takes roles and groups from them", () => {
  const revoker = scim({ bearer: "env:TOKEN" });
  const lines = (one: Known) => revoker(one)?.lines.join();
  expect(lines(known("account", "a/b'c", { kind: "human" }))).toContain(
    `"path":"active","value":false}]}' 'https://crm.example.com/scim/v2/Users/a%2Fb'\\''c'`,
  );
  expect(lines(known("account", "7", { kind: "agent" }))).toContain("/scim/v2/Agents/7'");
  const held = {
    principal: "account:app/main/7",
    entitlement: recordId("entitlement", "app", "main", `role/x"] or y`),
  };
  expect(lines(known("grant", "g", held))).toContain(String.raw`"path":"roles[value eq \"x\\\"] or y\"]"`);
  const member = { group: "group:app/main/9", member: "account:app/main/7" };
  expect(lines(known("membership", "m", member))).toMatch(/"members\[value eq \\"7\\"\]".*\/Groups\/9'$/u);
  expect(lines(known("membership", "m", { ...member, group: "group:other/main/9" }))).toBeUndefined();
});

test.each([
  [{ bearer: "env:TOKEN" }, `-H 'Authorization: Bearer '"$SCIM_TOKEN"`],
  [{ basic: { user: "u", password: "env:P" } }, '-u "$SCIM_USER:$SCIM_PASSWORD"'],
  [{ header: { name: "X-'Key`", value: "env:K" } }, `-H 'X-'\\''Key\`: '"$SCIM_TOKEN"`],
])("the secret of %j stands in the environment", (auth, option) => {
  const { lines = [] } = scim(auth)(known("account", "7", { kind: "human" })) ?? {};
  expect(lines.join()).toContain(` ${option} `);
  expect(lines.join()).not.toContain("env:");
});

const guid = "00112233-4455-6677-8899-aabbccddeeff";
const directory = (more: object = {}) =>
  ldapRevoker(source, { url: "ldaps://dir.example.com", startTls: false, ...more } as never);
const user = (rawStatus: string | undefined, more: object = {}) =>
  known("identity", guid, { rawStatus, orgUnit: "ou=people,dc=example", ...more });

test.each([
  ["no pwdAccountLockedTime", "(entryUUID=", "pwdAccountLockedTime: 000001010000Z"],
  ["nsAccountLock false", "(nsUniqueId=", "nsAccountLock: TRUE"],
  ["userAccountControl 66048, computed 8388608", String.raw`(objectGUID=\33\22\11\00\55\44\77\66\88`, "Control: 66050"],
])("where the status says %s, the entry is found and locked in the words of its server", (status, filter, lock) => {
  const line = directory()(user(status))?.lines.join() ?? "";
  expect(line).toContain(`-b 'ou=people,dc=example' '${filter}`);
  expect(line).toContain(`print "${lock.startsWith("Control") ? "userAccount" : ""}${lock}"`);
});

test("of what cannot be told or quoted there are words alone", () => {
  expect(directory()(user("whether it is locked cannot be read"))).toBeUndefined();
  expect(directory()(user(undefined))).toBeUndefined();
  expect(directory()(user("no pwdAccountLockedTime", { orgUnit: "ou=a\u202eb" }))).toBeUndefined();
  expect(directory()(known("identity", "x)(uid=*", { rawStatus: "no pwdAccountLockedTime" }))).toBeUndefined();
  expect(directory({ flavour: "ad" })(user("userAccountControl cannot be read"))).toBeUndefined();
  const startTls = directory({ startTls: true, base: "dc='x'" })(user("no pwdAccountLockedTime"))?.lines.join();
  expect(startTls).toContain(" -ZZ ");
  expect(startTls).toContain(` -b 'dc='\\''x'\\''' `);
});

const github = (baseUrl = "https://api.github.com") => githubRevoker(source, { organization: "acme", baseUrl });

test("GitHub loses a member only where the login is still theirs", () => {
  const lines = (native: string, record: object) => github()(known("account", native, record))?.lines.join();
  expect(lines("11", { userName: "g-hopper", kind: "human" })).toBe(
    'test "$(gh api --hostname github.com users/g-hopper --jq .id)" = 11 && gh api --hostname github.com -X DELETE orgs/acme/memberships/g-hopper',
  );
  expect(lines("12", { userName: "out", kind: "external" })).toContain("orgs/acme/outside_collaborators/out");
  expect(lines("invitation/5", { kind: "unknown" })).toContain("-X DELETE orgs/acme/invitations/5");
  expect(lines("app/5", { userName: "bot", kind: "service" })).toBeUndefined();
  expect(lines("11", { userName: "a;id", kind: "human" })).toBeUndefined();
  expect(github()(known("credential", "token/77"))?.lines.join()).toContain("token_id[]=77");
  expect(github()(known("credential", "deploy-key/7"))).toBeUndefined();
});

test.each([
  ["https://ghe.example.com/api/v3", "ghe.example.com"],
  ["https://api.acme.ghe.com", "acme.ghe.com"],
  ["https://ghe.example.com:8443/api/v3", "ghe.example.com:8443"],
])("%s is %s for GitHub's program", (baseUrl, host) => {
  expect(github(baseUrl)(known("credential", "token/7"))?.lines.join()).toContain(`gh api --hostname ${host} `);
});
