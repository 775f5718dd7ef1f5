import type { ProposedDate } from "./propose-dates.ts";
import type { Proposal } from "./propose-mapping.ts";
import { yamlComment, yamlText } from "./yaml-text.ts";

/** The fields of the main record, one a line; what would be a guess stands there as a comment with what is to be said. */
export function fieldLines({ system, fields, dates, mfa, status }: Proposal, common: string | undefined): string[] {
  return [
    ...(system.role === "authoritative-identity" ? ["kind: { value: human }"] : []),
    ...fields.map(([field, from]) => `${field}: ${fieldValue(field, from)}`),
    ...dates.map((date) => dateLine(date, common, system.role !== "application")),
    ...(mfa ? [mfaLine(mfa)] : []),
    ...statusLines(status),
  ];
}

function fieldValue(field: string, from: string): string {
  if (field === "emails") return `[{ from: ${yamlText(from)}, primary: true }]`;
  if (field === "managerId") return `{ ref: identity, id: ${JSON.stringify(`{${from}}`)} }`;
  return yamlText(from);
}

/** When accounts of people end is known to whoever gives notice; the collector withholds what HR says, and only that. */
const revealing = "who may read the repository could then see who is about to leave";

function dateLine(date: ProposedDate, common: string | undefined, ofPeople: boolean): string {
  const { field, isClear } = date;
  const isRevealing = ofPeople && field === "expiresAt";
  const notes = [...notesOf(date), ...(isRevealing ? [revealing] : [])];
  const line = `${field}: ${dateValue(date, common)}${notes.length > 0 ? ` # ${yamlComment(notes.join("; "))}` : ""}`;
  return isClear && !isRevealing ? line : `# ${line}`;
}

/** Fields that may have no date at all, and in which systems write so. */
const saysNever: ReadonlySet<string> = new Set(["endDate", "expiresAt", "lastLoginAt", "lastUsedAt"]);

function dateValue({ field, column, format, choices, never }: ProposedDate, common: string | undefined): string {
  const written = choices?.[0] ?? (format === common ? undefined : format);
  const ends = saysNever.has(field) ? never : [];
  const parts = [
    `from: ${yamlText(column)}`,
    ...(written === undefined ? [] : [`dateFormat: ${yamlText(written)}`]),
    ...(ends.length === 0 ? [] : [`never: [${ends.map((cell) => JSON.stringify(cell)).join(", ")}]`]),
  ];
  return parts.length === 1 ? yamlText(column) : `{ ${parts.join(", ")} }`;
}

function notesOf({ field, isClear, choices, odd }: ProposedDate): string[] {
  if (choices)
    return [`or ${choices.slice(1).join(" or ")}: the cells do not tell which, so keep the one that is meant`];
  const notACell = odd === undefined ? [] : [`${JSON.stringify(odd.slice(0, 40))} is no date that is understood`];
  if (!isClear) return [...notACell, "say with `dateFormat` how its dates are written"];
  const ended = field === "endDate" ? ["dates ahead are not stored, but for contractors: see `futureEndDates`"] : [];
  return [...notACell, ...ended];
}

/** A value that is not understood would be unknown to the rule that asks, so people are shown it before. */
function mfaLine({ column, map, odd }: NonNullable<Proposal["mfa"]>): string {
  const meanings = map.map(([written, isOn]) => `${JSON.stringify(written)}: ${isOn}`).join(", ");
  const line = `mfa.enrolled: { from: ${yamlText(column)}, map: {${meanings === "" ? "" : ` ${meanings} `}} }`;
  return odd === undefined && map.length > 0
    ? line
    : `# ${line} # ${yamlComment(odd === undefined ? "say which of its values means yes" : `what does ${JSON.stringify(odd.slice(0, 40))} mean?`)}`;
}

function statusLines(status: Proposal["status"]): string[] {
  if (!status) return ["# status: without it, nobody is known to have left but by an end date"];
  const lines = status.map.map(([written, meaning]) => `    ${JSON.stringify(written)}: ${meaning}`);
  const open = status.open.map((written) => yamlComment(JSON.stringify(written))).join(", ");
  const map = lines.length > 0 ? ["  map:", ...lines] : ["  map: {} # such as Employed: active"];
  return [
    "status:",
    `  from: ${yamlText(status.column)}`,
    ...map,
    "  ignoreCase: true",
    ...(open === "" ? [] : [`  # not understood, so unknown until it stands above: ${open}`]),
  ];
}
