import { counted } from "../../counted.ts";
import { commonFormat } from "./propose-dates.ts";
import type { Proposal } from "./propose-mapping.ts";
import { fieldLines } from "./render-fields.ts";
import { yamlComment, yamlText } from "./yaml-text.ts";

/** One source of `entitlint.yaml`, indented to stand under `sources:`, with a comment on everything that was guessed. */
export function renderSource(proposal: Proposal): string {
  const { system } = proposal;
  return [
    `  ${yamlText(system.name)}:`,
    "    collector: files",
    `    role: ${system.role}`,
    "    tenant: main # the organisation or directory that the export is of; part of every id",
    "    zone: UTC # where days end for dates without a time, such as Europe/Berlin",
    ...freshness,
    "    reads:",
    ...readLines(proposal).map((line) => (line === "" ? "" : `      ${line}`)),
  ].join("\n");
}

/** As often as somebody exports by hand, and soon enough for a leaver to be noticed. */
const freshness = [
  "    # A check of older records ends with exit code 2 (without this line, after 30 days). For daily exports: P2D, with",
  "    # `schedule: weekdays` where nobody exports on weekends.",
  "    freshness: { max: P7D }",
];

function readLines(proposal: Proposal): string[] {
  const { delimiter } = proposal.sample;
  return [
    ...doubtLines(proposal.sample),
    ...whereAndWhen(proposal.system.file),
    ...(delimiter === "," ? [] : [`  delimiter: ${JSON.stringify(delimiter)}`]),
    ...dateFormatLine(proposal),
    "  records:",
    ...[...mainRecord(proposal), ...roleRecords(proposal)].map((line) => `    ${line}`),
  ];
}

function dateFormatLine({ dates }: Proposal): string[] {
  const format = commonFormat(dates);
  if (format === undefined) return ["  # dateFormat: dd.MM.yyyy # where dates are not written like 2026-11-22"];
  return [`  dateFormat: ${yamlText(format)} # as the dates of this export are written`];
}

/** A date in the file's name dates the export, and the next export will have another one. */
function whereAndWhen(file: string): string[] {
  const folder = file.slice(0, file.lastIndexOf("/") + 1);
  const name = file.slice(folder.length);
  const dated = /^(.*?)\d{4}-\d{2}-\d{2}(.*)$/.exec(name);
  if (!dated) {
    return [
      `- path: ${yamlText(file)}`,
      "  exportedAt: { from: modified } # a date in the file's name or in the file is better: copying changes this one",
    ];
  }
  const [, before = "", after = ""] = dated;
  const pattern = `${escapeRegExp(before)}(\\d{4}-\\d{2}-\\d{2})`;
  return [
    `- path: ${yamlText(`${folder}${before}*${after}`)}`,
    "  pick: newest",
    `  exportedAt: { from: name, pattern: ${JSON.stringify(pattern)} }`,
  ];
}

function doubtLines({ doubt }: Proposal["sample"]): string[] {
  return doubt === undefined ? [] : [`# Look at the export: ${doubt}. Rows after it were not looked at.`];
}

/** A guess that is too high would turn a good export into a partial one, so people have to make it. */
function expectLines({ count, isWhole }: Proposal["sample"]): string[] {
  const least = Math.max(1, Math.floor(count * 0.8));
  return [
    `An export that was cut off looks like people leaving. This one has ${isWhole ? "" : "more than "}${counted(count, "row")}, and one alone`,
    "does not tell how few would still be right: set the fewest that you would believe. Fewer then remove nothing.",
    `expect: { min: ${least} }`,
  ];
}

function mainRecord(proposal: Proposal): string[] {
  const { kind, id, unused, sample } = proposal;
  return [
    `- kind: ${kind}`,
    `  id: ${template(id)} # never changes and is never given to somebody else`,
    ...expectLines(sample).map((line) => `  # ${line}`),
    "  fields:",
    ...fieldLines(proposal, commonFormat(proposal.dates)).map((line) => `    ${line}`),
    ...(unused.length > 0 ? [`  # not read: ${yamlComment(unused.join(", "))}`] : []),
  ];
}

function roleRecords({ roles, id }: Proposal): string[] {
  if (!roles) return [];
  const { column, split } = roles;
  const role = split === undefined ? column : "$element";
  const each =
    split === undefined
      ? [`  when: { from: ${yamlText(column)}, notEmpty: true }`]
      : [`  split: { from: ${yamlText(column)}, by: ${JSON.stringify(split)} }`];
  return [
    "- kind: entitlement",
    `  id: ${template(role)}`,
    ...each,
    "  fields:",
    "    kind: { value: role }",
    `    name: ${template(role)}`,
    "- kind: grant",
    `  id: ${JSON.stringify(`{${id}}/{${role}}`)}`,
    ...each,
    "  fields:",
    `    principal: { ref: account, id: ${template(id)} }`,
    `    entitlement: { ref: entitlement, id: ${template(role)} }`,
  ];
}

function template(name: string): string {
  return JSON.stringify(`{${name}}`);
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, (character) => (character === "-" ? "-" : `\\${character}`));
}
