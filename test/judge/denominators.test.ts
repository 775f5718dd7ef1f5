import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Judgement } from "../../src/judge/index.ts";
import type { PlacedFinding } from "../../src/model/evaluation.ts";
import { Examined } from "../../src/model/rule.ts";
import { runsOf } from "../everything.ts";
import { finding, judged, ruleOf } from "./judged.ts";

const apps = ["forge", "crm"];
const rules = Examined.options.map((examines) => ({
  rule: ruleOf(`by-${examines}`, { examines, ...(examines === "account" && { cause_of: "by-grant" }) }),
  off: false,
  required: false,
}));

/** `forge` has accounts and grants, `crm` accounts alone; nothing else exists. */
const examined: Judgement["examined"] = {
  apps,
  of: (what, app) => (what === "account" ? 3 : what === "grant" && app === "forge" ? 2 : what === "machine" ? 1 : 0),
  total: () => 9,
};

const name = fc.constantFrom("a", "b", "c", "d", "e");
const raw: fc.Arbitrary<PlacedFinding> = fc.record({
  rule: fc.constantFrom(...rules.map(({ rule }) => rule.id), "no-rule"),
  app: fc.constantFrom("forge", "crm", "nowhere", "", "__proto__", "forge "),
  id: name,
  subject: name,
  scope: fc.constant("subject"),
  reason: fc.constantFrom("disabled", "deleted", "odd"),
  msg: fc.constantFrom("x", "y"),
  account: name,
  grant: name,
  identity: name,
  credential: name,
});

test("whatever rules say, what violates and what is undecided are parts of what was examined", () => {
  const lists = fc.record({
    findings: fc.array(raw, { maxLength: 30 }),
    unknowns: fc.array(raw, { maxLength: 30 }),
    homes: fc.dictionary(name, fc.constantFrom("forge", "crm", "nowhere")),
  });
  fc.assert(
    fc.property(lists, ({ findings, unknowns, homes }) => {
      const systemsOf = (subject: string) => {
        const home = homes[subject];
        return home === undefined ? undefined : new Set([home, "crm"]);
      };
      const ground = { examined, homeOf: (subject: string) => homes[subject], systemsOf };
      const report = judged({ findings, unknowns }, ground, rules);
      for (const { app, examined, violating, asCause, unknown } of report.counts) {
        expect(apps).toContain(app);
        expect(asCause).toBeLessThanOrEqual(violating);
        expect(violating + unknown).toBeLessThanOrEqual(examined);
      }
      for (const { app } of report.findings) expect(apps).toContain(app);
      // Nothing seems to have passed where something was found.
      for (const { rule, app } of report.findings)
        for (const count of report.counts.filter((one) => one.rule === rule && one.app === app))
          expect(count.violating).toBeGreaterThan(0);
      const strays = [...findings, ...unknowns].filter(({ rule, app }) => rule !== "no-rule" && !apps.includes(app));
      const failed = report.obstacles.filter(({ code }) => code === "rule-misplaced").map(({ rule }) => rule);
      expect(new Set(failed)).toEqual(new Set(strays.map(({ rule }) => rule)));
      // Nothing that was said is lost: it stands as a finding, as its cause, or as undecided.
      const said = [...report.findings, ...report.unknowns, ...report.findings.flatMap(({ causes }) => causes)];
      for (const { rule } of [...findings, ...unknowns].filter(({ rule }) => rule !== "no-rule"))
        expect(said.map((one) => one.rule)).toContain(rule);
    }),
    runsOf(300),
  );
});

describe("a finding in an application that does not exist", () => {
  const [rule] = rules.filter(({ rule: { examines } }) => examines === "grant");
  const report = judged(
    { findings: [finding("by-grant", { app: "nowhere", severity: "critical" }), finding("by-grant")] },
    { homeOf: () => "forge" },
    rule ? [rule] : [],
  );

  test("is undecided where its subject is at home, and says why and what it was", () => {
    expect(report.unknowns).toMatchObject([
      { app: "forge", reason: "misplaced", msg: 'The rule placed this in "nowhere", of which nothing was read: held' },
    ]);
    expect(report.findings).toHaveLength(1);
  });

  test("makes the run unable to judge by that rule", () => {
    expect(report.exitCode).toBe(2);
    expect(report.obstacles).toMatchObject([
      { code: "rule-misplaced", rule: "by-grant", text: expect.stringContaining('places a finding in "nowhere"') },
    ]);
  });
});

test("what a rule that is off says, or fails at, keeps nobody from judging", () => {
  const failure = { rule: "by-machine", subject: "s", scope: "subject", reason: "aborted", text: "t" } as const;
  const given = { findings: [finding("by-machine", { app: "nowhere" })], failures: [failure] };
  const off = rules.map((entry) => ({ ...entry, off: entry.rule.id === "by-machine" }));
  expect(judged(given, { examined }, off)).toMatchObject({ exitCode: 0, obstacles: [], unknowns: [] });
});

test("a rule that names more than was put before it is told so, and its findings stand", () => {
  const named = ["g1", "g2", "g3"].map((id) => finding("by-grant", { id, grant: id }));
  const only = rules.filter(({ rule }) => rule.id === "by-grant");
  const report = judged({ findings: named }, { examined }, only);
  expect(report.findings).toHaveLength(3);
  expect(report.counts).toMatchObject([{ app: "forge", examined: 2, violating: 2, unknown: 0 }]);
  expect(report.notices.find(({ code }) => code === "miscounted")?.text).toContain(
    "names 3 in forge, where it examined 2",
  );
});

