import { describe, expect, test } from "vitest";
import { EntitlintError } from "../../../src/errors.ts";
import type { PlainSource } from "../plain-source.ts";
import { type Cluster, role, tableFor } from "./cluster.ts";
import { collectFrom } from "./collect-from.ts";
import { startFake } from "./fake-server.ts";

const usual: Cluster = {
  roles: [role(10, "postgres", { superuser: "t" }), role(11, "dana"), role(12, "readers", { login: "f" })],
  databases: [{ oid: "5", name: "postgres", owner: "10", connectable: "t", template: "f" }],
  schemas: [{ oid: "7", name: "sales", owner: "10", system: "f" }],
};

async function collected(cluster: Cluster) {
  const { port } = await startFake((query) => tableFor(query, { ...usual, ...cluster }));
  return await collectFrom(port);
}

const stateOf = ({ kinds }: PlainSource, kind: string) => kinds.find((one) => one.kind === kind);
const ids = ({ records }: PlainSource, kind: string) =>
  records.filter((one) => one.kind === kind).map(({ record }) => record.id);

test("every connection only reads, and means the built-in functions whatever a role puts before them", async () => {
  const crm = { oid: "6", name: "crm", owner: "10", connectable: "t", template: "f" };
  const cluster = { ...usual, databases: [...(usual.databases ?? []), crm] };
  const { port, asked } = await startFake((query) => tableFor(query, cluster));
  await collectFrom(port);
  const begins = asked.flatMap((query, at) => (query.startsWith("BEGIN") ? [at] : []));
  expect(begins.length).toBeGreaterThan(1);
  for (const at of begins)
    expect(asked.slice(at, at + 2)).toEqual([
      "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
      "SET LOCAL search_path TO pg_catalog, pg_temp",
    ]);
});

describe("what is told is taken as it comes", () => {
  test("undisturbed, everything is full", async () => {
    const source = await collected({});
    expect(source.kinds.map(({ completeness }) => completeness)).toEqual(["full", "full", "full", "full", "full"]);
    expect(ids(source, "account")).toEqual(["account:pg/main/dana", "account:pg/main/postgres"]);
  });

  test("more roles than fit one page are read page by page, to the end", async () => {
    const many = Array.from({ length: 4_000 }, (_, index) => role(1_000 + index, `role${index}`));
    const source = await collected({ roles: [...(usual.roles ?? []), ...many] });
    expect(ids(source, "account")).toHaveLength(4_002);
    expect(source.pages.slice(0, 3)).toEqual([2_000, 2_000, 3]);
  });

  test("a grant that is told in several rows is one, by everybody who gave it", async () => {
    const row = { object: "5", grantee: "12", privilege: "CONNECT", grantable: "f", builtin: "t", grantors: "{10}" };
    const source = await collected({ databaseAcl: [row, { ...row, builtin: "f", grantors: "{11,10}" }] });
    const granted = source.records.filter(({ record }) =>
      record.id.endsWith("group:readers:database:postgres:CONNECT"),
    );
    expect(granted).toMatchObject([
      { record: { source: "unknown", grantedBy: "account:pg/main/dana, account:pg/main/postgres" } },
    ]);
    expect(stateOf(source, "grant")?.completeness).toBe("full");
  });

  test("a name that is not valid UTF-8 is kept as far as it can be read, and told", async () => {
    const source = await collected({ roles: [role(10, "postgres"), role(11, Buffer.from([0x64, 0xff, 0x61]))] });
    expect(ids(source, "account")).toContain("account:pg/main/d\u{fffd}a");
    expect(stateOf(source, "account")?.warnings).toEqual(["account: a name is not valid UTF-8, such as oid 11"]);
  });

  test("two such names that look alike leave the kind partial", async () => {
    const bytes = [0xff, 0xfe].map((byte, index) => role(20 + index, Buffer.from([0x64, byte])));
    const source = await collected({ roles: [...(usual.roles ?? []), ...bytes] });
    expect(stateOf(source, "account")?.completeness).toBe("partial");
  });
});

describe("what does not fit together leaves a gap", () => {
  test("a membership of a role that was not there", async () => {
    const row = { role: "12", member: "99", grantor: "10", admin: "f", inherit: "t", set: "t" };
    const source = await collected({ members: [row, { ...row, member: "11" }] });
    expect(stateOf(source, "membership")).toMatchObject({ completeness: "partial" });
    expect(ids(source, "membership")).toEqual(["membership:pg/main/readers/account:dana/postgres"]);
  });

  test("a privilege of a role that was not there", async () => {
    const row = { object: "5", grantee: "99", privilege: "CONNECT", grantable: "f", builtin: "f", grantors: "{10}" };
    const source = await collected({ databaseAcl: [row] });
    expect(stateOf(source, "grant")?.completeness).toBe("partial");
    expect(stateOf(source, "account")?.completeness).toBe("full");
  });

  test("a grantor that is gone is told by its number", async () => {
    const row = { object: "5", grantee: "11", privilege: "CONNECT", grantable: "f", builtin: "f", grantors: "{98,10}" };
    const source = await collected({ databaseAcl: [row] });
    const grant = source.records.find(({ record }) => record.id.endsWith("account:dana:database:postgres:CONNECT"));
    expect(grant?.record).toMatchObject({ grantedBy: "account:pg/main/postgres, oid 98" });
  });

  test("a privilege in a schema that was not told", async () => {
    const row = {
      ...{ schema: "8", class: "tables", name: null, columns: null, grantee: "11", privilege: "SELECT" },
      ...{ grantable: "f", builtin: "f", grantors: "{10}" },
    };
    const source = await collected({ content: [row] });
    expect(ids(source, "grant")).toContain("grant:pg/main/account:dana:tables:postgres/oid%208:SELECT");
  });

  test("a value of another type in one database leaves what was read of it, and a gap", async () => {
    const row = {
      ...{ schema: "7", class: "tables", name: null, columns: null, grantee: "11", privilege: "SELECT" },
      ...{ grantable: "f", builtin: "f", grantors: "{10}" },
    };
    const source = await collected({ content: [row, { ...row, class: "boats" }] });
    expect(stateOf(source, "grant")).toMatchObject({ completeness: "partial" });
    expect(ids(source, "grant")).toContain("grant:pg/main/account:dana:tables:postgres/sales:SELECT");
    expect(stateOf(source, "grant")?.warnings).toEqual([
      "grant: a database could not be read (bad-answer), such as postgres",
    ]);
  });

  test("a value of another type among the roles ends the whole source", async () => {
    const broken = collected({ roles: [role(10, "postgres", { login: null })] });
    await expect(broken).rejects.toThrow(EntitlintError);
    await expect(broken).rejects.toThrow("collect/bad-answer");
  });
});
