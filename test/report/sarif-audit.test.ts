import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import type { Report } from "../../src/model/report.ts";
import { acting, hostileReport, tries } from "./hostile-report.ts";
import { cleanReport, finding, render, smallReport, unjudgedReport } from "./small-report.ts";

const Result = z.looseObject({
  ruleId: z.string().regex(/\S/),
  ruleIndex: z.int().optional(),
  kind: z.enum(["fail", "open", "pass", "notApplicable"]),
  level: z.enum(["none", "note", "warning", "error"]),
  message: z.strictObject({ text: z.string().regex(/\S/) }),
  locations: z.array(z.looseObject({})),
  suppressions: z.array(z.looseObject({ kind: z.literal("external"), status: z.literal("accepted") })),
  baselineState: z.enum(["new", "unchanged", "updated", "absent"]).optional(),
});
const Target = z.strictObject({
  ...{ id: z.string(), index: z.int() },
  toolComponent: z.strictObject({ name: z.string(), index: z.int() }),
});
const Run = z.looseObject({
  tool: z.looseObject({
    driver: z.looseObject({
      supportedTaxonomies: z.array(z.strictObject({ name: z.string(), index: z.int() })),
      rules: z.array(
        z.looseObject({
          id: z.string(),
          relationships: z
            .array(z.strictObject({ target: Target, kinds: z.tuple([z.literal("relevant")]) }))
            .optional(),
        }),
      ),
    }),
  }),
  taxonomies: z.array(z.looseObject({ name: z.string(), taxa: z.array(z.strictObject({ id: z.string() })) })),
  invocations: z.tuple([
    z.looseObject({
      ...{ executionSuccessful: z.boolean(), exitCode: z.int() },
      toolExecutionNotifications: z.array(
        z.looseObject({ level: z.string(), descriptor: z.strictObject({ id: z.string() }) }),
      ),
    }),
  ]),
  results: z.array(Result),
});
const Log = z.strictObject({ $schema: z.url(), version: z.literal("2.1.0"), runs: z.tuple([Run]) });
const runOf = (report: Report) => Log.parse(JSON.parse(render("sarif-audit", report))).runs[0];
const waiver = { id: "w-1", reason: "vendor has no expiry", owner: "group:okta/pay", until: "2027-01-31" };

