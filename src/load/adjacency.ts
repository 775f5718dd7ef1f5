/** Edges from numbered nodes, packed: the targets of a node lie side by side. */
export interface Adjacency {
  /** Calls `take` for every edge of a node, in the order in which the edges were given. */
  each(node: number, take: (target: number) => void): void;
  has(node: number): boolean;
}

/** Packs `count` edges; `from(i)` names the node of edge i (negative: left out), and i itself is the target. */
export function packEdges(nodes: number, count: number, from: (edge: number) => number): Adjacency {
  const starts = new Uint32Array(nodes + 1);
  for (let edge = 0; edge < count; edge++) {
    const node = from(edge);
    if (node >= 0) starts[node + 1] = (starts[node + 1] ?? 0) + 1;
  }
  for (let node = 0; node < nodes; node++) starts[node + 1] = (starts[node + 1] ?? 0) + (starts[node] ?? 0);
  const next = starts.slice();
  const targets = new Uint32Array(starts[nodes] ?? 0);
  for (let edge = 0; edge < count; edge++) {
    const node = from(edge);
    if (node < 0) continue;
    const slot = next[node] ?? 0;
    targets[slot] = edge;
    next[node] = slot + 1;
  }
  return {
    each(node, take) {
      const end = starts[node + 1] ?? 0;
      for (let slot = starts[node] ?? 0; slot < end; slot++) take(targets[slot] ?? 0);
    },
    has: (node) => (starts[node + 1] ?? 0) > (starts[node] ?? 0),
  };
}
