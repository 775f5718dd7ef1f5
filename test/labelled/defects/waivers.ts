import { leave } from "../clean/changes.ts";
import { addIntegration } from "../clean/machines.ts";
import type { Clean } from "../clean.ts";
import { type Defect, type Label, label } from "../defect.ts";

/** A key without an end, and the waiver that somebody has written for it. */
function waive(
  clean: Clean,
  index: number,
  waiver: Record<string, unknown>,
): { key: string; id: string; still: Label } {
  const { estate, officers } = clean;
  const account = addIntegration(estate, index, officers[5]?.mail ?? "");
  const key = `credential:crm/main/api-key-${account.slice(account.lastIndexOf("/") + 1)}`;
  estate.change(key, { expiresAt: "never" });
  const id = `w-${index}`;
  estate.list("waivers/2026-11").push({
    ...{ id, rule: "nhi-no-expiry", object: key, kind: "accepted-risk", reason: "the vendor knows no end" },
    ...{
      owner: `person:${officers[6]?.mail}`,
      approver: `person:${officers[7]?.mail}`,
      control: "changed every quarter",
    },
    ...{ created: "2026-11-01", until: "2027-01-15", ...waiver },
  });
  return { key, id: `waiver:${id}`, still: label("nhi-no-expiry", key, "what is not waived stays") };
}

export const waivers: readonly Defect[] = [
  {
    what: "a waiver whose owner has left",
    plant: (clean) => {
      const person = clean.take("support");
      leave(clean.estate, person, { at: "2026-10-28T16:00:00Z" });
      const { id, still } = waive(clean, 90, { owner: `person:${person.mail}` });
      return [label("waiver-invalid", id), still];
    },
  },
  {
    what: "a waiver for a pattern that means more than it says",
    plant: (clean) => {
      const { still } = waive(clean, 91, {});
      clean.estate.list("waivers/2026-11").pop();
      const other = waive(clean, 101, { object: { pattern: "credential:crm/main/api-key-sync-*2", maxMatches: 1 } });
      return [label("waiver-invalid", other.id), still, other.still];
    },
  },
  {
    what: "a waiver that has ended, and would be about something",
    plant: (clean) => {
      const { id, still } = waive(clean, 93, { created: "2026-09-01", until: "2026-10-31" });
      return [label("waiver-expired", id), still];
    },
  },
  {
    what: "a waiver that ends in ten days",
    plant: (clean) => [
      label("waiver-expired", waive(clean, 94, { until: "2026-12-02" }).id, "a warning, two weeks before"),
    ],
  },
  {
    what: "a waiver that ends in fifteen days",
    plant: (clean) => {
      waive(clean, 95, { until: "2026-12-07" });
      return [];
    },
  },
  {
    what: "a waiver for something that is not there, for longer than ninety days",
    plant: ({ estate, officers }) => {
      estate.list("waivers/2026-11").push({
        ...{
          id: "w-96",
          rule: "nhi-stale",
          object: "credential:crm/main/api-key-sync-01",
          kind: "accepted-risk",
          reason: "seldom used",
        },
        ...{
          owner: `person:${officers[6]?.mail}`,
          approver: `person:${officers[7]?.mail}`,
          created: "2026-08-01",
          until: "2026-12-31",
        },
      });
      return [label("waiver-unused", "waiver:w-96")];
    },
  },
  {
    what: "a waiver for something that is not there yet, written two days ago",
    plant: ({ estate, officers }) => {
      estate.list("waivers/2026-11").push({
        ...{
          id: "w-97",
          rule: "nhi-stale",
          object: "credential:crm/main/api-key-sync-02",
          kind: "accepted-risk",
          reason: "seldom used",
        },
        ...{
          owner: `person:${officers[6]?.mail}`,
          approver: `person:${officers[7]?.mail}`,
          created: "2026-11-20",
          until: "2026-12-31",
        },
      });
      // The catalogue waits ninety days before it tells; the rule's page tells at once, as low.
      return [label("waiver-unused", "waiver:w-97")];
    },
  },
];
