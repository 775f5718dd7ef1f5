import { truncate, utimes } from "node:fs/promises";
import { join } from "node:path";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { collectFrom, collectIn, failureOf, folderOf, now, plain } from "./collect-from.ts";

const people = `reads:
  - path: hr.csv
    records:
      - kind: identity
        id: "{no}"
        fields: {status: {from: state, map: {A: active, T: terminated}}, displayName: name}
`;
const header = "no,name,state\n";
const again = "the row that begins here is a header again: its cells are names of columns";

test("rows become records with the line they begin on, however many lines a cell has", async () => {
  const csv = `${header}1,"Li, ""Ada""",A\r\n2,"two\nlines",T\n\n3,Dana,A\n`;
  const { records, kinds } = await collectFrom({ "hr.csv": csv }, people);
  expect(records.map(({ record, place }) => ["displayName" in record && record.displayName, place?.line])).toEqual([
    ['Li, "Ada"', 2],
    ["two\nlines", 3],
    ["Dana", 6],
  ]);
  expect(records[0]?.record).toEqual({
    id: "identity:hr/main/1",
    kind: "unknown",
    status: "active",
    rawStatus: "A",
    displayName: 'Li, "Ada"',
  });
  expect(kinds).toEqual([
    {
      kind: "identity",
      observedAt: "2026-11-21T03:00:00Z",
      completeness: "asserted",
      fieldsRead: ["displayName", "rawStatus", "status"],
      warnings: [],
    },
  ]);
});

test("a header alone is no records", async () => {
  expect(plain(await collectFrom({ "hr.csv": header }, people))).toEqual([]);
});

test("encoding and delimiter as declared", async () => {
  const csv = iconv.encode("no;name;state\n1;Zoë;A\n", "windows-1252");
  const keys = people.replace("path: hr.csv", 'path: hr.csv\n    encoding: windows-1252\n    delimiter: ";"');
  expect(plain(await collectFrom({ "hr.csv": csv }, keys))).toMatchObject([{ displayName: "Zoë" }]);
});

test("tabs, and UTF-16 with a byte order mark, are told by the file itself", async () => {
  const tsv = iconv.encode("no\tname\tstate\n1\tZoë\tA\n", "utf-16le", { addBOM: true });
  const records = plain(await collectFrom({ "hr.tsv": tsv }, people.replace("hr.csv", "hr.tsv")));
  expect(records).toMatchObject([{ displayName: "Zoë" }]);
});

