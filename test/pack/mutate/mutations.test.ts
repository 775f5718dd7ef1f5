import { expect, test } from "vitest";
import { mutantsOf } from "../../../src/pack/mutate/mutant.ts";

function changes(body: string): string[] {
  const module = { path: "entitlint/rules/subject/some_rule/some_rule.rego", text: body };
  return mutantsOf({ id: "some-rule", module, tests: [] }).map(
    ({ mutation: { sort }, line, was, becomes }) => `${line} ${sort}: ${was} → ${becomes}`,
  );
}

test("every condition of a body is dropped, turned round and shifted", () => {
  expect(
    changes(`deny contains finding if {
	some account in input.accounts
	not blind(account)
	account.used < limit
	finding := wording.raised({"id": account.id}, "high")
}
`),
  ).toEqual([
    "3 negation: not blind(account) → blind(account)",
    "3 condition: not blind(account) → true",
    "4 condition: account.used < limit → true",
    "4 boundary: account.used < limit → account.used <= limit",
    "4 comparison: account.used < limit → account.used >= limit",
    '5 severity: finding := wording.raised({"id": account.id}, "high") → finding := wording.raised({"id": account.id}, "medium")',
  ]);
});

test("each member of a set of texts is taken away, and a membership turned round", () => {
  expect(changes('over if input.status in {"disabled", "deleted"}\n')).toEqual([
    '1 comparison: over if input.status in {"disabled", "deleted"} → over if not input.status in {"disabled", "deleted"}',
    '1 condition: over if input.status in {"disabled", "deleted"} → over if true',
    '1 member: over if input.status in {"disabled", "deleted"} → over if input.status in {"deleted"}',
    '1 member: over if input.status in {"disabled", "deleted"} → over if input.status in {"disabled"}',
  ]);
});

test("each of several ways is taken away, and each else", () => {
  expect(changes("works(x) if x.a\n\nworks(x) if x.b\n\nalone if input.c\n")).toEqual([
    "1 alternative: works(x) if x.a → ",
    "1 condition: works(x) if x.a → works(x) if true",
    "3 alternative: works(x) if x.b → ",
    "3 condition: works(x) if x.b → works(x) if true",
    "5 condition: alone if input.c → alone if true",
  ]);
  expect(changes('state := "a" if input.a\n\nelse := "b" if input.b\n')).toEqual([
    '1 condition: state := "a" if input.a → state := "a" if true',
    '3 alternative: else := "b" if input.b → ',
    '3 condition: else := "b" if input.b → else := "b" if true',
  ]);
});

test("conditions inside comprehensions and every are found; those that bind are left", () => {
  expect(
    changes(`names := {name |
	some grant in input.grants
	grant.on
	name := grant.name
}

all if {
	every one in names {
		one != "x"
	}
}
`),
  ).toEqual([
    "3 condition: grant.on → true",
    "8 condition: every one in names { → true",
    '9 condition: one != "x" → true',
    '9 comparison: one != "x" → one == "x"',
  ]);
});

test("texts, comments and unions are no conditions", () => {
  expect(changes('# a < b\nname := "a < b"\n\nboth := ({1} | {2})\n\nsame if {"a": 1} == input.x\n')).toEqual([
    '6 condition: same if {"a": 1} == input.x → same if true',
    '6 comparison: same if {"a": 1} == input.x → same if {"a": 1} != input.x',
  ]);
});
