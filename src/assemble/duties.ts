import type { Containment } from "../correlate/declared/containment.ts";
import { Directory } from "../correlate/directory.ts";
import { findEntitlements } from "../correlate/find-entitlements.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { PlacedReference } from "../model/access.ts";
import type { DutyEntry, ExpectedEntry } from "../model/document.ts";
import type { AccountPart } from "./account-parts.ts";
import { deniedOf } from "./effective.ts";
import type { ReachedGrant } from "./reached-grant.ts";

interface Side {
  readonly conflict: string;
  readonly side: "a" | "b";
}

/** Which sides of which conflicts entitlements and groups are on. */
export class Duties {
  readonly #estate: LoadedEstate;
  readonly #entitlements = new Map<number, Side[]>();
  readonly #groups = new Map<number, Side[]>();
  readonly #numbers: ReadonlyMap<string, number>;

  constructor(estate: LoadedEstate, containment: Containment) {
    this.#estate = estate;
    this.#numbers = new Map(estate.entitlements.map(({ id }, number) => [id, number]));
    const directory = new Directory(estate.principals, []);
    for (const { id, a, b } of estate.access.sod) {
      for (const [side, references] of [
        ["a", a],
        ["b", b],
      ] as const) {
        for (const reference of references) this.#note(reference, { conflict: id, side }, directory);
      }
    }
    if (this.#entitlements.size === 0) return;
    // Whoever holds a role holds the duties of all that it brings.
    estate.entitlements.forEach((_, outer) => {
      for (const inner of containment.inside(outer).keys()) {
        for (const side of this.#entitlements.get(inner) ?? []) addSide(this.#entitlements, outer, side);
      }
    });
  }

  /** The ways in which a subject holds sides of conflicts, for conflicts of which it touches both. */
  of(parts: readonly AccountPart[], expected: readonly ExpectedEntry[], groups: ReadonlySet<number>): DutyEntry[] {
    if (this.#entitlements.size === 0 && this.#groups.size === 0) return [];
    const found = [
      ...parts.flatMap((part) => this.#ofGrants(part)),
      ...expected.flatMap((entry) => this.#ofExpected(entry)),
      ...[...groups].flatMap((group) => this.#ofGroup(group)),
    ];
    const touched = new Set(found.map(({ conflict, side }) => `${side} ${conflict}`));
    return found
      .filter(({ conflict }) => touched.has(`a ${conflict}`) && touched.has(`b ${conflict}`))
      .toSorted((x, y) => (keyOf(x) < keyOf(y) ? -1 : 1));
  }

  #note(reference: PlacedReference, side: Side, directory: Directory): void {
    const { entitlements } = this.#estate;
    if (reference.kind === "group") {
      const [group, second] = directory.groups(reference.system, reference.name);
      if (group !== undefined && second === undefined) addSide(this.#groups, group, side);
      return;
    }
    const numbers =
      reference.kind === "tag"
        ? entitlements.flatMap(({ keys }, number) => (keys.sodTags.includes(reference.tag) ? [number] : []))
        : reference.kind === "entitlement"
          ? findEntitlements(reference, this.#estate).map(({ id }) => this.#numbers.get(id) ?? -1)
          : [];
    // Reading alone is no duty, whatever a tag over many names says; one that is named itself is meant.
    for (const number of numbers) {
      if (reference.kind === "tag" && entitlements[number]?.keys.readOnly) continue;
      addSide(this.#entitlements, number, side);
    }
  }

  #ofGrants({ row, grants: all }: AccountPart): DutyEntry[] {
    const { grants } = this.#estate;
    const touching = all.filter(({ grant }) => this.#entitlements.has(grants.entitlement(grant)));
    if (touching.length === 0) return [];
    const denied = deniedOf(all, this.#estate);
    return touching
      .filter(({ grant }) => !grants.denies(grant) && !denied.has(grant))
      .flatMap((reached) => this.#ofGrant(reached, row.id));
  }

  #ofGrant({ grant, via, layer, note }: ReachedGrant, account: string): DutyEntry[] {
    const { grants, entitlements } = this.#estate;
    const number = grants.entitlement(grant);
    const entitlement = entitlements[number];
    if (!entitlement) return [];
    const isSeen = layer ? layer.observed : grants.observed(grant);
    const id = idIn(grants.line(grant));
    const { declared, since } = notedIn(note);
    return (this.#entitlements.get(number) ?? []).map((side) => ({
      ...side,
      ...{ holds: id, name: entitlement.keys.name, system: grants.system(grant), account, grant: id },
      ...(entitlement.keys.environment && { environment: entitlement.keys.environment }),
      ...(via && via.length > 0 && { via: [...via] }),
      ...(isSeen && { observed: true }),
      ...(grants.eligible(grant) && { eligible: true }),
      ...(declared && { declared }),
      ...(since && { since }),
    }));
  }

  #ofExpected({ id, kind, target, name, system, declared, via, since }: ExpectedEntry): DutyEntry[] {
    const { principals, entitlements } = this.#estate;
    const number = kind === "group" ? principals.numberOf(target) : (this.#numbers.get(target) ?? -1);
    const sides = (kind === "group" ? this.#groups : this.#entitlements).get(number) ?? [];
    const environment = kind === "entitlement" ? entitlements[number]?.keys.environment : undefined;
    return sides.map((side) => ({
      ...side,
      ...{ holds: id, name, system, declared },
      ...(environment && { environment }),
      ...(via && { via }),
      ...(since && { since }),
    }));
  }

  #ofGroup(group: number): DutyEntry[] {
    const row = this.#estate.principals.groupAt(group);
    if (!row) return [];
    const base = { holds: row.id, name: row.keys.name, system: row.system, observed: true } as const;
    return (this.#groups.get(group) ?? []).map((side) => ({ ...side, ...base }));
  }
}

function addSide(sides: Map<number, Side[]>, number: number, side: Side): void {
  const known = sides.get(number) ?? [];
  if (!known.some((one) => one.conflict === side.conflict && one.side === side.side)) known.push(side);
  sides.set(number, known);
}

function keyOf({ conflict, side, holds, account = "" }: DutyEntry): string {
  return JSON.stringify([conflict, side, holds, account]);
}

function idIn(line: Uint8Array): string {
  return JSON.parse(Buffer.from(line).toString("utf8")).id;
}

/** What was noted on a grant before. */
function notedIn(note: string | undefined): Pick<DutyEntry, "declared" | "since"> {
  return note ? JSON.parse(`{${note.slice(1)}}`) : {};
}
