import { AndFilter, EqualityFilter, type Filter, FilterParser, OrFilter } from "ldapts";
import { RequestFailure } from "../../network/request-failure.ts";
import type { Reading } from "./books.ts";
import { dnKey } from "./dn.ts";
import { LdapEntry } from "./entry.ts";
import { leadsElsewhere } from "./note-ending.ts";
import { guidBytes } from "./windows-ids.ts";

/** Result codes of a server that will not look in some part of the tree. */
const notThere: ReadonlySet<number | undefined> = new Set([10, 32, 50]);

/** An entry that was looked for by its unchanging id, or below which bases it is not. */
export type FoundEntry = LdapEntry | { readonly notBelow: readonly string[] };

/**
 * Finds an entry by its unchanging id, wherever it was moved to: below the bases of the source, then anywhere in the
 * server's trees, as far as the reader may look. The filters of the source are left aside, because whoever falls out of
 * them is still there. @throws RequestFailure where a base of the source cannot be searched whole
 */
export async function findEntry(
  native: string,
  attributes: readonly string[],
  { connection, server, options }: Reading,
): Promise<FoundEntry> {
  const { people, groups, services } = options;
  const own = [
    server.base,
    people.base,
    ...services.map(({ base }) => base),
    groups === "none" ? undefined : groups.base,
  ];
  const bases = outermost(own.flatMap((base) => base ?? []));
  const wider = outermost(server.contexts).filter((context) => !bases.some((base) => dnKey(base) === dnKey(context)));
  for (const base of bases) {
    const found = await search(base);
    if (found) return found;
  }
  const notBelow = [...bases];
  for (const base of wider) {
    try {
      const found = await search(base);
      if (found) return found;
      notBelow.push(base);
    } catch (error) {
      if (!(error instanceof RequestFailure && notThere.has(error.status))) throw error;
    }
  }
  return { notBelow: outermost(notBelow) };

  async function search(base: string): Promise<LdapEntry | undefined> {
    const filter = idFilter(native, server.flavour);
    const { entries, referrals } = await connection.search({ base, scope: "sub", filter, attributes });
    const entry = entries.map((one) => new LdapEntry(one)).find((one) => !one.isA("nsTombstone"));
    if (entry === undefined && referrals.some(leadsElsewhere))
      throw new RequestFailure(
        "refused",
        `search below ${JSON.stringify(base)}`,
        "part of the tree is on another server",
      );
    return entry;
  }
}

/** Finds entries of which any of these attributes has this value, among those that a filter of the source takes. */
export async function findByValue(
  taken: readonly string[],
  values: readonly (readonly [attribute: string, value: string])[],
  { attributes, base }: { readonly attributes: readonly string[]; readonly base: string },
  { connection }: Pick<Reading, "connection">,
): Promise<LdapEntry[]> {
  const any = values.map(([attribute, value]) => new EqualityFilter({ attribute, value }));
  const filter = new AndFilter({
    filters: [
      new OrFilter({ filters: taken.map((text) => FilterParser.parseString(text)) }),
      new OrFilter({ filters: any }),
    ],
  });
  const { entries } = await connection.search({ base, scope: "sub", filter, attributes });
  return entries.map((entry) => new LdapEntry(entry));
}

function idFilter(native: string, flavour: Reading["server"]["flavour"]): Filter {
  if (flavour === "ad") return new EqualityFilter({ attribute: "objectGUID", value: guidBytes(native) });
  return new EqualityFilter({ attribute: flavour === "389ds" ? "nsUniqueId" : "entryUUID", value: native });
}

/** Those bases that lie below no other. */
function outermost(bases: readonly string[]): string[] {
  const byKey = new Map(bases.map((base) => [dnKey(base), base]));
  const isBelow = (key: string) => [...byKey.keys()].some((other) => other !== key && key.endsWith(`,${other}`));
  return [...byKey].filter(([key]) => !isBelow(key)).map(([, base]) => base);
}
