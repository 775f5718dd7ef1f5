// @ts-check
import { join, resolve } from "node:path";
import { asOf } from "../estate/calendar.mjs";
import { readConftest, readLines, readOpa } from "./findings.mjs";
import { cli } from "./prepare.mjs";

const runs = resolve(import.meta.dirname, "../runs");

/**
 * One row of the comparison. `expected` says which form of the reference its findings must equal: all raw findings, raw
 * violations of subjects, what a report has to say, or a number of lines. `once`: it is measured in the first round alone,
 * because no limit rests on it and it takes as long as all others together.
 * @typedef {{ name: string, command: string[], read: (file: string) => import("./findings.mjs").Raw[],
 *   expected: "raw" | "denials" | "judged" | "none", notes?: string, once?: true }} Contestant
 * @typedef {{ name: string, missing: string }} Absent
 */

/** Scopes of the documents that `entitlint documents` prints. */
const scopes = ["subject", "source", "channel", "group", "entitlement", "app"];

/** What is asked of OPA: the entrypoint of each document's scope, and of its answers those that say anything. */
export const opaQuery = scopes.map(valuesOf).reduce((before, values) => `array.concat(${before}, ${values})`);

/** @param {string} scope */
function valuesOf(scope) {
  const value = `value := data.entitlint.main.${scope} with input as document`;
  const some = "count(value.deny) + count(value.unknown) > 0";
  return `[value | some document in input.documents; document.scope == "${scope}"; ${value}; ${some}]`;
}

/**
 * @param {import("./prepare.mjs").Prepared} prepared
 * @param {{ opa: import("./peers.mjs").Peer, conftest?: import("./peers.mjs").Peer }} peers
 * @returns {(Contestant | Absent)[]}
 */
export function contestants(prepared, { opa, conftest }) {
  const { estate, documents, shared, bundle, input, array } = prepared;
  const node = process.execPath;
  const config = ["--config", join(estate, "entitlint.yaml"), "--as-of", asOf];
  /** @type {(Contestant | Absent)[]} */
  const rows = [
    {
      name: "whole check",
      command: [node, cli, "check", ...config, "--format", "json"],
      read: () => [],
      expected: "judged",
    },
    {
      name: "evaluation alone",
      command: [node, join(runs, "evaluate-documents.mjs"), documents, shared, "2"],
      read: readLines,
      expected: "raw",
    },
    peerRow("opa eval", opa, (program) => ({
      command: [program, "eval", "-b", join(bundle, "bundle.tar.gz"), "-i", input, "--format", "json", opaQuery],
      read: readOpa,
      expected: "raw",
    })),
    {
      name: "JSON.parse of every line",
      command: [node, join(runs, "parse-lines.mjs"), join(estate, "snapshots")],
      read: () => [],
      expected: "none",
    },
  ];
  if (conftest) {
    const policies = join(bundle, "plain/entitlint");
    const options = ["-n", "entitlint.main.subject", "-p", policies, "-d", shared, "-o", "json", "--no-color"];
    rows.push(
      peerRow("conftest", conftest, (program) => ({
        command: [program, "test", ...options, array],
        read: readConftest,
        expected: "denials",
        once: true,
        notes: "violations of subjects alone: it knows no undecided cases and one namespace a run",
      })),
    );
  }
  return rows;
}

/**
 * @param {string} name @param {import("./peers.mjs").Peer} peer @param {(program: string) => Omit<Contestant, "name">} row
 * @returns {Contestant | Absent}
 */
function peerRow(name, peer, row) {
  return "missing" in peer
    ? { name, missing: peer.missing }
    : { name: `${name} ${peer.version}`, ...row(peer.program) };
}
