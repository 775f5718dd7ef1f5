import { describe, expect, test } from "vitest";
import type { DeclaredNote } from "../../src/model/declared/note.ts";
import type { Evaluation } from "../../src/model/evaluation.ts";
import { finding, judged, ruleOf } from "./judged.ts";

const rules = [{ rule: ruleOf("umbrella"), off: false, required: false }];
const held = ["g1", "g2", "g3"].map((id) => finding("umbrella", { id: `grant:forge/main/${id}` }));
const report = (given: Partial<Evaluation>, more: Parameters<typeof judged>[1] = {}) =>
  judged({ findings: held, ...given }, more, rules);
const plain = report({});
const found = { rule: "umbrella", reason: "disabled", app: "forge" };
const noteOn = (fingerprint = "", note = "asked the vendor"): DeclaredNote => ({
  ...{ fingerprint, found, note, place: {} },
});
const [first, second] = plain.findings;
const notes = [noteOn(first?.fingerprint), noteOn("f".repeat(64), "of something else")];

test("a note stands at its finding, and everything else is as without it", () => {
  const { notes: told, findings, ...rest } = report({}, { notes });
  const { findings: before, ...others } = plain;
  expect(findings).toEqual(before.map((one, at) => (at === 0 ? { ...one, note: "asked the vendor" } : one)));
  expect(rest).toEqual(others);
  expect(plain.exitCode).toBe(1);
  expect(told).toMatchObject({ entries: 2 });
});

test("neither a waiver nor the baseline is other for it", () => {
  const [one, other] = [first?.fingerprint ?? "", second?.fingerprint ?? ""];
  const waiver = { id: "w", reason: "r", owner: "o", until: "2027-01-31" };
  const owner = { kind: "person", text: "person:ana", name: "ana", place: {} } as const;
  const decided = {
    waivers: { waived: new Map([[one, waiver]]), waivers: [] },
    baseline: [{ fingerprint: other, title: "t", owner, until: "2027-01-31", place: {} }],
  };
  const made = report({}, { ...decided, notes: [noteOn(one, "first"), noteOn(other, "second")] });
  const { notes: _, ...without } = made;
  expect(made.findings.map(({ note }) => note)).toEqual(["first", "second", undefined]);
  expect({ ...without, findings: made.findings.map(({ note: __, ...more }) => more) }).toEqual(report({}, decided));
});

describe("a note whose finding is not there", () => {
  const gone = { findings: [] };
  const doubt = (id: string) => ({ ...gone, unknowns: [finding("umbrella", { id: `grant:forge/main/${id}` })] });

  test.each<[string, Partial<Evaluation>, Parameters<typeof judged>[1], number, number]>([
    ["is about nothing where all was read", gone, {}, 1, 0],
    ["may be about something where not all was judged", gone, { obstacles: [{ code: "c", text: "t" }] }, 0, 1],
    [
      "may be about something where a rule could not be asked",
      gone,
      { blind: { umbrella: { forge: { code: "partial", text: "t" } } } },
      0,
      1,
    ],
    ["may be about what is undecided now", doubt("g1"), {}, 0, 1],
    ["is about nothing whatever else is undecided", doubt("g2"), {}, 1, 0],
  ])("%s", (_, given, more, stale, unproven) => {
    const made = report(given, { ...more, notes: [noteOn(first?.fingerprint)] });
    expect([made.notes?.stale.length, made.notes?.unproven]).toEqual([stale, unproven]);
    expect(made.notices).toEqual(report(given, more).notices);
  });
});

test("what is told as the cause of another finding is there", () => {
  const withCause = [...rules, { rule: ruleOf("cause", { cause_of: "umbrella" }), off: false, required: false }];
  const alone = judged({ findings: [finding("cause")] }, {}, withCause);
  const both = { findings: [finding("umbrella"), finding("cause")] };
  const made = judged(both, { notes: [noteOn(alone.findings[0]?.fingerprint)] }, withCause);
  expect(made.findings.map(({ rule }) => rule)).toEqual(["umbrella"]);
  expect(made.notes).toEqual({ entries: 1, unproven: 0, stale: [] });
});
