import type { Correlation } from "../correlate/index.ts";
import { peopleSystems } from "../correlate/population.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { Blindness } from "../model/estate.ts";
import type { SystemInput } from "../model/estate-input.ts";
import type { RecordKind } from "../model/record-id.ts";
import type { Need } from "../model/rule.ts";
import { isTold } from "./is-told.ts";
import { unreadKind } from "./unread-kind.ts";

/** Records of one kind that are asked for, with fields, and of whom. */
export type AskedRecords = Extract<Need, { of: string }>;

/** Tells why records of a kind, or fields of theirs, say nothing about a place; undefined where they do. */
export class WhatIsRead {
  readonly systems: ReadonlyMap<string, SystemInput>;
  readonly #apps: Correlation["apps"];

  constructor({ systems }: LoadedEstate, { apps }: Correlation) {
    this.systems = new Map(systems.map((system) => [system.system, system]));
    this.#apps = apps;
  }

  unmet({ kind, of, fields }: AskedRecords, place: string): Blindness | undefined {
    const system = this.systems.get(place);
    if (of === "app" && isBeside(kind, system)) return undefined;
    if (of === "app") return unread(system, place, kind, fields.filter(this.#untold(kind, place)));
    if (of === "authority" && system?.role !== "directory") return undefined;
    const people = of === "authority" ? this.authoritiesOf(place) : this.peopleOf(place);
    if (people.length === 0) {
      return {
        code: "no-population",
        text: `nothing says where the people of ${place} come from (people: in access/apps/${place}.yaml)`,
      };
    }
    for (const name of people) {
      const reason = unread(this.systems.get(name), name, kind, fields);
      if (reason) return reason;
    }
    return undefined;
  }

  /**
   * As `unmet`, but of people it is enough that one of those tells it whose word reaches the place: a directory's own people too.
   */
  untoldByAll(asked: AskedRecords, place: string): Blindness | undefined {
    if (asked.of !== "people") return this.unmet(asked, place);
    const reached = this.#reachedFrom(place);
    const reasons = reached.map((name) => unread(this.systems.get(name), name, asked.kind, asked.fields));
    return reasons.includes(undefined) ? undefined : this.unmet(asked, place);
  }

  #reachedFrom(place: string): string[] {
    const own = this.systems.get(place)?.role === "directory" ? [place] : [];
    const reached = new Set([...own, ...this.peopleOf(place)]);
    for (const name of reached) for (const above of this.peopleOf(name)) reached.add(above);
    return [...reached];
  }

  /** A directory or an HR system without declared people is its own population. */
  peopleOf(place: string): readonly string[] {
    const people = peopleSystems(this.#apps.get(place));
    if (people.length > 0) return people;
    const role = this.systems.get(place)?.role;
    return role === "directory" || role === "authoritative-identity" ? [place] : [];
  }

  /** Where a directory takes its people from; one that is its own population has nobody above it. */
  authoritiesOf(place: string): readonly string[] {
    return peopleSystems(this.#apps.get(place)).filter((system) => system !== place);
  }

  /** Where `access/apps` tells people from machines, or what is privileged, the system itself need not. */
  #untold(kind: RecordKind, place: string): (field: string) => boolean {
    const { kinds = [], entitlements = [] } = this.#apps.get(place) ?? {};
    const tellsKinds = kind === "account" && kinds.length > 0;
    const tellsPrivilege = kind === "entitlement" && entitlements.some(({ privileged }) => privileged !== undefined);
    return (field) => !((tellsKinds && field === "kind") || (tellsPrivilege && field === "privileged"));
  }
}

const kindsOfApplications: ReadonlySet<RecordKind> = new Set(["account", "grant", "credential", "entitlement"]);

/** Whether a system could never have records of a kind: HR has people, and no accounts. */
export function isBeside(kind: RecordKind, system: SystemInput | undefined): boolean {
  if (!system || !kindsOfApplications.has(kind)) return false;
  return system.role !== "application" && system.role !== "directory";
}

function unread(
  system: SystemInput | undefined,
  name: string,
  kind: RecordKind,
  fields: readonly string[],
): Blindness | undefined {
  const own = system?.kinds[kind];
  // A directory's users are its accounts, so what was read of the one was read of the other.
  const entry = own ?? (kind === "account" && system?.role === "directory" ? system.kinds.identity : undefined);
  const reason = unreadKind(kind, name, entry);
  if (reason) return reason;
  const missing = fields.filter((field) => !isTold(entry?.fieldsRead ?? [], field));
  if (missing.length === 0) return undefined;
  return { code: "field-not-read", text: `${missing.join(", ")} of ${kind} records of ${name} was not read` };
}
