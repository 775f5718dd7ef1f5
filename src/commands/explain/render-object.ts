import { counted } from "../../counted.ts";
import { safeText } from "../../report/safe-text.ts";
import type { ObjectExplanation } from "./explain-object.ts";
import type { ExplainedHolder } from "./holders.ts";

/** More lines of one list than this are in the JSON only. */
const most = 100;

/** The explanation of a record that is nobody's, as lines for a terminal. */
export function objectText({ id, kind, record, notes, ...found }: ObjectExplanation): string {
  const fields = Object.entries(record.record).filter(([name]) => name !== "id");
  const { memberOf = [], members, idle = [], grants, holders } = found;
  const lines = [
    `${id}  ${kind}`,
    "",
    "Record",
    `  ${id}  ${record.places.join(", ")}`,
    `    ${fields.map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`).join("  ")}`,
    ...notes.map((note) => `    ${note}`),
    ...(memberOf.length > 0 ? ["", "In", ...cut(memberOf.map((group) => `  ${group}`))] : []),
    ...(members ? ["", `Members  ${members.length}`, ...cut(members.map((one) => holderLine(one)))] : []),
    ...(idle.length > 0
      ? ["", `Give nothing  ${idle.length}`, ...cut(idle.map((one) => `  ${one.member}  ${one.reason} (${one.id})`))]
      : []),
    ...(grants
      ? [
          "",
          `Grants  ${grants.length}`,
          ...cut(
            grants.map(
              ({ id: grant, entitlement, privileged, via }) =>
                `  ${entitlement}${privileged ? "  privileged" : ""}  ${[grant, ...via.map((group) => `through ${group}`)].join(" ")}`,
            ),
          ),
        ]
      : []),
    ...(holders
      ? [
          "",
          `Held by  ${counted(new Set(holders.map(({ subject, id: holder }) => subject ?? holder)).size, "subject")}`,
          ...cut(holders.map((one) => holderLine(one, `${one.effect === "deny" ? "denied" : "by"} ${one.grant}`))),
        ]
      : []),
  ];
  return `${lines.map(safeText).join("\n")}\n`;
}

function holderLine({ id, subject, name, unmatched, via }: ExplainedHolder, by = ""): string {
  const whose = unmatched ? "belongs to nobody" : subject === undefined || subject === id ? "" : `of ${subject}`;
  const called = name === undefined ? "" : `(${name})`;
  const way = via.length === 0 ? "" : `through ${via.join(" → ")}`;
  return `  ${[id, whose, called, way, by].filter((part) => part !== "").join("  ")}`;
}

function cut(lines: readonly string[]): string[] {
  const left = lines.length - most;
  return left > 0 ? [...lines.slice(0, most), `  and ${left} more, which --format json shows`] : [...lines];
}
