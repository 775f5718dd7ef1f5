import type { Nesting } from "./nesting.ts";
import type { Principals } from "./principals.ts";
import { lineFault, type SystemFault } from "./rows.ts";

/** Groups named in the text of a fault. */
const named = 5;

/**
 * Groups that contain themselves through others: harmless to us, but somebody should know. Two passes over all edges
 * (Kosaraju's components, without recursion), because rings of thousands of groups are cheap to make.
 */
export function nestingCycles(nesting: Nesting, principals: Principals): SystemFault[] {
  const parents = principals.groups.map((_, index) => parentsOf(index, nesting, principals));
  return components(parents).flatMap((ring) => {
    const [only = -1] = ring;
    if (ring.length === 1 && !parents[only]?.includes(only)) return [];
    const ids = ring.map((index) => principals.groups[index]?.id ?? "").sort();
    const more = ids.length > named ? ` and ${ids.length - named} more` : "";
    const detail = `contains itself through ${ids.slice(0, named).join(", ")}${more}`;
    return ring.flatMap((index) => {
      const row = principals.groups[index];
      return row ? [lineFault("cycle", row.system, "group", row.id, detail)] : [];
    });
  });
}

/** Positions of the groups that a group is a member of. */
function parentsOf(index: number, { byMember, groupOf }: Nesting, principals: Principals): number[] {
  const parents: number[] = [];
  byMember.each(principals.firstGroup + index, (membership) => {
    parents.push(groupOf(membership) - principals.firstGroup);
  });
  return parents;
}

/** Nodes that reach each other, together: what is reached against the edges by those that are left last along them. */
function components(edges: readonly (readonly number[])[]): number[][] {
  const back = edges.map((): number[] => []);
  edges.forEach((targets, node) => {
    for (const target of targets) back[target]?.push(node);
  });
  const seen = new Set<number>();
  const leaving = edges.flatMap((_, node) => leave(node, edges, seen));
  const order = leaving.reverse();
  const found = new Set<number>();
  return order.map((node) => leave(node, back, found)).filter((nodes) => nodes.length > 0);
}

/** The nodes reached from one that nobody has seen yet, in the order in which a walk in depth leaves them. */
function leave(start: number, edges: readonly (readonly number[])[], seen: Set<number>): number[] {
  const left: number[] = [];
  const path = seen.has(start) ? [] : [{ node: start, edge: 0 }];
  seen.add(start);
  for (let at = path.at(-1); at; at = path.at(-1)) {
    const target = edges[at.node]?.[at.edge++];
    if (target === undefined) {
      left.push(at.node);
      path.pop();
    } else if (!seen.has(target)) {
      seen.add(target);
      path.push({ node: target, edge: 0 });
    }
  }
  return left;
}