describe("refused", () => {
  test.each<[string, string | Uint8Array, string[]]>([
    ["empty", "", ["input/empty hr.csv: the file is empty"]],
    ["blank", "\n \n", ["input/empty hr.csv: the file is empty"]],
    [
      "short row",
      `${header}1,a,A\n2,b\n`,
      ["collect/ragged-row hr.csv:3: the row that begins here has 2 cells, the header 3"],
    ],
    [
      "long row",
      `${header}1,a,A,x\n`,
      ["collect/ragged-row hr.csv:2: the row that begins here has 4 cells, the header 3"],
    ],
    ["one name twice", "no,name,state,no\n", ['collect/duplicate-column hr.csv:1: two columns are named "no"']],
    [
      "columns missing",
      "no,nane\n1,x\n",
      [
        'collect/unknown-column hr.csv:1: there is no column "name"',
        'collect/unknown-column hr.csv:1: there is no column "state"',
      ],
    ],
    [
      "not UTF-8",
      Buffer.from(`${header}1,Zo\xeb,A\n`, "latin1"),
      ["input/not-utf8 hr.csv:2: a byte here is not valid UTF-8"],
    ],
    ["NUL", `${header}1,a\0,A\n`, ["input/nul-byte hr.csv:2: a NUL character stands here: no text file holds one"]],
    [
      "no id",
      `${header},a,A\n1,b,A\n  ,c,A\n`,
      [
        "collect/missing-value hr.csv:2: the id {no} has no value",
        "collect/missing-value hr.csv:4: the id {no} has no value",
      ],
    ],
    [
      "two rows of one id that differ",
      `${header}1,a,A\n2,b,A\n1,c,A\n`,
      ["collect/conflict hr.csv:4: this item and the one at hr.csv:2:1 make one record, but differ in displayName"],
    ],
    ["a header in the middle", `${header}1,a,A\n${header}2,b,A\n`, [`collect/header-again hr.csv:3: ${again}`]],
    ["one after a byte order mark", `${header}1,a,A\n\ufeff${header}`, [`collect/header-again hr.csv:3: ${again}`]],
    ["one in another case", `${header}No, NAME ,State\n`, [`collect/header-again hr.csv:2: ${again}`]],
    ["one in another order", `${header}1,a,A\nname,state,no\n`, [`collect/header-again hr.csv:3: ${again}`]],
    [
      "a drawn line",
      "no,name,state\n--,----,-----\n",
      ["collect/not-an-item hr.csv:2: the row that begins here is a drawn line, and no item"],
    ],
    [
      "a total",
      `${header}1,a,A\nTotal: 1,,\n`,
      ["collect/not-an-item hr.csv:3: the row that begins here is a total of the rows above, and no item"],
    ],
    [
      "another total",
      `${header}1,a,A\nSumme,,"1.204,5"\n`,
      ["collect/not-an-item hr.csv:3: the row that begins here is a total of the rows above, and no item"],
    ],
    ["one with a column renamed", `${header}no,name,status\n`, [`collect/header-again hr.csv:2: ${again}`]],
    ["one with a column more", `${header}no,name,state,since\n`, [`collect/header-again hr.csv:2: ${again}`]],
  ])("%s", async (_, content, expected) => {
    expect(await failureOf(collectFrom({ "hr.csv": content }, people))).toEqual(expected);
  });

  test("a quote that is never closed, with the row it opens in", async () => {
    const csv = `${header}1,"a\nb",A\n2,"cut off`;
    expect(await failureOf(collectFrom({ "hr.csv": csv }, people))).toEqual([
      expect.stringMatching(/^collect\/bad-csv hr\.csv:4: .*never closed/),
    ]);
  });

  test("a quote out of place", async () => {
    expect(await failureOf(collectFrom({ "hr.csv": `${header}1,"a"b,A\n` }, people))).toEqual([
      expect.stringMatching(/^collect\/bad-csv hr\.csv:2: .*out of place/),
    ]);
  });

  test("a first line for spreadsheets", async () => {
    const error: unknown = await collectFrom({ "hr.csv": `sep=,\n${header}` }, people).catch(
      (caught: unknown) => caught,
    );
    expect(String(error)).toContain("tells a spreadsheet the delimiter, and is no header: remove it");
  });

  test("another delimiter than declared", async () => {
    const error: unknown = await collectFrom({ "hr.csv": "no;name;state\n" }, people).catch(
      (caught: unknown) => caught,
    );
    expect(String(error)).toContain('is the delimiter really ","?');
  });

  test("a row over 8 MiB, without reading on", async () => {
    const folder = await folderOf({ "hr.csv": `${header}1,"` });
    // The rest of the file is zeros, which would be refused as such if it were read to its end.
    const filler = Buffer.alloc(9 * 1024 * 1024, "x");
    const { appendFile, stat } = await import("node:fs/promises");
    await appendFile(join(folder, "hr.csv"), filler);
    await truncate(join(folder, "hr.csv"), (await stat(join(folder, "hr.csv"))).size + 64 * 1024 * 1024);
    expect(await failureOf(collectIn(folder, people))).toEqual([
      "collect/line-too-long hr.csv:2: the row that begins here is longer than 8 MiB",
    ]);
  });
});

test("a header alone in a column of its own is one too, and cells that name one column are none", async () => {
  const one = people
    .replace('"{no}"', '"{name}"')
    .replace("fields: {status: {from: state, map: {A: active, T: terminated}}", "fields: {status: {value: active}");
  expect(await failureOf(collectFrom({ "hr.csv": "name\nana\nname\n" }, one))).toEqual([
    `collect/header-again hr.csv:3: ${again}`,
  ]);
  const rows = "no,dev,name,state\n1,dev,name,A\nno,,b,A\ntotal,,Total,A\n--,,--,A\n";
  expect(plain(await collectFrom({ "hr.csv": rows }, people))).toHaveLength(4);
});

test("equal rows are one record, at the first of them", async () => {
  const { records } = await collectFrom({ "hr.csv": `${header}2,b,T\n1,a,A\n2,b,T\n` }, people);
  expect(records.map(({ record, place }) => [record.id, place?.line])).toEqual([
    ["identity:hr/main/1", 3],
    ["identity:hr/main/2", 2],
  ]);
});

describe("settle", () => {
  const keys = people.replace("path: hr.csv", "path: hr.csv\n    settle: PT1M");
  test.each([
    [30, ["collect/half-written hr.csv: the file changed less than 60 s ago, so it may still be written"]],
    [90, []],
  ])("a file left alone for %i seconds", async (seconds, expected) => {
    const folder = await folderOf({ "hr.csv": header });
    const then = new Date(now.getTime() - seconds * 1000);
    await utimes(join(folder, "hr.csv"), then, then);
    expect(await failureOf(collectIn(folder, keys))).toEqual(expected);
  });
});
