import { describe, expect, test } from "vitest";
import type { SeverityStep } from "../../src/model/report.ts";
import { finding, render, smallReport } from "./small-report.ts";

const privileged: SeverityStep = { from: "medium", to: "high", by: "rule", why: "The grant is privileged." };
const aged = (since: string): SeverityStep => ({
  ...{ from: "high", to: "critical", by: "time" },
  why: `It has lasted since ${since}.`,
});
const told = "Raised from medium to high: The grant is privileged.";

const alike = smallReport({ findings: [1, 2].map((number) => finding(number, { steps: [privileged] })) });
const apart = smallReport({
  findings: ["2026-05-01", "2026-06-01"].map((day, number) =>
    finding(number, { severity: "critical", steps: [privileged, aged(day)] }),
  ),
});
const count = (text: string, part: string) => text.split(part).length - 1;
const flat = (text: string) => text.replaceAll(/\s+/g, " ");

describe("why a finding is as grave as it is", () => {
  test("stands in JSON step by step, and is absent where the severity is the rule's own", () => {
    const { findings } = JSON.parse(render("json", apart));
    expect(findings[0].steps).toEqual([privileged, aged("2026-05-01")]);
    expect(JSON.parse(render("json", smallReport())).findings[0]).not.toHaveProperty("steps");
  });

  test.each(["text", "markdown"])("is told once in %s for findings of a rule that share it", (format) => {
    expect(count(flat(render(format, alike)), told)).toBe(1);
  });

  test.each(["text", "markdown"])("is told in %s of each where it differs", (format) => {
    const text = flat(render(format, apart)).replaceAll("`", "");
    expect(count(text, told)).toBe(2);
    for (const day of ["2026-05-01", "2026-06-01"])
      expect(text).toContain(`${told} Raised from high to critical: It has lasted since ${day}.`);
  });

  test.each(["text", "markdown", "junit", "csv", "sarif", "sarif-audit", "gitlab"])(
    "takes no word in %s where there is no step",
    (format) => {
      expect(render(format, smallReport())).not.toMatch(/Raised|Lowered/);
      expect(render(format, alike)).toContain(format === "text" ? "Raised from" : "Raised");
    },
  );

  test("is a property of each result for auditors", () => {
    const [result] = JSON.parse(render("sarif-audit", alike)).runs[0].results;
    expect(result.properties.steps).toEqual([privileged]);
  });

  test("says of a milder finding that it was lowered", () => {
    const steps: SeverityStep[] = [{ from: "high", to: "low", by: "config", why: "The config says so." }];
    const report = smallReport({ findings: [finding(1, { severity: "low", steps })] });
    expect(flat(render("text", report))).toContain("Lowered from high to low: The config says so.");
  });
});