test("a document that a rule broke off on is undecided wherever its subject is, and passed nowhere", () => {
  const only = rules.filter(({ rule }) => rule.id === "by-account" || rule.id === "by-machine");
  const failures = ["by-account", "by-machine"].map((rule) => ({
    ...{ rule, subject: "identity:hr/main/1", scope: "subject" as const, reason: "aborted" as const, text: "t" },
  }));
  const systemsOf = () => new Set(["crm", "forge"]);
  const { counts, exitCode } = judged({ failures }, { examined, systemsOf }, only);
  expect(counts.map(({ rule, app, examined: all, unknown }) => `${rule} ${app} ${unknown} of ${all}`)).toEqual([
    "by-account crm 1 of 3",
    "by-account forge 1 of 3",
    "by-machine crm 1 of 1",
    "by-machine forge 1 of 1",
  ]);
  expect(exitCode).toBe(2);
});

test("what violates for one reason and is undecided for another, violates", () => {
  const only = rules.filter(({ rule }) => rule.id === "by-grant");
  const { counts } = judged({ findings: [finding("by-grant")], unknowns: [finding("by-grant")] }, {}, only);
  expect(counts).toMatchObject([{ violating: 1, unknown: 0 }]);
});

describe("of a rule that examines people or machines", () => {
  const of = (what: Examined) => rules.filter(({ rule }) => rule.examines === what);
  const everywhere: Judgement["examined"] = { apps: ["crm", "forge", "hr"], of: () => 4, total: () => 4 };
  const systemsOf = () => new Set(["hr", "forge", "crm"]);
  const violating = (what: "machine" | "subject", more: Partial<PlacedFinding>) => {
    const one = finding(`by-${what}`, { subject: "identity:hr/main/1", ...more });
    const { counts } = judged({ findings: [one] }, { examined: everywhere, systemsOf }, of(what));
    return counts.flatMap(({ app, violating: count }) => (count > 0 ? [app] : []));
  };
  const whole = { id: "identity:hr/main/1", app: "hr", account: undefined, grant: undefined };

  test.each(["machine", "subject"] as const)("what is found of a record counts where that is (%s)", (what) => {
    expect(violating(what, {})).toEqual(["forge"]);
    expect(violating(what, { app: "crm" })).toEqual(["crm"]);
    expect(violating(what, { ...whole, account: "account:hr/main/a1" })).toEqual(["hr"]);
    expect(violating(what, { ...whole, credential: "credential:hr/main/k1" })).toEqual(["hr"]);
  });

  test.each(["machine", "subject"] as const)(
    "what is found of them as a whole counts wherever they are (%s)",
    (what) => {
      expect(violating(what, whole)).toEqual(["crm", "forge", "hr"]);
    },
  );

  test("a conflict in one application counts there", () => {
    expect(violating("subject", { ...whole, app: "crm" })).toEqual(["crm"]);
  });

  describe("access that is only expected", () => {
    const expected = { id: "identity:hr/main/1/entitlement:git/main/e1", app: "git", account: undefined };
    const found = [finding("by-subject", { ...expected, subject: "identity:hr/main/1", grant: undefined })];
    const violated = (examined: Judgement["examined"]) => {
      const places = { sources: [{ system: "git", role: "application", required: true, declares: false, kinds: [] }] };
      const ground = { examined, systemsOf, ...(places as Pick<Judgement, "sources">) };
      const { counts, notices } = judged({ findings: found, unknowns: found }, ground, of("subject"));
      expect(notices.filter(({ code }) => code === "miscounted")).toEqual([]);
      return counts.filter(({ violating: count }) => count > 0);
    };

    test("counts where it is expected, among those who have something there", () => {
      const withGit: Judgement["examined"] = { ...everywhere, apps: [...everywhere.apps, "git"] };
      expect(violated(withGit)).toMatchObject([{ app: "git", examined: 5, violating: 1, unknown: 0 }]);
      const empty = { ...withGit, of: (_: Examined, app: string) => (app === "git" ? 0 : 4) };
      expect(violated(empty)).toMatchObject([{ app: "git", examined: 1, violating: 1, unknown: 0 }]);
    });

    test("counts at home where nothing is examined in that system at all", () => {
      expect(violated(everywhere)).toMatchObject([{ app: "hr", examined: 4, violating: 1, unknown: 0 }]);
    });
  });

  test("that most of them violate a rule is told of the system alone that its findings name", () => {
    const many: Judgement["examined"] = { ...everywhere, of: () => 10 };
    const findings = [1, 2, 3, 4, 5, 6].map((number) => {
      const subject = `identity:hr/main/${number}`;
      return finding("by-machine", { ...whole, id: subject, subject });
    });
    const { counts, notices } = judged({ findings }, { examined: many, systemsOf }, of("machine"));
    expect(counts.map(({ app, violating: count }) => [app, count])).toEqual([
      ["crm", 6],
      ["forge", 6],
      ["hr", 6],
    ]);
    expect(notices.filter(({ code }) => code === "mostly-violating").map(({ app }) => app)).toEqual(["hr"]);
  });
});
