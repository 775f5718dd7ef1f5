import type { LoadedEstate } from "../load/index.ts";
import { type ReachedGroup, wayTo } from "../load/nesting.ts";
import type { ByteWriter } from "./byte-writer.ts";
import { fieldsText } from "./entry-text.ts";
import type { LayeredReach } from "./layered-reach.ts";
import type { ReachedGrant } from "./reached-grant.ts";

/** Finds and writes the grants of accounts. */
export class GrantEntries {
  readonly #estate: LoadedEstate;
  readonly #entitlementText: string[];
  /** What is written for machines besides; nobody else is judged by it. */
  readonly #machineText: string[];
  readonly #heads: ReadonlyMap<string, string>;

  constructor(estate: LoadedEstate) {
    this.#estate = estate;
    this.#heads = new Map(
      estate.systems.map(({ system }) => [system, `{"system":${JSON.stringify(system)},"record":`]),
    );
    this.#entitlementText = estate.entitlements.map((row) =>
      fieldsText({
        name: row.keys.name,
        privileged: row.keys.privileged || undefined,
        isDefault: row.keys.isDefault || undefined,
        kind: row.keys.kind === "tool" || row.keys.kind === "api-scope" ? row.keys.kind : undefined,
      }),
    );
    this.#machineText = estate.entitlements.map(({ keys: { capability } }, number) =>
      fieldsText({ environment: estate.environments[number], capability }),
    );
  }

  /** Grants of a principal itself, then those of its groups by a shortest way; each grant once. */
  of(principals: readonly number[], layers?: LayeredReach): ReachedGrant[] {
    if (layers) return layers.grants(principals);
    const { grants, nesting } = this.#estate;
    const found: ReachedGrant[] = [];
    let groups: Map<number, ReachedGroup> | undefined;
    const ways = new Map<number, number>();
    for (const principal of principals) {
      grants.byPrincipal.each(principal, (grant) => void found.push({ grant }));
      nesting.byMember.each(principal, (membership) => {
        groups ??= new Map();
        for (const reached of nesting.closure(nesting.groupOf(membership))) {
          const known = groups.get(reached.group);
          if (known) ways.set(reached.group, (ways.get(reached.group) ?? 1) + 1);
          if (!known || isShorter(reached, known)) groups.set(reached.group, reached);
        }
      });
    }
    for (const reached of groups?.values() ?? []) {
      const via = grants.byPrincipal.has(reached.group) ? wayTo(reached) : [];
      grants.byPrincipal.each(reached.group, (grant) => {
        const more = ways.get(reached.group);
        found.push(more === undefined ? { grant, via } : { grant, via, ways: more });
      });
    }
    return found;
  }

  isPrivileged(grant: number): boolean {
    return this.#estate.entitlements[this.#estate.grants.entitlement(grant)]?.keys.privileged ?? false;
  }

  write(writer: ByteWriter, { grant, via, layer, outside, crosses, note }: ReachedGrant, isMachine: boolean): void {
    const { grants } = this.#estate;
    // The note tells of what is declared, and more of it.
    const declared = note === undefined ? grants.declared(grant) : undefined;
    const expires = grants.expires(grant);
    writer.text(this.#heads.get(grants.system(grant)) ?? "");
    writer.bytes(grants.line(grant));
    let text = this.#entitlementText[grants.entitlement(grant)] ?? "";
    if (isMachine) text += this.#machineText[grants.entitlement(grant)] ?? "";
    if (layer ? layer.observed : grants.observed(grant)) text += ',"observed":true';
    if (declared || expires || via || outside) text += fieldsText({ declared, expires, via, outside });
    if (crosses) text += fieldsText({ crosses });
    const away = grants.away(grant);
    if (away) text += fieldsText({ away });
    writer.text(`${text}${note ?? ""}}`);
  }
}

/** Whether a way is shorter; of two equally short ones, the one that comes first by its ids. */
function isShorter(a: ReachedGroup, b: ReachedGroup): boolean {
  return a.steps === b.steps ? wayTo(a).join(" ") < wayTo(b).join(" ") : a.steps < b.steps;
}
