import type { FactRecord } from "../model/facts.ts";

/** One field of the records of a subject, side by side. */
export interface ComparedField {
  readonly name: string;
  /** What each record has, in the order of the records; empty where it has none. */
  readonly values: readonly string[];
  /** Two records say different things. */
  readonly differs: boolean;
}

/** What somebody looks at first, in this order; everything else follows as the records have it. */
const first = [
  "status",
  "displayName",
  "userName",
  "emails",
  "employeeId",
  "kind",
  "department",
  "title",
  "managerId",
  "startDate",
  "endDate",
];

/** Fields that differ from record to record without saying anything. */
const ownWords: ReadonlySet<string> = new Set(["rawStatus", "observedAt", "firstSeen", "userName", "kind", "tenant"]);
const left: ReadonlySet<string> = new Set(["id", "unknown"]);

/** The fields of records as rows, those that any of them has. */
export function comparedFields(records: readonly FactRecord[]): ComparedField[] {
  const flat = records.map(({ fields }) => flattened(fields));
  const names = [...new Set(flat.flatMap((fields) => [...fields.keys()]))];
  const rank = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);
  return names
    .toSorted((a, b) => rank(a) - rank(b))
    .map((name) => {
      const values = flat.map((fields) => fields.get(name) ?? "");
      const said = new Set(values.filter((value) => value !== "").map((value) => value.toLowerCase()));
      return { name, values, differs: said.size > 1 && !ownWords.has(name) };
    });
}

function flattened(fields: FactRecord["fields"]): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(fields)) {
    if (left.has(name)) continue;
    if (value !== null && typeof value === "object" && !Array.isArray(value))
      for (const [part, inner] of Object.entries(value)) found.set(`${name}.${part}`, textOf(inner));
    else found.set(name, textOf(value));
  }
  return found;
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(textOf).join(", ");
  if (value !== null && typeof value === "object" && "value" in value) return textOf(value.value);
  return JSON.stringify(value) ?? "";
}
