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

/** @param {readonly import("./limits.mjs").Verdict[]} limits */
export function printLimits(limits) {
  console.log("");
  for (const { limit, value, state } of limits)
    console.log(`${state.padEnd(13)}${limit}${value === undefined ? "" : `; it is ${value}`}`);
}
