// @ts-check
/** How many people are in a team, and how many are direct collaborators of a repository. */
export const perTeam = 50;
export const perRepository = 20;

/** How many people make so many records: each has an account, what every member holds, and a team. @param {number} records */
export function peopleIn(records) {
  return Math.ceil(records / 4);
}

/**
 * A page of things that are made when they are asked for.
 * @template T @param {number} from @param {number} size @param {number} total @param {(at: number) => T} make
 */
export function page(from, size, total, make) {
  const length = Math.max(0, Math.min(size, total - from));
  return Array.from({ length }, (_, index) => make(from + index));
}

/**
 * The same as GraphQL has it, whose cursors are places.
 * @param {number} from @param {number} size @param {number} total @param {"nodes" | "edges"} name @param {(at: number) => object} make
 */
export function connection(from, size, total, name, make) {
  const end = Math.min(from + size, total);
  const pageInfo = { hasNextPage: end < total, endCursor: String(end) };
  return { totalCount: total, pageInfo, [name]: page(from, size, total, make) };
}
