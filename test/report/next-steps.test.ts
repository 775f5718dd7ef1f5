import { expect, test } from "vitest";
import { nextSteps } from "../../src/report/next-steps.ts";
import { render, smallReport } from "./small-report.ts";

const silent = (rule: string, app: string, text: string, code = "field-not-read") => ({
  ...{ rule, app, code, text, required: false },
});
const lackStatus = ["a", "b", "c"].map((rule) =>
  silent(rule, "ad", `status of ${rule === "a" ? "account" : "identity"} records of ad was not read`),
);
const reading = { completeness: "asserted", observedAt: "2026-11-22T06:00:00Z", count: 1 } as const;
const ad = {
  ...({ system: "ad", role: "directory", required: true, declares: false } as const),
  kinds: [{ kind: "identity", ...reading }],
};

test("a field that three rules lack alone is told once, as what is mapped for a directory", () => {
  const { sources } = smallReport({ sources: [ad] });
  expect(nextSteps({ notEvaluable: lackStatus, sources })).toEqual([
    "map `status` of identity records of ad: 3 rules could not be asked somewhere for want of it",
  ]);
});

test("what few rules lack, or only with other fields, or for some reasons, is no next step", () => {
  const two = lackStatus.slice(1);
  const withOthers = silent("d", "ad", "status, kind of identity records of ad was not read");
  const inPart = { ...silent("e", "ad", "status of identity records of ad was not read"), reasons: ["x"] };
  expect(nextSteps({ notEvaluable: [...two, withOthers, inPart], sources: [] })).toEqual([]);
});

test("a rule that was asked somewhere is not listed as one that gave no verdict", () => {
  const many = Array.from({ length: 13 }, (_, index) => silent(`lone-${index}`, "ad", `why ${index}`));
  const found = silent("grant-no-active-record", "ad", "status of identity records of ad was not read");
  const text = render("text", smallReport({ notEvaluable: [...many, found] }));
  const [, section = ""] = text.split("Not evaluable");
  expect(section).toContain("13 rules lack fields that were not read: lone-0");
  expect(section.split("\nExamined")[0]).not.toContain("grant-no-active-record");
  expect(section).toContain("1 rule was asked in some places only: 1 not in ad");
});
