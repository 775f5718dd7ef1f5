import { execFileSync } from "node:child_process";
import { chmod, mkdir, symlink, utimes } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { worktree } from "../../../src/repository/worktree.ts";
import { collectFrom, collectIn, failureOf, folderOf, plain } from "./collect-from.ts";

const records = '    records: [{kind: identity, id: "{id}", fields: {title: t}}]\n';
const csv = (title: string) => `id,t\n1,${title}\n`;
const dated = 'exportedAt: {from: name, pattern: "hr-(\\\\d{4}-\\\\d{2}-\\\\d{2})"}';

describe("which files count", () => {
  const files = { "x/hr-2026-11-20.csv": csv("old"), "x/hr-2026-11-21.csv": csv("new"), "x/readme.md": "no" };

  test("the newest by the date in its name, at the start of that day in the zone", async () => {
    const result = await collectFrom(
      files,
      `reads:\n  - path: x/hr-*.csv\n    pick: newest\n    zone: Europe/Berlin\n    ${dated}\n${records}`,
    );
    expect(plain(result)).toMatchObject([{ title: "new" }]);
    expect(result.kinds[0]?.observedAt).toBe("2026-11-20T23:00:00Z");
  });

  test("several without a word are an error", async () => {
    expect(await failureOf(collectFrom(files, `reads:\n  - path: x/hr-*.csv\n${records}`))).toEqual([
      "collect/several-files : 2 files match x/hr-*.csv: x/hr-2026-11-20.csv, x/hr-2026-11-21.csv",
    ]);
  });

  test("none is an error, unless that is fine", async () => {
    const keys = `reads:\n  - path: y/*.csv\n${records}`;
    expect(await failureOf(collectFrom({}, keys))).toEqual(["collect/no-file : no file matches y/*.csv"]);
    const result = await collectFrom({}, keys.replace("path: y/*.csv", "path: y/*.csv\n    optional: true"));
    expect([plain(result), result.tenants]).toEqual([[], ["main"]]);
  });

  test("newest of each caught name; all of them are dated by the oldest", async () => {
    const some = {
      "a/hr-2026-11-01.csv": csv("a1"),
      "a/hr-2026-11-02.csv": csv("a2"),
      "b/hr-2026-10-01.csv": csv("b"),
    };
    const keys = `reads:\n  - path: "{org}/hr-*.csv"\n    pick: newest\n    ${dated}\n${records.replace('id: "{id}"', 'tenant: "{$org}", id: "{id}"')}`;
    const result = await collectFrom(some, keys);
    expect(plain(result)).toMatchObject([
      { id: "identity:hr/a/1", title: "a2" },
      { id: "identity:hr/b/1", title: "b" },
    ]);
    expect(result.kinds[0]?.observedAt).toBe("2026-10-01T00:00:00Z");
    expect(result.tenants).toEqual(["a", "b"]);
  });
});

