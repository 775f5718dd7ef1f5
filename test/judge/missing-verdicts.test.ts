import { describe, expect, test } from "vitest";
import type { ReportSource } from "../../src/model/report.ts";
import { finding, judged, ruleOf } from "./judged.ts";

const rule = { rule: ruleOf("by-grant"), off: false, required: false };
const source = (more: Partial<ReportSource["kinds"][number]>, required = true): ReportSource => ({
  ...{ system: "hr", role: "authoritative-identity", required, declares: false },
  kinds: [{ kind: "identity", observedAt: "2026-11-22T06:00:00Z", completeness: "asserted", count: 0, ...more }],
});
const codes = (report: ReturnType<typeof judged>) => report.obstacles.map(({ code }) => code);

describe("a source without one record", () => {
  test.each<[string, ReportSource, number, string[], string[]]>([
    ["required and merely believed", source({}), 2, ["source-empty"], []],
    ["required and read in part only", source({ completeness: "scoped" }), 2, ["source-empty"], []],
    ["required, and nothing is what was announced", source({ completeness: "full" }), 0, [], ["source-empty"]],
    ["not required", source({}, false), 0, [], ["source-empty"]],
    ["with a record", source({ count: 1 }), 0, [], []],
  ])("%s", (_, given, exitCode, obstacles, notices) => {
    const report = judged({}, { sources: [given] }, [rule]);
    expect([report.exitCode, codes(report), report.notices.map(({ code }) => code)]).toEqual([
      exitCode,
      obstacles,
      notices,
    ]);
  });

  test("is none where another kind of it has some", () => {
    const mixed = source({});
    const kinds = [...mixed.kinds, ...source({ kind: "group", count: 4 }).kinds];
    expect(judged({}, { sources: [{ ...mixed, kinds }] }, [rule]).exitCode).toBe(0);
  });
});

describe("a required rule that nothing was put before", () => {
  const idle = { rule: ruleOf("by-machine", { examines: "machine" }), off: false, required: true };
  const examined = { of: (what: string) => (what === "machine" ? 0 : 9), total: () => 9, apps: ["forge"] };

  test("is no pass, though other rules counted", () => {
    const report = judged({}, { examined }, [rule, idle]);
    expect([report.exitCode, codes(report)]).toEqual([2, ["required-rule"]]);
    expect(report.obstacles[0]?.text).toBe(
      "by-machine is required and examined nothing: there is not one machine to put before it",
    );
  });

  test("is none where it is off, not required, or has examined something", () => {
    expect(judged({}, { examined }, [rule, { ...idle, off: true }]).exitCode).toBe(0);
    expect(judged({}, { examined }, [rule, { ...idle, required: false }]).exitCode).toBe(0);
    expect(judged({}, {}, [rule, idle]).exitCode).toBe(0);
  });

  test("is told once where it is blind as well", () => {
    const blind = { "by-machine": { forge: { code: "partial", text: "half" } } };
    expect(codes(judged({}, { examined, blind }, [rule, idle]))).toEqual(["required-rule"]);
  });
});

describe("cases that one cause keeps undecided", () => {
  const shared = {
    rule: ruleOf("by-grant", { shared: { uncorrelated: "nobody is linked" } }),
    off: false,
    required: false,
  };
  const unknowns = ["forge", "crm"].flatMap((app) =>
    ["g1", "g2"].map((id) => finding("by-grant", { app, id: `${app} ${id}`, reason: "uncorrelated" })),
  );
  const report = judged(
    { unknowns: [...unknowns, finding("by-grant", { reason: "disputed" })] },
    { examined: { of: () => 9, total: () => 9, apps: ["crm", "forge"] } },
    [shared],
  );

  test("are told once for each application, with their number", () => {
    expect(report.unknowns).toMatchObject([
      { app: "crm", object: "crm", count: 2, msg: "2 cases in crm cannot be judged: nobody is linked." },
      { app: "forge", object: "forge", count: 2 },
      { app: "forge", object: "grant:forge/main/g1", reason: "disputed" },
    ]);
  });

  test("count one by one", () => {
    expect(report.counts.map(({ app, unknown }) => [app, unknown])).toEqual([
      ["crm", 2],
      ["forge", 3],
    ]);
  });
});
