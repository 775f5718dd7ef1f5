import { counted } from "../../counted.ts";
import type { LeaverRecord } from "./leaver-report.ts";

type Of = (kind: LeaverRecord["kind"], ...verdicts: LeaverRecord["verdict"][]) => LeaverRecord[];

/**
 * What there is to do in one place, in an order in which no step brings back what the one before took away: keys first, because they
 * work without the account; then the account; then what it holds. Keys of others, which are to be rotated, are left out.
 */
export function toDo(records: readonly LeaverRecord[]): LeaverRecord[] {
  const of = among(records);
  return [
    ...of("credential", "in", "rests"),
    ...of("credential", "unknown").filter((key) => !isKnown(key)),
    ...of("account", "in"),
    ...of("identity", "in"),
    ...of("account", "unknown"),
    ...of("identity", "unknown"),
    ...of("grant", "rests", "in"),
  ];
}

/** The same in words, with the keys of others. */
export function stepsFor(records: readonly LeaverRecord[]): string[] {
  const of = among(records);
  const rest = of("grant", "rests", "in");
  const holders = [...new Set(rest.map(({ account }) => account))].filter((account) => account !== undefined);
  return [
    ...of("credential", "in", "rests").map((key) => `${revoke(key)}${whose(key)}.`),
    ...of("credential", "unknown").map(
      (key) => `${isKnown(key) ? "Rotate" : "Find out whether it works, or revoke"} ${key.id}${whose(key)}.`,
    ),
    ...of("account", "in").map(({ id }) => `Switch ${id} off, and end its sessions.`),
    ...of("identity", "in").map(({ id }) => `Switch ${id} off.`),
    ...[...of("account", "unknown"), ...of("identity", "unknown")].map(
      ({ id, next }) => next ?? `Look at ${id} itself, or read it again and ask once more.`,
    ),
    ...holders.map((account) => {
      const held = rest.filter((grant) => grant.account === account);
      return `Take ${held.length === 1 ? held[0]?.name : counted(held.length, "right")} from ${account}.`;
    }),
  ];
}

function among(records: readonly LeaverRecord[]): Of {
  return (kind, ...verdicts) => records.filter((record) => record.kind === kind && verdicts.includes(record.verdict));
}

function revoke({ as, id }: LeaverRecord): string {
  return as === "acted-for" ? `Withdraw the consent ${id}` : `Revoke ${id}`;
}

/** Somebody else's key that they may have kept a copy of. */
function isKnown({ as }: LeaverRecord): boolean {
  return as === "maker" || as === "owner";
}

function whose({ as, account }: LeaverRecord): string {
  return as === undefined || account === undefined ? "" : ` of ${account}`;
}
