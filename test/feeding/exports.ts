import { type Company, companyAt, lists, type Row, type Turn } from "./company.ts";
import { recordsOf } from "./mapping.ts";

export type System = keyof typeof lists;

export const roles = { hr: "authoritative-identity", dir: "directory", app: "application", log: "event-log" } as const;
const readAt = { 1: "2026-11-18T06:00:00Z", 2: "2026-11-21T06:00:00Z" } as const;

/** A source that is read from exports: one CSV file a list. */
export function exportSource(system: System, turn: Turn): object {
  const reads = lists[system].map((list) => ({
    ...{ path: `exports/${list}.csv`, exportedAt: { from: "value", value: readAt[turn] } },
    records: recordsOf[list],
  }));
  return { collector: "files", role: roles[system], reads };
}

/** The files of it, by path. */
export function exportFiles(system: System, turn: Turn, native = (id: string) => id): Record<string, string> {
  const company: Company = companyAt(turn);
  const rows = (list: keyof Company) =>
    list === "events" ? company[list].map((row) => ({ ...row, subject: native(row.subject ?? "") })) : company[list];
  return Object.fromEntries(lists[system].map((list) => [`exports/${list}.csv`, csvOf(rows(list))]));
}

/** Rows as CSV, with the columns of the first. */
export function csvOf(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  return `${[columns, ...rows.map((row) => columns.map((name) => row[name] ?? ""))].map((row) => row.join(",")).join("\n")}\n`;
}
