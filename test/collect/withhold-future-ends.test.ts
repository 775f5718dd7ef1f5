import { expect, test } from "vitest";
import { type FutureEndDates, withholdFutureEnds } from "../../src/collect/withhold-future-ends.ts";
import { collectedSource, type PlainSource, plainSource } from "./plain-source.ts";

const observedAt = "2026-11-20T04:00:00Z";

function source(endDate: string, employmentType?: string, role: PlainSource["role"] = "authoritative-identity") {
  const record = {
    id: "identity:hr/main/1",
    kind: "human" as const,
    status: "active" as const,
    rawStatus: "A",
    endDate,
    ...(employmentType !== undefined && { employmentType }),
  };
  return {
    ...{ system: "hr", role, zone: "UTC", tenants: ["main"], collector: { name: "files", version: 1 } },
    kinds: [{ kind: "identity", observedAt, completeness: "asserted", fieldsRead: ["endDate"], warnings: [] }],
    records: [{ kind: "identity", record }],
  } satisfies PlainSource;
}

function kept(given: PlainSource, keep: FutureEndDates = "contractors"): boolean {
  return plainSource(withholdFutureEnds(collectedSource(given), keep)).records.some(
    ({ record }) => "endDate" in record,
  );
}

test.each([
  ["an employee's end ahead is left out", source("2026-12-31", "Employee"), "contractors", false],
  ["somebody without a type counts as an employee", source("2026-12-31"), "contractors", false],
  ["part-time is employed", source("2026-12-31", "Part-time"), "contractors", false],
  ["the day of the export lies ahead until it has ended", source("2026-11-20", "employee"), "contractors", false],
  ["an end that has passed is stored", source("2026-11-19", "employee"), "contractors", true],
  ["an instant before the export has passed", source("2026-11-20T03:59:59Z", "employee"), "contractors", true],
  ["a contractor's end ahead is stored", source("2026-12-31", "contractor"), "contractors", true],
  ["none stores no contractor's either", source("2026-12-31", "contractor"), "none", false],
  ["all stores everybody's", source("2026-12-31", "employee"), "all", true],
  ["a word for employees that we do not know is one", source("2026-12-31", "Unbefristet"), "contractors", false],
  ["internal is no intern", source("2026-12-31", "internal"), "contractors", false],
  ["a directory tells no employee's end either", source("2026-12-31", "employee", "directory"), "contractors", false],
  ["an application may tell its ends", source("2026-12-31", undefined, "application"), "contractors", true],
] as const)("%s", (_name, given, keep, expected) => {
  expect(kept(given, keep)).toBe(expected);
});
