import { expect, test } from "vitest";
import { findFinding } from "../../../src/commands/decisions/find-finding.ts";
import { EntitlintError } from "../../../src/errors.ts";
import type { Finding } from "../../../src/model/report.ts";

const finding = (fingerprint: string, object: string) =>
  ({ fingerprint, rule: "orphan-account", object }) as unknown as Finding;
const findings = [
  finding(`1234abcd5${"0".repeat(55)}`, "account:a/b/1"),
  finding(`1234abcd6${"0".repeat(55)}`, "account:a/b/2"),
];

test("a beginning that two fingerprints share lists both, and one digit more tells them apart", () => {
  try {
    findFinding("1234abcd", { findings });
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(EntitlintError);
    expect((error as EntitlintError).exitCode).toBe(3);
    expect((error as EntitlintError).problems).toEqual([
      {
        code: "decision/ambiguous-finding",
        message: "2 findings have a fingerprint that begins with 1234abcd",
        next: "Give more of its digits.",
        details: findings.map(({ fingerprint, object }) => `  ${fingerprint}  orphan-account on ${object}`),
      },
    ]);
  }
  expect(findFinding("1234abcd6", { findings })).toBe(findings[1]);
});
