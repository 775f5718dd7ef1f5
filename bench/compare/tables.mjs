// @ts-check

/** @param {{ identities: number, documents: { count: number, bytes: number }, reference: string, rows: readonly import("./race.mjs").Row[] }} run */
export function printRows({ identities, documents, reference, rows }) {
  const megabytes = Math.round(documents.bytes / 2 ** 20);
  console.log(
    `\n${identities} identities, ${documents.count} documents of ${megabytes} MB; findings held to ${reference}`,
  );
  console.log(
    `${"".padEnd(28)}${"median s".padStart(9)}${"min".padStart(9)}${"max".padStart(9)}${"MB".padStart(8)}  findings`,
  );
  for (const row of rows) console.log(rowText(row));
}

/** @param {import("./race.mjs").Row} row */
function rowText({ name, state, reason, seconds, megabytes, findings, notes }) {
  const times = [seconds?.median, seconds?.min, seconds?.max]
    .map((value) => (value?.toFixed(2) ?? "").padStart(9))
    .join("");
  const memory = String(megabytes?.median ?? "").padStart(8);
  const said = {
    equal: `${findings} equal`,
    void: `VOID: ${reason}`,
    skipped: `skipped: ${reason}`,
    floor: "",
    reference: `${findings}, held to nothing`,
  }[state];
  return `${name.padEnd(28)}${times}${memory}  ${said}${notes ? ` (${notes})` : ""}`;
}

/** The ten costliest rules, each with its part of all evaluating. @param {import("./rule-costs.mjs").RuleCosts} costs */
export function printRules({ documents, whole, rules }) {
  const perDocument = (/** @type {number} */ seconds) => ((seconds / documents) * 1e6).toFixed(0);
  console.log(
    `\nThe costliest rules by themselves, of ${perDocument(whole)} microseconds that all take for a document:`,
  );
  for (const { rule, seconds } of rules.slice(0, 10)) {
    console.log(
      `${`${((seconds / whole) * 100).toFixed(1)} %`.padStart(8)}  ${perDocument(seconds).padStart(6)}  ${rule}`,
    );
  }
}

/** @param {readonly import("./limits.mjs").Verdict[]} limits */
export function printLimits(limits) {
  console.log("");
  for (const { limit, value, state } of limits)
    console.log(`${state.padEnd(13)}${limit}${value === undefined ? "" : `; it is ${value}`}`);
}
