import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Connection } from "../../../src/collect/ldap/connection.ts";
import { LdapEntry } from "../../../src/collect/ldap/entry.ts";
import { rangedMembers } from "../../../src/collect/ldap/members.ts";
import { shortPatience } from "../../faults/run-tool.ts";
import { certificates, type FakeEntry, startFake } from "./fake-directory.ts";

const dns = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `cn=m${from + index},dc=x`);
const first = new LdapEntry({ dn: "cn=g,dc=x", uSNChanged: "5", "member;range=0-1499": dns(0, 1499) });

async function read(group: LdapEntry, answers: readonly Readonly<Record<string, readonly string[]>>[]) {
  let turn = 0;
  const fake = await startFake({
    search: () => {
      const values = answers[turn++];
      return { entries: values ? [{ dn: group.dn, values } satisfies FakeEntry] : [] };
    },
  });
  const ca = readFileSync(join(certificates, "ca.pem"), "utf8");
  const connection = await Connection.open({
    url: fake.url,
    startTls: false,
    ca,
    user: "cn=r",
    password: "pw",
    patience: shortPatience,
  });
  onTestFinished(async () => {
    await connection.close();
    await fake.stop();
  });
  return await rangedMembers(connection, group);
}

test("members without a range are all there", async () => {
  const group = new LdapEntry({ dn: "cn=g,dc=x", member: dns(0, 2), uniqueMember: "cn=u,dc=x#'01'B" });
  expect(await read(group, [])).toEqual({ dns: [...dns(0, 2), "cn=u,dc=x"] });
});

test("ranges are followed to the one with a star, beside which the asked one may stand empty", async () => {
  const found = await read(first, [
    { uSNChanged: ["5"], "member;range=1500-2999": dns(1500, 2999) },
    { uSNChanged: ["5"], "member;range=3000-4499": [], "Member;Range=3000-*": dns(3000, 3001) },
  ]);
  expect(found.short).toBeUndefined();
  expect(new Set(found.dns)).toEqual(new Set(dns(0, 3001)));
});

test.each([
  ["the same range again", [{ uSNChanged: ["5"], "member;range=0-1499": dns(0, 1499) }], /same range/u],
  ["no range", [{ uSNChanged: ["5"] }], /in the middle/u],
  ["no entry", [], /gone/u],
  ["a change in between", [{ uSNChanged: ["6"], "member;range=1500-*": dns(1500, 1501) }], /changed/u],
])("%s leaves the members short, and keeps those that came", async (_what, answers, reason) => {
  const found = await read(first, answers);
  expect(found.short).toMatch(reason);
  expect(found.dns).toHaveLength(1500);
});
