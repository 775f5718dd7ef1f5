import type { Proposal } from "./propose-mapping.ts";
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
    "    reads:",
    ...readLines(proposal).map((line) => (line === "" ? "" : `      ${line}`)),
  ].join("\n");
}

function readLines(proposal: Proposal): string[] {
  const { delimiter } = proposal.sample;
  return [
    ...whereAndWhen(proposal.system.file),
    ...(delimiter === "," ? [] : [`  delimiter: ${JSON.stringify(delimiter)}`]),
    "  # dateFormat: dd.MM.yyyy # where dates are not written like 2026-11-22",
    "  records:",
    ...[...mainRecord(proposal), ...roleRecords(proposal)].map((line) => `    ${line}`),
  ];
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

function mainRecord({ kind, id, fields, status, endDate, unused, system }: Proposal): string[] {
  return [
    `- kind: ${kind}`,
    `  id: ${template(id)} # never changes and is never given to somebody else`,
    "  # expect: { min: 50 } # fewer records than this mean that the export is cut off",
    "  fields:",
    ...(system.role === "authoritative-identity" ? ["    kind: { value: human }"] : []),
    ...fields.map(([field, column]) => `    ${field}: ${fieldValue(field, column)}`),
    ...statusLines(status),
    ...(endDate === undefined
      ? []
      : [`    # endDate: ${yamlText(endDate)} # who may read the repository could then see who is about to leave`]),
    ...(unused.length > 0 ? [`  # not read: ${yamlComment(unused.join(", "))}`] : []),
  ];
}

function fieldValue(field: string, column: string): string {
  if (field === "emails") return `[{ from: ${yamlText(column)}, primary: true }]`;
  if (field === "managerId") return `{ ref: identity, id: ${template(column)} }`;
  return yamlText(column);
}

function statusLines(status: Proposal["status"]): string[] {
  if (!status) return ["    # status: without it, nobody is known to have left"];
  const lines = status.map.map(([written, meaning]) => `        ${JSON.stringify(written)}: ${meaning}`);
  const open = status.open.map((written) => yamlComment(JSON.stringify(written))).join(", ");
  const map = lines.length > 0 ? ["      map:", ...lines] : ["      map: {} # such as Employed: active"];
  return [
    "    status:",
    `      from: ${yamlText(status.column)}`,
    ...map,
    "      ignoreCase: true",
    ...(open === "" ? [] : [`      # not understood, so unknown until it stands above: ${open}`]),
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
