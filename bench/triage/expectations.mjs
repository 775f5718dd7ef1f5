// @ts-check
import { isDue } from "../../dist/model/gate.js";
import { compareSeverity, severities } from "../../dist/model/severity.js";
import { Data } from "../../dist/triage/data/data.js";
import { orderOf } from "../../dist/triage/data/order.js";

/** Rows of the list that half a page moves by, on a screen of 40 rows. */
const half = 17;

/** What a screen has to show, worked out from the report and not from what is measured. @param {import("../../src/model/report.ts").Report} report */
export function expectations(report) {
  const { findings } = report;
  const due = findings.filter(isDue);
  const counts = severities
    .toReversed()
    .map((severity) => ({ severity, count: due.filter((one) => one.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}`);
  const data = new Data(report, () => undefined);
  const order = orderOf(data, "severity");
  const filter = "app:crm sev>=high matches";
  const meant = findings.filter(
    ({ app, severity, rule, title, msg, object, subject, name = "", fingerprint }) =>
      app.includes("crm") &&
      compareSeverity(severity, "high") >= 0 &&
      [rule, title, msg, object, subject, name, app, fingerprint].join("\n").toLowerCase().includes("matches"),
  );
  return {
    summary: new RegExp(`To be done +${counts.join(" +")}.* quit`, "s"),
    /** The line at hand once keys were pressed. @param {readonly string[]} keys */
    chosenAfter: (keys) => {
      const at = keys.reduce((now, key) => moved(now, key, findings.length), 0);
      const who = data.who(order[at] ?? 0).slice(0, 9);
      return new RegExp(`^› .*${who.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")}`, "m");
    },
    filter,
    filtered: new RegExp(`^ /${filter}▏.*\n› .*`, "m"),
    taken: new RegExp(`^ ${meant.length} of ${findings.length} .*/${filter}$`, "m"),
  };
}

/** @param {number} at @param {string} key @param {number} count */
function moved(at, key, count) {
  /** @type {Readonly<Record<string, number>>} */
  const by = { j: 1, k: -1, "\u0004": half, "\u0015": -half, G: count, g: -count };
  return Math.max(0, Math.min(count - 1, at + (by[key] ?? 0)));
}
