import { describe, expect, test } from "vitest";
import { assembleWaivers, type WaiverFacts, waiverDocument } from "../../src/assemble/waiver-documents.ts";
import type { DeclaredWaiver } from "../../src/model/declared/waiver.ts";
import type { PlacedReference } from "../../src/model/reference.ts";
import { WaiverDocument } from "../../src/model/waiver-document.ts";

const person = (name: string): PlacedReference => ({ kind: "person", text: `person:${name}`, name, place: {} });
const party = { ref: "person:ana", kind: "person" as const, resolved: true, holders: [] };

function facts(more: Partial<WaiverFacts> = {}, waiver: Partial<DeclaredWaiver> = {}): WaiverFacts {
  return {
    waiver: {
      ...{ id: "w-1", rule: { id: "r", place: {} }, object: { kind: "exact", reference: person("ana") } },
      ...{ kind: "accepted-risk", owner: person("ana"), approver: person("li"), reason: "so" },
      ...{ created: "2026-11-20", until: "2027-01-31", place: {}, ...waiver },
    },
    ...{ declared: undefined, rule: { id: "r", known: true }, matches: [], objectState: "there" },
    ...{ owner: party, approver: party, approverBehind: [], approverOwnsAlone: false, search: "whole" },
    ...more,
  };
}

const match = (number: number, severity: "low" | "high" = "low") => ({
  ...{ fingerprint: number.toString(16).padStart(64, "0"), object: `account:crm/main/${number}`, app: "crm", severity },
});

describe("a waiver's document", () => {
  test.each<[string, string | undefined, number, string]>([
    ["2027-01-31T23:59:59Z", undefined, 0, "2027-01-31T23:59:59Z"],
    ["2027-02-01T00:00:00Z", undefined, -1, "2027-02-01T00:00:00Z"],
    ["2027-01-30T23:59:59Z", "2027-02-03T08:00:00Z", 86_400, "2027-02-03T08:00:00Z"],
    ["2027-01-30T23:59:59Z", "2026-02-03T08:00:00Z", 86_400, "2027-01-30T23:59:59Z"],
  ])("at %s, by a clock of %s, counts to the last second of its last day", (now, clock, secondsLeft, latest) => {
    const document = waiverDocument(facts(), { now, clock });
    expect(document).toMatchObject({ secondsLeft, latest, days: 72, ends: "2027-01-31T23:59:59Z" });
    expect(WaiverDocument.parse(document)).toEqual(document);
  });

  test("counts all it is about, lists a hundred, and tells how grave the gravest is", () => {
    const matches = Array.from({ length: 150 }, (_, number) => match(number, number === 149 ? "high" : "low"));
    const document = waiverDocument(facts({ matches: [{ ...match(0), asCause: true }, ...matches] }), {
      now: "2026-11-22T08:00:00Z",
    });
    expect(document.matches).toHaveLength(100);
    expect(document.matched).toEqual({ findings: 151, objects: 150, standing: 150, gravest: "high" });
    expect(waiverDocument(facts(), { now: "2026-11-22T08:00:00Z" }).matched).toEqual({
      findings: 0,
      objects: 0,
      standing: 0,
    });
  });

  test("is one of a batch, sorted by id", () => {
    const all = [facts({}, { id: "w-2" }), facts()];
    const [batch] = [...assembleWaivers(all, { now: "2026-11-22T08:00:00Z" })];
    expect([batch?.scope, batch?.ids]).toEqual(["waiver", ["waiver:w-1", "waiver:w-2"]]);
  });
});
