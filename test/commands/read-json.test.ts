import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readJson } from "../../src/commands/triage/read-json.ts";
import { finding, render, smallReport } from "../report/small-report.ts";

const folder = mkdtempSync(join(tmpdir(), "entitlint-json-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const findings = [1, 2, 3].map((number) => finding(number, { name: `Zoë "${number}"\n],\n{"findings": [\n` }));
const written = render("json", smallReport({ findings }));
const many = Array.from({ length: 4000 }, (_, number) => finding(number + 1, { name: "é漢".repeat(number % 90) }));

function read(text: string): Promise<unknown> {
  const path = join(folder, "report.json");
  writeFileSync(path, text);
  return readJson(path);
}

describe("what a report says is the same, however it is laid out", () => {
  test.each([
    ["as checks write it", written],
    ["in more than one chunk", render("json", smallReport({ findings: many }))],
    ["without findings", render("json", smallReport({ findings: [] }))],
    ["on one line", JSON.stringify(smallReport({ findings }))],
    ["indented", JSON.stringify(smallReport({ findings }), undefined, 2)],
    ["with other findings before them", '{\n"a": {\n"findings": [\n1\n]\n},\n"findings": [2]\n}'],
    ["with a finding over two lines", written.replace(/^(\{"fingerprint":.*?,)/m, "$1\n")],
    ["with other line ends", written.replaceAll("\n", "\r\n")],
  ])("%s", async (_, text) => {
    expect(await read(text)).toEqual(JSON.parse(text));
  });
});

describe("is no JSON", () => {
  const [first = "", second = ""] = written.split("\n").filter((line) => line.startsWith('{"fingerprint"'));
  test.each([
    ["cut in the findings", written.slice(0, written.indexOf(second) + 40)],
    ["cut after a finding", written.slice(0, written.indexOf(second))],
    ["cut after them", written.slice(0, -20)],
    ["with a comma too few", written.replace(first, first.slice(0, -1))],
    ["with a comma too many", written.replace(/(\})\n\]/, "$1,\n]")],
    ["with a broken finding", written.replace(second, second.slice(0, -3))],
    ["empty", ""],
  ])("%s", async (_, text) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    await expect(read(text)).rejects.toThrow(SyntaxError);
  });
});
