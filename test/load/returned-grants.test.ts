import { expect, test } from "vitest";
import { readReturnedGrants } from "../../src/load/returned-grants.ts";
import type { SystemInput } from "../../src/model/estate-input.ts";
import { system } from "./invented-estate.ts";

const gap = { lastSeen: "2026-11-01T08:00:00Z", seenAgain: "2026-11-20T08:00:00Z" };
const earlier = { lastSeen: "2026-01-01T08:00:00Z", seenAgain: "2026-02-01T08:00:00Z" };
const line = (id: string, more: object = {}) =>
  JSON.stringify({ firstSeen: "2026-01-01T08:00:00Z", id: `grant:forge/main/${id}`, ...more });

function read(...lines: string[]) {
  const bytes = Buffer.from(`${lines.join("\n")}\n`);
  const forge: SystemInput = {
    ...system("forge", "application", []),
    history: { grant: [{ path: "forge/grant.history.ndjson", bytes: bytes.subarray(0, bytes.length - 1) }] },
  };
  const faults: Parameters<typeof readReturnedGrants>[1] = [];
  return { found: [...readReturnedGrants([forge], faults)], faults: faults.map(({ fault }) => fault.reason) };
}

test("of grants that were away the last time counts, wherever they stand; of others nothing is kept", () => {
  const { found, faults } = read(
    line("a", { gaps: [earlier, gap] }),
    line("b"),
    line('"gaps":', { since: {} }),
    line("z", { gaps: [gap] }),
  );
  expect(found).toEqual([
    ["grant:forge/main/a", gap],
    ["grant:forge/main/z", gap],
  ]);
  expect(faults).toEqual([]);
});

test("a line that is no history is a fault, and loses no other", () => {
  const { found, faults } = read(line("a", { gaps: "often" }), '{"gaps":', line("b", { gaps: [gap] }));
  expect(found).toEqual([["grant:forge/main/b", gap]]);
  expect(faults).toEqual(["invalid", "invalid"]);
});
