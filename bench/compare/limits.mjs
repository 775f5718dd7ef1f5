// @ts-check

/**
 * A promise about speed or memory and whether it held. `value` is absent where it could not be measured.
 * @typedef {{ limit: string, value?: number, bound: number, state: "PASS" | "MISS" | "not measured" }} Verdict
 */

/** @param {string} limit @param {number | undefined} value @param {"at least" | "at most"} sense @param {number} bound @returns {Verdict} */
export function verdict(limit, value, sense, bound) {
  const text = `${limit}: ${sense} ${bound}`;
  if (value === undefined || !Number.isFinite(value)) return { limit: text, bound, state: "not measured" };
  const held = sense === "at least" ? value >= bound : value <= bound;
  return { limit: text, value: Math.round(value * 1000) / 1000, bound, state: held ? "PASS" : "MISS" };
}

/** The promises that concern other evaluators. A void or missing row proves nothing. @param {readonly import("./race.mjs").Row[]} rows @returns {Verdict[]} */
export function comparedLimits(rows) {
  /** @param {string} name */
  const row = (name) => rows.find((one) => one.name.startsWith(name) && one.state === "equal");
  const [check, alone, opa] = [row("whole check"), row("evaluation alone"), row("opa eval")];
  return [
    verdict("opa eval on joined documents / whole check, time", ratio(opa?.seconds, check?.seconds), "at least", 8),
    verdict("opa eval / evaluation alone, time", ratio(opa?.seconds, alone?.seconds), "at least", 10),
    verdict("whole check / opa eval, peak memory", ratio(check?.megabytes, opa?.megabytes), "at most", 0.25),
  ];
}

/** What the costliest rule takes of all evaluating. @param {number} part @returns {Verdict} */
export function ruleLimit(part) {
  return verdict("the costliest rule by itself / all rules, processor time", part, "at most", 0.1);
}

/** @param {{ median: number } | undefined} small @param {{ median: number } | undefined} large @returns {Verdict} */
export function growthLimit(small, large) {
  return verdict("whole check, ten times the identities, time", ratio(large, small), "at most", 12);
}

/**
 * @param {{ node: { median: number }, version: { median: number }, warm: { median: number } | undefined, cold: { median: number } }} startup
 * @returns {Verdict[]}
 */
export function startupLimits({ node, version, warm, cold }) {
  return [
    verdict("entitlint --version / node -e 0, time", ratio(version, node), "at most", 2.5),
    verdict("warm check of examples/acme / node -e 0, time", ratio(warm, node), "at most", 10),
    verdict("the policies compiled without a cache / node -e 0, time", ratio(cold, node), "at most", 60),
  ];
}

/**
 * Memory in MiB and seconds of collections from one system.
 * @typedef {{ first?: number | undefined, second?: number | undefined }} Memory
 * @typedef {{ median: number }} Seconds
 * @typedef {{ name: string, few: number, many: number, small: Memory, large: Memory, collection?: Seconds, client?: Seconds, distance?: number | undefined }} CollectRow
 */

/** The promises about collecting. @param {readonly CollectRow[]} rows @returns {Verdict[]} */
export function collectLimits(rows) {
  return rows.flatMap(({ name, few, many, small, large, collection, client, distance }) => [
    .../** @type {const} */ (["first", "second"]).map((turn) =>
      verdict(
        `${name}, ${turn} collection, ${few} to ${many} records, peak memory in MiB`,
        (large[turn] ?? Number.NaN) - (small[turn] ?? Number.NaN),
        "at most",
        32,
      ),
    ),
    // A server on the same machine that gives everything at once leaves no time to work in.
    ...(client && distance
      ? [verdict(`${name}, a collection / a bare client, time`, ratio(collection, client), "at most", 1.25)]
      : []),
  ]);
}

/** @param {{ median: number } | undefined} above @param {{ median: number } | undefined} below */
function ratio(above, below) {
  return above && below ? above.median / below.median : undefined;
}
