import { expect, test } from "vitest";
import { silence } from "../../src/report/blind-text.ts";

const entry = { rule: "r", app: "crm", text: "why", required: false };

test("what could not be asked is told apart from what could be asked of some", () => {
  expect(silence({ ...entry, code: "partial" })).toBe("r could not be asked of crm: why");
  expect(silence({ ...entry, code: "field-not-read", reasons: ["a", "b"] })).toBe(
    "r could be asked of crm only in part, without a, b: why",
  );
  expect(silence({ ...entry, code: "partial", reasons: ["a", "b"] })).toBe(
    "r could be asked of crm only in part, and for a, b not of everything: why",
  );
});
