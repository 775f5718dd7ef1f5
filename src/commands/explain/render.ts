import { counted } from "../../counted.ts";
import { safeText } from "../../report/safe-text.ts";
import type { ExplainedExpectation } from "./explain-expected.ts";
import type { ExplainedGrant, ExplainedRecord, Explanation } from "./explanation.ts";
import type { LocatedRecord } from "./locate-record.ts";

/** Fields of a record that say little about whose it is. */
const left: ReadonlySet<string> = new Set(["id"]);

/** The explanation as lines for a terminal. */
export function explanationText(explanation: Explanation): string {
  const lines = [
    `${explanation.id}  ${explanation.kind}${explanation.unmatched ? "  belongs to nobody" : ""}`,
    "",
    "Records",
    ...explanation.records.flatMap(linkedLines),
    "",
    `Grants  ${explanation.grants.length}`,
    ...explanation.grants.flatMap((grant) => grantLines(grant, explanation.expected !== undefined)),
  ];
  if (explanation.expected && explanation.expected.length > 0)
    lines.push("", `Expected besides  ${explanation.expected.length}`, ...explanation.expected.flatMap(expectedLines));
  const { registry, owners } = explanation;
  if (registry) lines.push("", `Registered at ${registry.declared.file}:${registry.declared.line}`);
  if (registry?.proposed) lines.push(proposalLine(registry.proposed));
  if (owners.length > 0) lines.push("", "Owners", ...owners.map(ownerLine));
  return `${lines.map(safeText).join("\n")}\n`;
}

function linkedLines(record: ExplainedRecord): string[] {
  return [
    ...recordLines(record),
    `    ${record.link}`,
    ...(record.gone ?? []).map((whose) => `      belonged to ${whose}`),
    ...keyLines(record),
  ];
}

/** A record with the lines at which it stands, and its fields. */
export function recordLines(located: ExplainedRecord | LocatedRecord): string[] {
  const { id, record, places } = located;
  const fields = Object.entries(record).filter(([name]) => !left.has(name));
  return [
    `  ${[id, ...("role" in located ? [located.role] : []), places.join(", ")].join("  ")}`,
    `    ${fields.map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`).join("  ")}`,
  ];
}

/** The keys that were tried to find whose a record is, and whom they led to. */
export function keyLines({ trials, candidates }: ExplainedRecord): string[] {
  return [
    ...trials.map(
      ({ by, value, confidence, hits }) =>
        `      tried ${by} (${confidence}) ${value}: ${hits.length > 0 ? hits.join(", ") : "nobody"}`,
    ),
    ...(candidates.length > 1 ? [`      candidates: ${candidates.join(", ")}`] : []),
  ];
}

function grantLines(grant: ExplainedGrant, isDecided: boolean): string[] {
  const { id, account, entitlement, privileged, via, observed, declared, role, otherWays } = grant;
  const by = role === undefined ? "" : `by the role ${role} `;
  return [
    `  ${entitlement}${privileged ? "  privileged" : ""}`,
    `    ${id}`,
    `    ${observed ? "held" : "to be held"} by ${[account, ...via].join(" → ")}${otherWays === undefined ? "" : `, and in ${counted(otherWays, "other way")}`}`,
    ...(declared === undefined ? [] : [`    declared ${by}at ${declared}`]),
    ...(isDecided && declared === undefined ? ["    declared nowhere"] : []),
  ];
}

function expectedLines({ name, system, role, declared, state, since }: ExplainedExpectation): string[] {
  const from = since === undefined ? "" : ` since ${since}`;
  return [`  ${name} in ${system}  ${state}${from}`, `    by the role ${role}, at ${declared}`];
}

function proposalLine({
  who,
  because,
  decideBy,
}: NonNullable<NonNullable<Explanation["registry"]>["proposed"]>): string {
  const why = because === undefined ? "" : ` (${because})`;
  return `  ${who} is proposed as its owner${why}, and is none until somebody decides, by ${decideBy.slice(0, 10)}`;
}

function ownerLine({ ref, source, resolved, holders }: Explanation["owners"][number]): string {
  const people = holders.reduce((sum, holder) => sum + holder.count, 0);
  return `  ${ref}  from ${source}  ${resolved ? counted(people, "person", "people") : "leads nowhere"}`;
}
