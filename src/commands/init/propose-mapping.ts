import { accountControlNames, proposeControlMap } from "./account-control.ts";
import { type ColumnMeaning, columnFor, columnNamed, isNameable } from "./column-names.ts";
import { type ChosenFormats, type ProposedDate, proposeDates } from "./propose-dates.ts";
import { proposeName } from "./propose-name.ts";
import { noHeader, type Sample } from "./read-sample.ts";
import { proposeStatusMap, type StatusMap } from "./status-words.ts";
import { proposeSwitch, type Switch } from "./switch-words.ts";
import type { SystemSpec } from "./system-spec.ts";

/** What is proposed for one export, before it is written down. */
export interface Proposal {
  readonly system: SystemSpec;
  readonly sample: Sample;
  readonly kind: "identity" | "account";
  /** The column that tells rows apart. */
  readonly id: string;
  /** Column or template by field, in the order of the record's fields. */
  readonly fields: readonly (readonly [field: ColumnMeaning, from: string])[];
  readonly dates: readonly ProposedDate[];
  readonly status?: { readonly column: string } & StatusMap;
  /** A column that says who has a second factor, and what its values mean. */
  readonly mfa?: { readonly column: string } & Switch;
  /** A column of roles, and what separates several in one cell. */
  readonly roles?: { readonly column: string; readonly split?: string };
  readonly unused: readonly string[];
}

const fieldsOf = {
  identity: [
    "userName",
    "emails",
    "employeeId",
    "immutableId",
    "department",
    "title",
    "costCenter",
    "orgUnit",
    "managerId",
    "employmentType",
  ],
  account: ["userName", "emails", "employeeId", "externalId"],
} as const satisfies Record<Proposal["kind"], readonly ColumnMeaning[]>;

const datesOf = {
  identity: ["startDate", "endDate", "statusChangedAt", "createdAt", "expiresAt", "lastLoginAt", "lastUsedAt"],
  account: ["createdAt", "disabledAt", "expiresAt", "lastLoginAt", "lastUsedAt"],
} as const satisfies Record<Proposal["kind"], readonly ColumnMeaning[]>;

const idsOf = {
  identity: ["employeeId", "immutableId", "nativeId", "userName", "emails"],
  account: ["nativeId", "immutableId", "userName", "emails", "employeeId"],
} as const satisfies Record<Proposal["kind"], readonly ColumnMeaning[]>;

/** What people chose where columns alone do not tell. */
export interface Choices {
  readonly id?: string | undefined;
  readonly formats?: ChosenFormats | undefined;
}

/** Proposes a mapping from the columns' names and the first rows. */
export function proposeMapping(system: SystemSpec, sample: Sample, choices: Choices = {}): Proposal {
  const kind = kindOf(system);
  const id = choices.id ?? proposeId(system, sample);
  if (id === undefined) {
    throw noHeader(
      sample.file,
      `none of its columns (${sample.columns.join(", ")}) looks like an id, a login or an address`,
    );
  }
  const name = proposeName(sample.columns, (column) => cells(sample, column));
  const fields = fieldsOf[kind].flatMap((field) => {
    const column = columnFor(field, sample.columns);
    if (column === undefined || (field === "managerId" && !namesRows(column, id, sample))) return [];
    return [[field, column] as const];
  });
  const dates = dateColumns(kind, sample);
  const status = proposeStatus(sample);
  const roles = kind === "account" ? columnFor("roles", sample.columns) : undefined;
  const mfa = kind === "account" ? columnFor("mfa", sample.columns) : undefined;
  const plain = [...fields.map(([, column]) => column), ...dates.map(({ column }) => column)];
  const used = new Set([id, status?.column, roles, mfa, ...(name?.columns ?? []), ...plain]);
  return {
    ...{ system, sample, kind, id },
    fields: name === undefined ? fields : [["displayName", name.from], ...fields],
    dates: proposeDates(dates, choices.formats),
    ...(status !== undefined && { status }),
    ...(mfa !== undefined && { mfa: { column: mfa, ...proposeSwitch(cells(sample, mfa)) } }),
    ...(roles !== undefined && { roles: { column: roles, ...separator(cells(sample, roles)) } }),
    unused: sample.columns.filter((column) => column !== "" && !used.has(column)),
  };
}

/** A column that says it in words; else the bits of Active Directory. */
function proposeStatus(sample: Sample): Proposal["status"] {
  const inWords = columnFor("status", sample.columns);
  if (inWords !== undefined) return { column: inWords, ...proposeStatusMap(cells(sample, inWords)) };
  const inBits = columnNamed(accountControlNames, sample.columns);
  return inBits === undefined ? undefined : { column: inBits, ...proposeControlMap(cells(sample, inBits)) };
}

/** Whether a column holds ids of other rows. */
function namesRows(column: string, id: string, sample: Sample): boolean {
  if (id === columnFor("employeeId", sample.columns)) return true;
  const ids = new Set(cells(sample, id));
  const named = cells(sample, column).filter((cell) => cell !== "");
  return named.length > 0 && named.every((cell) => ids.has(cell));
}

function dateColumns(kind: Proposal["kind"], sample: Sample) {
  return datesOf[kind].flatMap((field) => {
    const column = columnFor(field, sample.columns);
    return column === undefined ? [] : [{ field, column, cells: cells(sample, column) }];
  });
}

/** The column that tells the rows of an export apart; undefined where none of the names says so. */
export function proposeId(system: SystemSpec, sample: Sample): string | undefined {
  const found = idsOf[kindOf(system)].flatMap((meaning) => columnFor(meaning, sample.columns) ?? []);
  const filled = found.filter((column) => cells(sample, column).every((value) => value !== ""));
  // An export with a row per account and role repeats its accounts; equal rows are one record.
  return filled.find((column) => isUnique(cells(sample, column))) ?? filled[0];
}

/** Columns that can be the id, for people to choose from. */
export function possibleIds({ columns }: Sample): string[] {
  return columns.filter(isNameable);
}

function kindOf({ role }: SystemSpec): Proposal["kind"] {
  return role === "application" ? "account" : "identity";
}

function cells({ columns, rows }: Sample, column: string): string[] {
  const index = columns.indexOf(column);
  return rows.map((row) => row[index]?.trim() ?? "");
}

function isUnique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

function separator(values: readonly string[]): { split?: string } {
  const split = ["|", ";", ","].find((text) => values.some((value) => value.includes(text)));
  return split === undefined ? {} : { split };
}