describe("when it was exported", () => {
  const json = '{"meta": {"at": "2026-11-20T23:30:00.900+02:00"}, "items": [{"id": "1"}]}';
  const keys = (how: string) =>
    `reads:\n  - path: a.json\n    exportedAt: ${how}\n    records: [{kind: identity, id: "{id}", each: items.*}]\n`;

  test("from a field, floored to the second, in UTC", async () => {
    const result = await collectFrom({ "a.json": json }, keys("{from: field, path: meta.at}"));
    expect(result.kinds[0]?.observedAt).toBe("2026-11-20T21:30:00Z");
  });

  test("from the time of change", async () => {
    const folder = await folderOf({ "a.json": json });
    const then = new Date("2026-11-01T10:00:00.700Z");
    await utimes(join(folder, "a.json"), then, then);
    const result = await collectIn(folder, keys("{from: modified}"));
    expect(result.kinds[0]?.observedAt).toBe("2026-11-01T10:00:00Z");
  });

  test.each([
    [
      "{from: field, path: meta.when}",
      "collect/no-export-time a.json: no time stands at meta.when (rows of CSV and NDJSON have no such place)",
    ],
    ['{from: name, pattern: "x(.*)"}', "collect/no-export-time a.json: the file's path does not match x(.*)"],
    [
      "{from: value, value: 2027-01-01T00:00:00Z}",
      "collect/export-in-future a.json: the export says that it was made at 2027-01-01T00:00:00Z, which is after now",
    ],
  ])("%s fails", async (how, expected) => {
    expect(await failureOf(collectFrom({ "a.json": json }, keys(how)))).toEqual([expected]);
  });

  test("nowhere: the error names the ways", async () => {
    const text = 'reads:\n  - {path: a.json, records: [{kind: identity, id: "{id}", each: items.*}]} # no exportedAt\n';
    const error: unknown = await collectFrom({ "a.json": json }, text).catch((caught: unknown) => caught);
    expect(String(error)).toMatch(/name, field, modified or value/);
  });

  test("what is declared needs none", async () => {
    const text = 'reads:\n  - {path: a.json, records: [{kind: identity, id: "{id}", each: items.*}]} # no exportedAt\n';
    const result = await collectFrom({ "a.json": json }, text, "    declares: true\n");
    expect(result.kinds[0]?.observedAt).toBe("2026-11-22T08:00:00Z");
  });
});

describe("what is no file to read", () => {
  const keys = `reads:\n  - path: a.csv\n${records}`;

  test("a folder of that name", async () => {
    const folder = await folderOf({});
    await mkdir(join(folder, "a.csv"));
    expect(await failureOf(collectIn(folder, keys))).toEqual(["collect/no-file : no file matches a.csv"]);
  });

  test("a named pipe does not hang", async () => {
    const folder = await folderOf({});
    execFileSync("mkfifo", [join(folder, "a.csv")]);
    expect(await failureOf(collectIn(folder, keys))).toEqual([
      expect.stringMatching(/^input\/unreadable a\.csv: .*not a regular file/),
    ]);
  });

  test("a link that leads out of the folder", async () => {
    const [outside, folder] = [await folderOf({ "secret.csv": csv("x") }), await folderOf({})];
    await symlink(join(outside, "secret.csv"), join(folder, "a.csv"));
    expect(await failureOf(collectIn(folder, keys))).toEqual([expect.stringMatching(/^repository\/outside a\.csv: /)]);
  });

  test.skipIf(process.getuid?.() === 0)("a file that may not be read", async () => {
    const folder = await folderOf({ "a.csv": csv("x") });
    await chmod(join(folder, "a.csv"), 0);
    expect(await failureOf(collectIn(folder, keys))).toEqual([
      expect.stringMatching(/^input\/unreadable a\.csv: .*EACCES/),
    ]);
  });

  test("an extension that tells no format", async () => {
    const text = keys.replace("a.csv", "a.dat");
    expect(await failureOf(collectFrom({ "a.dat": csv("x") }, text))).toEqual([
      "collect/unknown-format a.dat: its extension does not tell its format",
    ]);
    expect(
      plain(await collectFrom({ "a.dat": csv("x") }, text.replace("a.dat", "a.dat\n    format: csv"))),
    ).toHaveLength(1);
  });
});

test("a file that changes while it is streamed is refused", async () => {
  const folder = await folderOf({ "a.csv": "x".repeat(3 << 20) });
  const chunks = await worktree(folder).stream?.("a.csv");
  async function drain() {
    let first = true;
    for await (const _ of chunks ?? []) {
      if (first) await utimes(join(folder, "a.csv"), new Date(0), new Date(0));
      first = false;
    }
  }
  await expect(drain()).rejects.toMatchObject({ problems: [{ code: "input/changed-while-reading" }] });
});

test("everything wrong in all files is told at once", async () => {
  const keys = `reads:\n  - path: "*.csv"\n    pick: all\n${records}`;
  const failures = await failureOf(collectFrom({ "a.csv": "id,t\n1\n", "b.csv": "", "c.csv": "id,t\n1,x\n" }, keys));
  expect(failures.map((failure) => failure.split(":")[0])).toEqual(["collect/ragged-row a.csv", "input/empty b.csv"]);
});