describe("SARIF for auditors", () => {
  test("has every verdict, by SARIF's own kinds", () => {
    const { results, invocations } = runOf(smallReport());
    expect(results.map(({ kind, level, ruleId, message }) => `${kind} ${level} ${ruleId}: ${message.text}`)).toEqual([
      "fail error grant-no-active-record: dev in forge by account:forge/main/a1 belongs to nobody.",
      "fail error grant-no-active-record: dev in forge by account:forge/main/a2 belongs to nobody. Because of orphan-account: it matches nobody.",
      "fail note nhi-no-expiry: dev in forge by account:forge/main/a3 belongs to nobody.",
      "open none grant-no-active-record: 9 cases in doors. It has no line of its own; this is where the snapshot's manifest tells of its system.",
      "pass none nhi-no-expiry: 2 identities of idp examined, and nothing found.",
      "notApplicable none snapshot-integrity: snapshot-integrity examined nothing: there is nothing of its kind.",
    ]);
    expect(results[1]).toMatchObject({
      ...{ ruleIndex: 0, fingerprints: { "entitlint/v1": finding(2).fingerprint } },
      locations: [
        { physicalLocation: { artifactLocation: { uri: "snapshots/forge/grant.ndjson" }, region: { startLine: 3 } } },
      ],
      properties: { severity: "high", reason: "inactive", subject: "identity:idp/main/2", causes: ["orphan-account"] },
    });
    expect(results[3]).toMatchObject({ occurrenceCount: 9 });
    const [{ toolExecutionNotifications: told, executionSuccessful }] = invocations;
    expect(executionSuccessful).toBe(true);
    expect(told.map(({ level, descriptor }) => `${level} ${descriptor.id}`)).toEqual([
      "warning correlation-not-set-up",
      "note mostly-violating",
    ]);
  });

  test("has no pass where the run could not judge", () => {
    const { results } = runOf(unjudgedReport(2, { counts: smallReport().counts }));
    expect(results.map(({ kind, message }) => `${kind}: ${message.text}`)).toContain(
      "open: 2 identities of idp examined. Nothing was found, but this run could not judge.",
    );
    expect(results.map(({ kind }) => kind)).not.toContain("pass");
  });

  test("relates rules to their controls in taxonomies, by name and by index", () => {
    const { taxonomies, tool } = runOf(smallReport());
    const { rules, supportedTaxonomies } = tool.driver;
    expect(taxonomies.map(({ name, taxa }) => `${name}: ${taxa.map(({ id }) => id).join(", ")}`)).toEqual([
      "CIS Critical Security Controls: CIS 5.1",
      "NIST SP 800-53: AC-2(3)",
      "OWASP Non-Human Identities Top 10: NHI1:2025",
      "Other controls: House rule 7",
    ]);
    for (const { name, index } of supportedTaxonomies) expect(taxonomies[index]?.name).toBe(name);
    const targets = rules.flatMap(({ relationships = [] }) => relationships.map(({ target }) => target));
    expect(targets).toHaveLength(5);
    for (const { id, index, toolComponent } of targets) {
      expect(taxonomies[toolComponent.index]).toMatchObject({ name: toolComponent.name });
      expect(taxonomies[toolComponent.index]?.taxa[index]).toEqual({ id });
    }
  });

  test("a rule that is off is told as switched off, and gives no result", () => {
    const { results, tool } = runOf(smallReport());
    expect(tool.driver.rules.at(-1)).toMatchObject({ id: "switched-off", defaultConfiguration: { enabled: false } });
    expect(results.map(({ ruleId }) => ruleId)).not.toContain("switched-off");
  });

  test("says of every result whether it is suppressed, and why", () => {
    const { results } = runOf(smallReport({ findings: [finding(1, { waiver }), finding(2)] }));
    expect(results[0]?.suppressions).toEqual([
      {
        ...{ kind: "external", status: "accepted", justification: "vendor has no expiry" },
        properties: { waiver: "w-1", owner: "group:okta/pay", until: "2027-01-31" },
      },
    ]);
    for (const { suppressions } of results.slice(1)) expect(suppressions).toEqual([]);
  });

  test("says of every result how it was before, where something was compared, and of none where nothing was", () => {
    expect(runOf(smallReport()).results.every((result) => !("baselineState" in result))).toBe(true);
    const changes = ["introduced", "fallen-due", "changed", "pre-existing", "fixed"] as const;
    const { results } = runOf(smallReport({ findings: changes.map((change, at) => finding(at, { change })) }));
    expect(results.map(({ kind, baselineState }) => `${kind} ${baselineState}`)).toEqual([
      ...["fail new", "fail new", "fail updated", "fail unchanged", "fail absent"],
      ...["open new", "pass new", "notApplicable new"],
    ]);
  });

  test.each([2, 3] as const)("of a run with exit code %i is a failed run", (exitCode) => {
    const [{ executionSuccessful, toolExecutionNotifications }] = runOf(unjudgedReport(exitCode)).invocations;
    expect(executionSuccessful).toBe(false);
    expect(toolExecutionNotifications[0]).toMatchObject({
      level: "error",
      message: { text: "the account records of forge are partial" },
    });
    const bare = runOf(unjudgedReport(exitCode, { obstacles: [], rules: [], counts: [] }));
    expect(bare.invocations[0].toolExecutionNotifications).toMatchObject([{ level: "error" }]);
    expect(bare.results).toEqual([]);
    expect(runOf(cleanReport()).invocations[0]).toMatchObject({ executionSuccessful: true, exitCode: 0 });
  });
});

test("nothing hostile comes through: it parses, refers to what is there, and nothing in it acts", () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      expect(render("sarif-audit", report)).not.toMatch(acting);
      const { results, tool, taxonomies } = runOf(report);
      for (const { ruleId, ruleIndex, message } of results) {
        if (ruleIndex !== undefined) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
        expect(message.text).not.toMatch(acting);
        expect(message.text).not.toContain("](");
      }
      for (const { relationships = [] } of tool.driver.rules)
        for (const { target } of relationships)
          expect(taxonomies[target.toolComponent.index]?.taxa[target.index]?.id).toBe(target.id);
    }),
    tries,
  );
});
