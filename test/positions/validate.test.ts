import { expect, test } from "vitest";
import * as z from "zod";
import { readYaml } from "../../src/positions/read-yaml.ts";
import { validate } from "../../src/positions/validate.ts";

const Role = z.strictObject({
  owner: z.string(),
  members: z
    .array(z.union([z.string(), z.strictObject({ who: z.string(), until: z.iso.date().optional() })]))
    .optional(),
  source: z
    .discriminatedUnion("from", [
      z.strictObject({ from: z.literal("name"), pattern: z.string() }),
      z.strictObject({ from: z.literal("value"), value: z.int() }),
    ])
    .optional(),
});
const File = z.strictObject({ version: z.literal(1), roles: z.record(z.string(), Role) });

function problems(text: string): string[] {
  const result = validate(readYaml(text, "r.yaml"), File);
  if (result.ok) return [];
  return result.problems.map(
    ({ code, message, place, next }) => `${place?.line}:${place?.column} ${code} ${message}${next ? ` | ${next}` : ""}`,
  );
}

test("a good file gives its value", () => {
  const result = validate(readYaml("version: 1\nroles: {a: {owner: x, members: [p, {who: q}]}}\n", "r.yaml"), File);
  expect(result).toEqual({
    ok: true,
    value: { version: 1, roles: { a: { owner: "x", members: ["p", { who: "q" }] } } },
  });
});

test("everything wrong is told at once, each at its place", () => {
  const text = `version: 2
roles:
  ops:
    ownr: a
    members:
      - {who: b, until: tomorrow}
      - {whom: c}
      - 7
  dev:
    owner:
  net: {owner: x, source: {from: name, patern: y}}
  web: {owner: x, source: {from: nmae}}
extra: 1
`;
  expect(problems(text)).toMatchInlineSnapshot(`
    [
      "1:10 input/schema version: has to be 1, not the number 2",
      "3:3 input/schema roles.ops.owner is missing | Add \`owner\`.",
      "4:5 input/unknown-key unknown key "ownr" in roles.ops | Did you mean \`owner\`?",
      "6:25 input/schema roles.ops, 1st of members, until: has to be a date such as 2026-11-22, not "tomorrow"",
      "7:9 input/schema roles.ops, 2nd of members, who is missing | Add \`who\`.",
      "7:10 input/unknown-key unknown key "whom" in roles.ops, 2nd of members | Did you mean \`who\`?",
      "8:9 input/schema roles.ops, 3rd of members: has to be a text or a map, not the number 7 | Put it in quotes: "7".",
      "10:10 input/schema roles.dev.owner: has to be a text, not empty",
      "11:19 input/schema roles.net.source.pattern is missing | Add \`pattern\`.",
      "11:40 input/unknown-key unknown key "patern" in roles.net.source | Did you mean \`pattern\`?",
      "12:34 input/schema roles.web.source.from: has to be one of name, value, not "nmae" | Did you mean \`name\`?",
      "13:1 input/unknown-key unknown key "extra" | Known here: roles, version.",
    ]
  `);
});

test("wrong types, counts and names are said as people would", () => {
  const Odd = z.strictObject({
    texts: z.array(z.string().min(1)).min(1),
    text: z.string().min(1),
    share: z.number().min(0).max(100),
    count: z.int().positive(),
    flag: z.boolean(),
    tier: z.union([z.literal(1), z.literal(2)]),
    names: z.record(z.string().regex(/^\w+$/, { error: "must be letters" }), z.unknown()),
    rows: z.array(z.array(z.string())),
    both: z.strictObject({ a: z.unknown(), b: z.unknown() }).superRefine((_, context) => {
      context.addIssue({ code: "custom", path: ["c"], message: "P1M cannot be had" });
    }),
  });
  const text = `texts: one
text: ""
share: 300
count: 1.5
flag: "no"
tier: 5
names: {"a b": 1}
rows: [[x], [y, 2]]
both: {a: 1, b: 2}
`;
  const result = validate(readYaml(text, "o.yaml"), Odd, ["top", 11]);
  const told = result.ok ? [] : result.problems.map(({ place, message, next }) => [place?.line, message, next]);
  expect(told).toEqual([
    [1, '12th of top, texts: has to be a list, not "one"', "Write it as a list: [one]."],
    [2, "12th of top, text: is empty", undefined],
    [3, "12th of top, share: has to be at most 100", undefined],
    [4, "12th of top, count: has to be a whole number, not the number 1.5", undefined],
    [5, '12th of top, flag: has to be true or false, not "no"', undefined],
    [6, "12th of top, tier: has to be one of 1, 2, not the number 5", undefined],
    [7, "12th of top, names.a b: cannot be named so: must be letters", undefined],
    [8, "12th of top, 2nd of rows, 2nd entry: has to be a text, not the number 2", 'Put it in quotes: "2".'],
    [9, "12th of top, both.c: P1M cannot be had", undefined],
  ]);
});

test("an unknown key far from any known one lists what is known", () => {
  expect(problems("version: 1\nroles: {}\nzzzzzzzz: 1\n")).toMatchInlineSnapshot(`
    [
      "3:1 input/unknown-key unknown key "zzzzzzzz" | Known here: roles, version.",
    ]
  `);
});

test("a key named __proto__ is told, not passed over", () => {
  expect(problems("version: 1\nroles: {__proto__: {owner: x}}\n")).toMatchInlineSnapshot(`
    [
      "2:9 input/unknown-key the key \`__proto__\` is not allowed | Rename it.",
    ]
  `);
});

test("half of a character, as only an escape can write it, is refused where it stands", () => {
  expect(
    problems('version: 1\nroles: {a: {owner: "\\ud800"}, "\\udc00": {owner: x}, b: {owner: "\\ud83d\\ude00"}}\n'),
  ).toEqual([
    "2:20 input/bad-encoding the text holds half of a character (a surrogate without its partner) | Write the character itself.",
    "2:31 input/bad-encoding the text holds half of a character (a surrogate without its partner) | Write the character itself.",
  ]);
});
