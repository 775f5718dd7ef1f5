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
      "1:10 input/schema version: expected 1",
      "3:3 input/schema roles.ops.owner is missing | Add \`owner\`.",
      "4:5 input/unknown-key unknown key "ownr" in roles.ops | Did you mean \`owner\`?",
      "6:25 input/schema roles.ops.members[0].until: invalid ISO date",
      "7:9 input/schema roles.ops.members[1].who is missing | Add \`who\`.",
      "7:10 input/unknown-key unknown key "whom" in roles.ops.members[1] | Did you mean \`who\`?",
      "8:9 input/schema roles.ops.members[2]: expected string or object",
      "10:10 input/schema roles.dev.owner is empty: expected string, received null",
      "11:19 input/schema roles.net.source.pattern is missing | Add \`pattern\`.",
      "11:40 input/unknown-key unknown key "patern" in roles.net.source | Did you mean \`pattern\`?",
      "12:34 input/schema roles.web.source.from: invalid discriminator value. Expected 'name' | 'value'",
      "13:1 input/unknown-key unknown key "extra" | Known here: roles, version.",
    ]
  `);
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
