import { describe, expect, test } from "vitest";
import * as z from "zod";
import { parsePathPattern } from "../../../src/collect/files/path-pattern.ts";
import { FilesOptions } from "../../../src/collect/files/schema.ts";
import { fill, parseTemplate, templateOf } from "../../../src/mapping/template.ts";
import { collectFrom, failureOf } from "./collect-from.ts";

async function refused(record: string, path = "a.csv"): Promise<string[]> {
  const failures = await failureOf(collectFrom({}, `reads:\n  - path: "${path}"\n    records: [${record}]\n`));
  return failures.map((failure) =>
    failure.replace(/^input\/schema entitlint\.yaml:\d+: sources\.hr, 1st of reads, /, ""),
  );
}

test.each<[string, string[]]>([
  [
    "{kind: identity, id: x, fields: {titel: t}}",
    ['1st of records, fields.titel: identity has no field "titel" that a mapping can fill; did you mean `title`?'],
  ],
  [
    "{kind: group, id: x, fields: {rule: r}}",
    ["1st of records, fields: group needs the field `kind`", "1st of records, fields: group needs the field `name`"],
  ],
  [
    "{kind: identity, id: x, fields: {status: {from: s, map: {A: actve}}}}",
    [expect.stringMatching(/^1st of records, fields\.status: actve is none of active, /)],
  ],
  [
    "{kind: identity, id: x, fields: {title: {value: a, from: b}}}",
    [expect.stringMatching(/needs exactly one of `from` and `value`/)],
  ],
  [
    "{kind: identity, id: x, fields: {managerId: {ref: identity}}}",
    [expect.stringMatching(/`ref` needs `id` or `from`/)],
  ],
  ['{kind: identity, id: "{no"}', ['1st of records, id: a brace in "{no" has no partner']],
  ['{kind: identity, id: "{no|lowr}"}', ['1st of records, id: "lowr" is no filter; there are lower and upper']],
  [
    '{kind: identity, id: "{$orgg}"}',
    [expect.stringMatching(/^records: \$orgg has no meaning here; there are \$key, /)],
  ],
  ["{kind: identity, id: x, inside: a.*}", [expect.stringMatching(/`recurse` and `inside` need `each`/)]],
  [
    "{kind: identity, id: x, fields: {startDate: {from: a, dateFormat: dd.mm.yyyy}}}",
    [
      expect.stringMatching(
        /^1st of records, fields\.startDate\.dateFormat: "dd\.mm\.yyyy" is no format of dates: it has no month/,
      ),
    ],
  ],
  ["{kind: identity, id: x, recurse: a.*}", [expect.stringMatching(/`recurse` and `inside` need `each`/)]],
])("a mapping that cannot be meant is refused before any file is read: %s", async (record, expected) => {
  expect((await refused(record)).toSorted()).toEqual(expected);
});

test("a name with a meaning of its own cannot be caught", async () => {
  expect(await refused("{kind: identity, id: x}", "{key}/a.csv")).toEqual([
    "path: {key} cannot be caught: {$key} has a meaning of its own",
  ]);
});

test("every option tells what it is for, in the JSON Schema that people's editors show", () => {
  const schema = z.toJSONSchema(FilesOptions, { io: "input", unrepresentable: "any" });
  const silent: string[] = [];
  (function walk(node: unknown, path: string): void {
    if (typeof node !== "object" || node === null) return;
    if ("properties" in node && typeof node.properties === "object" && node.properties !== null)
      for (const [name, option] of Object.entries(node.properties)) {
        if (name !== "from" && !("description" in Object(option)) && !("$ref" in Object(option)))
          silent.push(`${path}.${name}`);
      }
    for (const [key, part] of Object.entries(node)) walk(part, `${path}.${key}`);
  })(schema, "");
  expect(silent).toEqual([]);
});

describe("paths", () => {
  test.each<[string, string, Record<string, string> | undefined]>([
    ["config/{org}/**/teams.yaml", "config/acme/teams.yaml", { org: "acme" }],
    ["config/{org}/**/teams.yaml", "config/acme/a/b/teams.yaml", { org: "acme" }],
    ["config/{org}/{org.yaml,*/teams.yaml}", "config/acme/org.yaml", { org: "acme" }],
    ["config/{org}/{org.yaml,*/teams.yaml}", "config/acme/x/teams.yaml", { org: "acme" }],
    ["config/{org}/{org.yaml,*/teams.yaml}", "config/acme/x/org.yaml", undefined],
    ["{a}/{b}-?.csv", "x/y-1.csv", { a: "x", b: "y" }],
    ["{a}/{a}.csv", "x/y.csv", undefined],
    ["{a}/{a}.csv", "x/x.csv", { a: "x" }],
    ["{a}, b (1).csv", "x, b (1).csv", { a: "x" }],
    ["{a}.csv", "x/y.csv", undefined],
  ])("%s on %s", (pattern, path, expected) => {
    const found = parsePathPattern(pattern).match(path);
    expect(found && Object.fromEntries(found)).toEqual(expected);
  });
});

describe("templates", () => {
  const values: Readonly<Record<string, string>> = { a: "X", b: "", "First Name": "Ana" };
  test.each<[string, string | undefined]>([
    ["{a}-{a|lower}", "X-x"],
    ["{First Name|upper}", "ANA"],
    ["{a}{b}", undefined],
    ["{c}", undefined],
    ["\\{a\\}{a}", "{a}X"],
    ["constant", "constant"],
  ])("%s", (text, expected) => {
    expect(fill(templateOf(text), (name) => values[name])).toBe(expected);
  });

  test.each(["{", "}", "a}b", "{}", "{ }", "{a{b}}"])("%s is none", (text) => {
    expect(parseTemplate(text).ok).toBe(false);
  });
});
