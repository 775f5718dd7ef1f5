import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareSeverity, severities } from "../../../src/model/severity.ts";
import { Data } from "../../../src/triage/data/data.ts";
import { compileFilter } from "../../../src/triage/filter/compile.ts";
import { fieldNames } from "../../../src/triage/filter/fields.ts";
import { parseFilter } from "../../../src/triage/filter/parse.ts";
import { madeFinding, madeFindings, madeGround, madeReport } from "../made-up.ts";

const data = new Data(madeReport(madeFindings(30)), madeGround.ownerOf);
const untouched = { marks: new Set<number>(), decided: new Set<string>() };

function met(text: string, within = data, touched = untouched): number[] {
  const parsed = parseFilter(text);
  if ("problem" in parsed) throw new Error(parsed.problem.message);
  return [...within.findings.keys()].filter(compileFilter(parsed.terms, within, touched));
}

const all = (passes: (index: number) => boolean) => [...data.findings.keys()].filter(passes);

describe("a filter", () => {
  test.each([
    ["", () => true],
    ["app:crm", (index: number) => index % 2 === 0],
    ["-app:crm", (index: number) => index % 2 === 1],
    ["owner:none", (index: number) => index % 2 === 1],
    ["owner:sales,none", () => true],
    ["sev>=high", (index: number) => index % 5 <= 1],
    ["sev:crit,med", (index: number) => index % 5 === 0 || index % 5 === 2],
    ["sev<low", (index: number) => index % 5 === 4],
    ["rule=rule-1 app:pay", (index: number) => index % 3 === 1 && index % 2 === 1],
    ["rule:*-2", (index: number) => index % 3 === 2],
    ["control:none", (index: number) => index % 3 === 2],
    ["control=ac-2", (index: number) => index % 3 !== 2],
    ['"person 0007"', (index: number) => index === 7],
    ["account:crm/acme/u0012", (index: number) => index === 12],
    ["PERSON 0003", (index: number) => index === 3],
    ["is:new", () => true],
    ["is:waived", () => false],
  ])("%j", (text, passes) => {
    expect(met(text)).toEqual(all(passes));
  });

  test("knows what was marked and decided just now", () => {
    const touched = { marks: new Set([4]), decided: new Set([data.at(9).fingerprint]) };
    expect([met("is:marked", data, touched), met("is:decided", data, touched)]).toEqual([[4], [9]]);
  });

  test("finds text in notes, and what has one", () => {
    const notes = ["Asked the vendor", undefined, "waits for Ana"];
    const noted = new Data(
      madeReport(notes.map((note, number) => madeFinding(number, note === undefined ? {} : { note }))),
      () => undefined,
    );
    const asked = ["note:vendor", 'note="waits for ana"', "note:none", "is:noted", "-is:noted", "VENDOR", "note:a*a"];
    expect(asked.map((text) => met(text, noted))).toEqual([[0], [2], [1], [0, 2], [1], [0], [2]]);
  });

  test("knows how findings stand", () => {
    const baseline = { owner: "group:a/b", until: "2026-12-01" };
    const waiver = { id: "w-1", reason: "x", owner: "group:a/b", until: "2026-12-01" };
    const changed = [
      {},
      { waiver },
      { baseline: { ...baseline, state: "open" as const } },
      { baseline: { ...baseline, state: "overdue" as const } },
      { baseline: { ...baseline, state: "graver" as const } },
      { change: "fixed" as const },
      { change: "pre-existing" as const },
    ];
    const standing = new Data(madeReport(changed.map((one, number) => madeFinding(number, one))), () => undefined);
    const words = ["new", "waived", "put-off", "overdue", "graver", "fixed", "pre-existing"];
    expect(words.map((word) => met(`is:${word}`, standing))).toEqual(words.map((_, index) => [index]));
    expect(met("is:due", standing)).toEqual([0, 3, 4, 6]);
  });
});

describe("a mistake is told with its place", () => {
  test.each([
    ["crm sve>=high", 4, 9, /Did you mean `sev`/],
    ["sev:grave", 0, 9, /no severity/],
    ["app>crm", 0, 7, /says nothing/],
    ["is:nwe", 0, 6, /Did you mean `new`/],
    ["a rule:", 2, 5, /missing/],
    ['a "b', 2, 2, /not closed/],
    ["sev>=high,low", 0, 13, /takes one/],
  ])("%j", (text, at, length, message) => {
    expect(parseFilter(text)).toEqual({ problem: { at, length, message: expect.stringMatching(message) } });
  });
});

describe("whatever is typed", () => {
  test("is read or told wrong, within the text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: "grapheme" }),
          fc
            .array(fc.constantFrom(...fieldNames, ":", ">=", '"', "-", " ", "a", ",", "*", "high"))
            .map((parts) => parts.join("")),
        ),
        (text) => {
          const parsed = parseFilter(text);
          if (!("problem" in parsed)) return void compileFilter(parsed.terms, data, untouched)(0);
          const { at, length } = parsed.problem;
          expect(length).toBeGreaterThan(0);
          expect(at + length).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });

  test("a term and its opposite part the findings in two", () => {
    const term = fc.oneof(
      fc
        .tuple(fc.constantFrom("sev"), fc.constantFrom(":", "=", ">=", "<=", ">", "<"), fc.constantFrom(...severities))
        .map((parts) => parts.join("")),
      fc
        .tuple(
          fc.constantFrom("app", "rule", "owner", "object", "subject"),
          fc.constantFrom(":", "="),
          fc.stringMatching(/^[a-z0-9*]{1,5}$/),
        )
        .map((parts) => parts.join("")),
      fc.stringMatching(/^[a-z0-9]{1,4}$/),
    );
    fc.assert(
      fc.property(term, (text) => {
        expect([...met(text), ...met(`-${text}`)].toSorted((a, b) => a - b)).toEqual(all(() => true));
      }),
    );
  });

  test("every further term only takes away", () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,3}$/);
    fc.assert(
      fc.property(word, word, (one, other) => {
        const both = new Set(met(`${one} ${other}`));
        expect(met(one).filter((index) => met(other).includes(index))).toEqual([...both]);
      }),
    );
  });

  test("severities compare as they rise", () => {
    fc.assert(
      fc.property(fc.constantFrom(...severities), (severity) => {
        expect(met(`sev>=${severity}`)).toEqual(
          all((index) => compareSeverity(data.at(index).severity, severity) >= 0),
        );
      }),
    );
  });
});
