import type { Correlation } from "../../correlate/index.ts";
import type { Subject } from "../../correlate/subjects.ts";
import type { LoadedEstate } from "../../load/index.ts";
import { parseRecordId } from "../../model/record-id.ts";

/** Finds whom a record that an event names belongs to. */
export class Concerned {
  readonly #estate: LoadedEstate;
  readonly #correlation: Correlation;
  /** Principals of identities that are gone, and of the memberships and grants that some event is about. */
  readonly #holders: ReadonlyMap<string, number>;

  constructor(estate: LoadedEstate, correlation: Correlation) {
    this.#estate = estate;
    this.#correlation = correlation;
    this.#holders = new Map([...goneOf(correlation), ...holdersOf(estate)]);
  }

  /** The subject of a record; undefined where it is nobody's, or not there. */
  of(id: string): Subject | undefined {
    const number = this.#holders.get(id) ?? this.#estate.principals.numberOf(id);
    return number < 0 ? undefined : this.#correlation.subjects.ofPrincipal(number);
  }
}

/** An identity that is gone is told of with the account that was its. */
function goneOf({ links }: Correlation): Map<string, number> {
  return new Map(links.flatMap(({ gone }, number) => (gone ?? []).map(({ id }): [string, number] => [id, number])));
}

/** Memberships and grants have no numbers of their own, so the few that are asked for are looked for once. */
function holdersOf({ provisioning, nesting, grants, principals }: LoadedEstate): Map<string, number> {
  const ids = provisioning.events.map(({ keys }) => keys.subject);
  const asked = (kind: string) => new Set(ids.filter((id) => parseRecordId(id)?.kind === kind));
  const holders = new Map<string, number>();
  const memberships = asked("membership");
  if (memberships.size > 0)
    nesting.memberships.forEach((row, index) => {
      if (memberships.has(row.id)) holders.set(row.id, nesting.memberOf(index));
    });
  const held = asked("grant");
  if (held.size === 0) return holders;
  for (let principal = 0; principal < principals.size; principal += 1)
    grants.byPrincipal.each(principal, (grant) => {
      const id = idIn(grants.line(grant));
      if (id !== undefined && held.has(id)) holders.set(id, principal);
    });
  return holders;
}

function idIn(line: Uint8Array): string | undefined {
  const record: unknown = JSON.parse(Buffer.from(line).toString("utf8"));
  return typeof record === "object" && record !== null && "id" in record ? String(record.id) : undefined;
}
