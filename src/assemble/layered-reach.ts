import { givesAccess } from "../correlate/declared/index.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { DeclaredAt } from "../model/document.ts";
import type { ReachedGrant } from "./reached-grant.ts";

/** A group that somebody is in, by the edges of one layer: its way, nearest first, and the first line that says so. */
interface LayerGroup {
  readonly way: readonly string[];
  readonly place: DeclaredAt | undefined;
}
type Layer = ReadonlyMap<number, LayerGroup>;

/** Who is in which group, and holds what, by what was observed alone and by what Git declares alone. */
export class LayeredReach {
  readonly #estate: LoadedEstate;
  /** Systems whose memberships, or whose grants, Git declares: there what it does not say is not declared. */
  readonly #declares: { readonly membership: ReadonlySet<string>; readonly grant: ReadonlySet<string> };

  /** Undefined where everything was observed, so that one layer tells all. */
  static of(estate: LoadedEstate): LayeredReach | undefined {
    return estate.systems.some(givesAccess) ? new LayeredReach(estate) : undefined;
  }

  private constructor(estate: LoadedEstate) {
    this.#estate = estate;
    const declaring = (kind: string) =>
      new Set(
        estate.systems
          .filter(({ declared }) => declared.some((line) => line.kind === kind))
          .map(({ system }) => system),
      );
    this.#declares = { membership: declaring("membership"), grant: declaring("grant") };
  }

  /** Every grant of the principals with the layers it is in; those in neither, such as one half each way, are left out. */
  grants(principals: readonly number[]): ReachedGrant[] {
    const { grants } = this.#estate;
    const found: ReachedGrant[] = [];
    for (const principal of principals) {
      grants.byPrincipal.each(principal, (grant) => {
        found.push({ grant, layer: { observed: grants.observed(grant), declared: grants.declared(grant) } });
      });
    }
    const [seen, said] = [this.observed(principals), this.declared(principals)];
    for (const group of new Set([...seen.keys(), ...said.keys()])) {
      grants.byPrincipal.each(group, (grant) => {
        const observed = seen.has(group) && grants.observed(grant);
        const place = said.get(group)?.place;
        const declared = place && this.#isSaid(grants.declared(grant), grants.system(grant)) ? place : undefined;
        const via = (observed ? seen : said).get(group)?.way ?? [];
        if (observed || declared) found.push({ grant, via, layer: { observed, declared } });
      });
    }
    return found;
  }

  observed(principals: readonly number[]): Layer {
    const { memberships } = this.#estate.nesting;
    return this.#walk(
      principals,
      (membership) => memberships[membership]?.observed === true,
      (membership) => memberships[membership]?.observed === true,
    );
  }

  /** The first line has to be declared; after it, what nobody declares there is taken as it is. */
  declared(principals: readonly number[]): Layer {
    const { memberships } = this.#estate.nesting;
    return this.#walk(
      principals,
      (membership) => memberships[membership]?.declared !== undefined,
      (membership) => {
        const row = memberships[membership];
        return row !== undefined && (row.declared !== undefined || !this.#declares.membership.has(row.system));
      },
    );
  }

  #isSaid(declared: DeclaredAt | undefined, system: string): boolean {
    return declared !== undefined || !this.#declares.grant.has(system);
  }

  #walk(
    principals: readonly number[],
    first: (membership: number) => boolean,
    further: (membership: number) => boolean,
  ): Layer {
    const { nesting, principals: all } = this.#estate;
    const found = new Map<number, LayerGroup>();
    let ring: number[] = [];
    const enter = (membership: number, inner: LayerGroup | undefined) => {
      const group = nesting.groupOf(membership);
      const id = all.groupAt(group)?.id;
      if (id === undefined || found.has(group)) return;
      const place = inner ? inner.place : nesting.memberships[membership]?.declared;
      found.set(group, { way: [...(inner?.way ?? []), id], place });
      ring.push(group);
    };
    for (const principal of principals) {
      nesting.byMember.each(principal, (membership) => {
        if (first(membership)) enter(membership, undefined);
      });
    }
    while (ring.length > 0) {
      const inner = ring.toSorted((a, b) => ((all.idOf(a) ?? "") < (all.idOf(b) ?? "") ? -1 : 1));
      ring = [];
      for (const group of inner) {
        nesting.byMember.each(group, (membership) => {
          if (further(membership)) enter(membership, found.get(group));
        });
      }
    }
    return found;
  }
}
