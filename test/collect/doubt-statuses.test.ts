import { expect, test } from "vitest";
import { doubtStatuses } from "../../src/collect/doubt-statuses.ts";
import type { CollectedSource } from "../../src/model/collected.ts";
import { collectedSource } from "./plain-source.ts";

/** A source of ten people, so many of whom have a status that is not understood. */
function source(unexplained: number, fieldsRead = ["status"]): CollectedSource {
  const record = (number: number) => ({
    ...{ id: `identity:hr/main/${number}`, kind: "human" as const, rawStatus: "x" },
    status: number < unexplained ? ("unknown" as const) : ("active" as const),
  });
  return collectedSource({
    ...{ system: "hr", role: "authoritative-identity", zone: "UTC", tenants: ["main"] },
    collector: { name: "files", version: 1 },
    kinds: [
      { kind: "identity", observedAt: "2026-11-20T04:00:00Z", completeness: "asserted", fieldsRead, warnings: [] },
    ],
    records: Array.from({ length: 10 }, (_, number) => ({ kind: "identity", record: record(number) })),
  });
}

const completeness = (given: CollectedSource) => doubtStatuses(given).kinds[0]?.completeness;

test("a kind is partial where more than a fifth of the statuses is not understood, and says so", () => {
  expect([0, 2, 3, 10].map((unexplained) => completeness(source(unexplained)))).toEqual([
    ...["asserted", "asserted", "partial", "partial"],
  ]);
  expect(doubtStatuses(source(10)).kinds[0]?.warnings).toEqual([
    expect.stringContaining("10 of 10 records have a status that the map does not know"),
  ]);
});

test("where the source reads no status at all the rules that need one say so themselves", () => {
  expect(completeness(source(10, ["userName"]))).toBe("asserted");
});
