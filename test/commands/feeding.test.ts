import { describe, expect, test } from "vitest";
import type { Collector } from "../../src/collect/collector.ts";
import type { FieldReads, Reads } from "../../src/collect/reads.ts";
import { collectors } from "../../src/collect/registry.ts";
import { feedingCells } from "../../src/commands/policy/feeding.ts";
import { cellDetails, cellText, wayText } from "../../src/commands/policy/feeding-words.ts";
import { Rule, Way } from "../../src/model/rule.ts";

function ruleOn(...ways: readonly (readonly object[])[]): Rule {
  return Rule.parse({
    ...{ id: "invented", scope: "subject", title: "t", description: "d", origin: "test" },
    ...{ severity: "high", examines: "account", remediation: "r" },
    reasons: Object.fromEntries(ways.map((_, index) => [`r${index}`, "c"])),
    rests_on: ways.map((facts, index) => ({ reasons: [`r${index}`], facts })),
  });
}

function collectorOf(reads: Reads): Collector {
  const [some] = collectors;
  if (!some) throw new Error("there is no collector");
  return { ...some, name: "invented", reads };
}

/** The cell of a collector as the system that is judged, in words. */
function cell(reads: Reads, ...ways: readonly (readonly object[])[]): string {
  const [first] = feedingCells([ruleOn(...ways)], [collectorOf(reads)]);
  return first ? cellDetails(first) : "";
}

const fields = ["id", "status"] as const;
const account = { kind: "account", fields: ["status"] };

describe("a cell", () => {
  const told = { account: { fields }, identity: { fields } } satisfies FieldReads;

  test.each<[string, Reads, object, string]>([
    ["what a mapping maps", "mapping", account, "by the mapping"],
    ["what a program writes", "program", account, "by the program"],
    ["a field that is always filled", told, account, "fed"],
    ["a kind that is not", told, { kind: "grant" }, "no: `grant`"],
    ["a field that is not", told, { ...account, fields: ["status", "expiresAt"] }, "no: `account.expiresAt`"],
    ["a kind under a condition", { account: { fields, only: "on Mondays" } }, account, "only on Mondays"],
    [
      "a field under two, of which one is enough",
      {
        account: {
          fields: ["id"],
          some: { a: { only: "on Mondays", fields: ["status"] }, b: { only: "in May", fields: ["status"] } },
        },
      },
      account,
      "only on Mondays, or in May",
    ],
    ["an entry of the registry", told, { registry: ["owner"] }, "only for machines that `access/identities` names"],
    ["a directory's users as accounts", { identity: { fields } }, account, "fed"],
    [
      "a directory's users, where an application is meant",
      { identity: { fields } },
      { ...account, role: "application" },
      "no: `account`",
    ],
    [
      "rights that the access file can call privileged",
      { entitlement: { fields: ["id"] } },
      { kind: "entitlement", fields: ["privileged"] },
      "only with `entitlements` in the application's access file",
    ],
  ])("of %s", (_, reads, fact, text) => {
    expect(cell(reads, [fact])).toBe(text);
  });

  test.each<[string, Record<string, true | string>, string]>([
    ["comes", { human: true }, "fed"],
    ["comes under a condition", { human: "on Mondays" }, "only on Mondays"],
    ["never comes", { system: true }, "no: `account.kind` (human)"],
    ["is left to the access file", { unknown: true }, "only with `kinds` in the application's access file"],
  ])("whose value %s", (_, kind, text) => {
    const wanted = { kind: "account", fields: ["kind"], values: { kind: ["human"] } };
    expect(cell({ account: { fields: ["id", "kind"], values: { kind } } }, [wanted])).toBe(text);
  });

  test("of several reasons says each, and in short the best", () => {
    const rule = ruleOn([account], [{ kind: "grant" }], [{ registry: ["owner"] }]);
    const [first] = feedingCells([rule], [collectorOf(told)]);
    if (!first) throw new Error("there is no cell");
    expect(cellDetails(first)).toBe("r0: fed; r1: no: `grant`; r2: only for machines that `access/identities` names");
    expect(cellText(first)).toBe("fed");
  });

  test("of a reason to which two ways lead takes the better one", () => {
    const rule = {
      ...ruleOn([{ kind: "grant" }]),
      rests_on: ["grant", "account"].map((kind) => Way.parse({ reasons: ["r0"], facts: [{ kind }] })),
    };
    const [first] = feedingCells([rule], [collectorOf(told)]);
    expect(first && cellText(first)).toBe("fed");
  });

  test("asks every party of its own, and a condition that holds anyhow is said once", () => {
    const reads: Reads = {
      account: { fields, only: "on Mondays", values: { kind: { human: "on Mondays", agent: "in May" } } },
      identity: { fields },
    };
    const fact = { kind: "account", fields: ["status"], values: { kind: ["human", "agent"] } };
    const cells = feedingCells([ruleOn([fact, { kind: "identity", of: "people" }])], [collectorOf(reads)]);
    expect(cells.map((one) => [one.party, cellText(one)])).toEqual([
      ["app", "only on Mondays"],
      ["people", "fed"],
    ]);
  });
});

test("a way names its parties, fields and values", () => {
  const facts = [
    { kind: "account", role: "application", fields: ["status", "kind"], values: { kind: ["human"] } },
    { registry: ["owner"] },
    { kind: "identity", of: "people" },
  ];
  expect(wayText(Way.parse({ reasons: ["r"], facts }))).toBe(
    "the system that is judged: `account.status`, `account.kind` (human) of an application, an entry in `access/identities` with `owner`; the sources of its people: `identity`",
  );
  expect(wayText({ reasons: ["r"], facts: [] })).toBe("nothing but that a source was read");
});
