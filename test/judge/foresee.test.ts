import { describe, expect, test } from "vitest";
import { foresee } from "../../src/judge/foresee.ts";
import type { Finding } from "../../src/model/report.ts";
import { finding } from "../report/small-report.ts";

const gate = { failOn: "medium" } as const;
const waiver = { id: "w-1", reason: "moving", owner: "person:ana", until: "2026-12-01" };

/** What two days tell, as `on turn gates number was`. */
function told(today: readonly Finding[], ...days: (readonly Finding[])[]): string[] {
  const judged = days.map((findings, day) => ({ on: `2026-12-0${day + 1}`, report: { findings, gate } }));
  return foresee({ findings: today, gate }, judged).map(({ on, turn, gates, finding: { name }, was }) =>
    `${on} ${turn} ${gates} ${name} ${was ?? ""}`.trim(),
  );
}

describe("foresee", () => {
  test("tells nothing of what stays as it is", () => {
    expect(told([finding(1)], [finding(1)], [finding(1)])).toEqual([]);
  });

  test("tells each change on its day, also of what comes and goes again", () => {
    expect(told([], [finding(1)], [])).toEqual(["2026-12-01 appears true Ana 1", "2026-12-02 ends false Ana 1"]);
  });

  test("what does not reach the gate is told, and fails nothing", () => {
    expect(told([], [finding(1, { severity: "low" })])).toEqual(["2026-12-01 appears false Ana 1"]);
  });

  test("a waiver that ends opens its finding again", () => {
    expect(told([finding(1, { waiver })], [finding(1, { waiver })], [finding(1)])).toEqual([
      "2026-12-02 reopens true Ana 1",
    ]);
  });

  test("a severity that changes is told with what it was", () => {
    const [low, high] = [finding(1, { severity: "low" }), finding(1, { severity: "high" })];
    expect(told([low], [high], [low])).toEqual([
      "2026-12-01 graver true Ana 1 low",
      "2026-12-02 milder false Ana 1 high",
    ]);
  });

  test("what is not to be done because of a waiver fails nothing when it appears", () => {
    expect(told([], [finding(1, { waiver })])).toEqual(["2026-12-01 appears false Ana 1"]);
  });
});
