import { type ColumnMeaning, columnFor, isNameable } from "./column-names.ts";
import { noHeader, type Sample } from "./read-sample.ts";
import { proposeStatusMap, type StatusMap } from "./status-words.ts";
import type { SystemSpec } from "./system-spec.ts";

/** What is proposed for one export, before it is written down. */
export interface Proposal {
  readonly system: SystemSpec;
  readonly sample: Sample;
  readonly kind: "identity" | "account";
  /** The column that tells rows apart. */
  readonly id: string;
  /** Column by field, in the order of the record's fields. */
  readonly fields: readonly (readonly [field: ColumnMeaning, column: string])[];
  readonly status?: { readonly column: string } & StatusMap;
  /** A column of roles, and what separates several in one cell. */
  readonly roles?: { readonly column: string; readonly split?: string };
  /** The end date of people is sensitive, so it is proposed only as a comment. */
  readonly endDate?: string;
  readonly unused: readonly string[];
}

const fieldsOf = {
  identity: [
    "userName",
    "displayName",
    "emails",
    "employeeId",
    "immutableId",
    "startDate",
    "department",
    "title",
    "managerId",
    "employmentType",
    "createdAt",
  ],
  account: ["userName", "displayName", "emails", "employeeId", "externalId", "createdAt"],
} as const satisfies Record<Proposal["kind"], readonly ColumnMeaning[]>;

const idsOf = {
  identity: ["employeeId", "immutableId", "nativeId", "userName", "emails"],
  account: ["nativeId", "immutableId", "userName", "emails", "employeeId"],
} as const satisfies Record<Proposal["kind"], readonly ColumnMeaning[]>;

/** Proposes a mapping from the columns' names and the first rows. `chosenId` names the id column where people chose one. */
export function proposeMapping(system: SystemSpec, sample: Sample, chosenId?: string): Proposal {
  const kind = system.role === "application" ? "account" : "identity";
  const id = chosenId ?? proposeId(system, sample);
  if (id === undefined) {
    throw noHeader(
      sample.file,
      `none of its columns (${sample.columns.join(", ")}) looks like an id, a login or an address`,
    );
  }
  const fields = fieldsOf[kind].flatMap((field) => {
    const column = columnFor(field, sample.columns);
    const isUsable = column !== undefined && (field !== "managerId" || id === columnFor("employeeId", sample.columns));
    return isUsable ? [[field, column] as const] : [];
  });
  const status = columnFor("status", sample.columns);
  const roles = kind === "account" ? columnFor("roles", sample.columns) : undefined;
  const endDate = kind === "identity" ? columnFor("endDate", sample.columns) : undefined;
  const used = new Set([id, status, roles, endDate, ...fields.map(([, column]) => column)]);
  return {
    ...{ system, sample, kind, id, fields },
    ...(status !== undefined && { status: { column: status, ...proposeStatusMap(cells(sample, status)) } }),
    ...(roles !== undefined && { roles: { column: roles, ...separator(cells(sample, roles)) } }),
    ...(endDate !== undefined && { endDate }),
    unused: sample.columns.filter((column) => column !== "" && !used.has(column)),
  };
}

/** The column that tells the rows of an export apart; undefined where none of the names says so. */
export function proposeId(system: SystemSpec, sample: Sample): string | undefined {
  const kind = system.role === "application" ? "account" : "identity";
  const found = idsOf[kind].flatMap((meaning) => columnFor(meaning, sample.columns) ?? []);
  const filled = found.filter((column) => cells(sample, column).every((value) => value !== ""));
  // An export with a row per account and role repeats its accounts; equal rows are one record.
  return filled.find((column) => isUnique(cells(sample, column))) ?? filled[0];
}

/** Columns that can be the id, for people to choose from. */
export function possibleIds({ columns }: Sample): string[] {
  return columns.filter(isNameable);
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
