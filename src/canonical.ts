import { EntitlintError } from "./errors.ts";

/** Deeper than any record or manifest; deeper input is hostile. */
const deepest = 32;

/** Whether arrays are sets, to be sorted, or lists that keep their order. */
type Arrays = "sets" | "lists";

/** Where a value stands: `line` is empty, or a line break and the indentation of the line that the value begins on. */
interface Spot {
  readonly key: string;
  readonly line: string;
  readonly depth: number;
  readonly arrays: Arrays;
}

/**
 * The one line of JSON that a value has in a snapshot, without line end: keys sorted at every depth by code unit, arrays
 * taken as sets (sorted, equal elements once), empty values left out, strings well-formed, integers beyond 2^53 as text.
 * @throws EntitlintError for what JSON cannot hold, or keys that become equal once they are well-formed
 */
export function canonicalLine(value: object): string {
  return write(value, { key: "", line: "", depth: 0, arrays: "sets" }) ?? "{}";
}

/** The same canonical form over several lines, for files that people read; ends with a line end. */
export function canonicalPretty(value: object, arrays: Arrays = "sets"): string {
  return `${write(value, { key: "", line: "\n", depth: 0, arrays }) ?? "{}"}\n`;
}

/** Sorts by code unit, the same on every machine and in every locale. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function write(value: unknown, spot: Spot): string | undefined {
  switch (typeof value) {
    case "undefined":
      return undefined;
    case "string":
      return text(value);
    case "boolean":
      return String(value);
    case "bigint":
      return integer(value);
    case "number":
      return number(value, spot);
    case "object":
      if (value === null) return undefined;
      if (spot.depth > deepest) break;
      return Array.isArray(value) ? list(value, spot) : map(value, spot);
  }
  throw unfit(spot, `a ${typeof value} ${spot.depth} levels deep`);
}

function map(value: object, spot: Spot): string {
  const entries = wellFormed(Object.entries(value)).sort(([a], [b]) => byCodeUnit(a, b));
  const inner = indented(spot);
  const parts: string[] = [];
  let before: string | undefined;
  for (const [key, part] of entries) {
    const json = write(part, { key, line: inner, depth: spot.depth + 1, arrays: spot.arrays });
    if (json === undefined) continue;
    if (key === before) throw unfit({ key }, "a key that stands twice once it is well-formed");
    before = key;
    parts.push(`${JSON.stringify(key)}:${inner && " "}${json}`);
  }
  return wrapped("{}", parts, spot, inner);
}

function wellFormed(entries: [string, unknown][]): [string, unknown][] {
  if (entries.every(([key]) => key.isWellFormed())) return entries;
  return entries.map(([key, part]) => [key.toWellFormed(), part]);
}

function list(values: readonly unknown[], spot: Spot): string {
  const inner = indented(spot);
  const at = { key: spot.key, line: inner, depth: spot.depth + 1, arrays: spot.arrays };
  const parts = (spot.arrays === "sets" ? asSet(values, at) : values).flatMap((value) => write(value, at) ?? []);
  return wrapped("[]", parts, spot, inner);
}

/** The elements sorted, equal ones once. Sorted by the compact form, so that indentation does not change the order. */
function asSet(values: readonly unknown[], spot: Spot): readonly unknown[] {
  if (values.length < 2) return values;
  const items = values.flatMap((value) => {
    const json = write(value, { ...spot, line: "" });
    return json === undefined ? [] : [{ value, json, order: orderOf(value, json, spot.key) }];
  });
  items.sort((a, b) => compareOrder(a.order, b.order));
  return items.filter(({ json }, at) => json !== items[at - 1]?.json).map(({ value }) => value);
}

/** What an element is sorted by, part by part: text by itself, an address by type and value, the rest by its JSON. */
function orderOf(value: unknown, json: string, key: string): string[] {
  if (typeof value === "string") return [value.toWellFormed()];
  // An integer that is written as text sorts as that text, so that reading it back changes nothing.
  if (typeof value === "number" || typeof value === "bigint") return [json.replaceAll('"', "")];
  if (key !== "emails" || typeof value !== "object" || value === null) return [json];
  const part = (one: unknown) => (typeof one === "string" ? one.toWellFormed() : "");
  return [part("type" in value ? value.type : ""), part("value" in value ? value.value : ""), json];
}

function compareOrder(a: readonly string[], b: readonly string[]): number {
  for (const [at, part] of a.entries()) {
    const difference = byCodeUnit(part, b[at] ?? "");
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function wrapped(brackets: "{}" | "[]", parts: readonly string[], { line }: Spot, inner: string): string {
  if (parts.length === 0) return brackets;
  return `${brackets.charAt(0)}${inner}${parts.join(`,${inner}`)}${line}${brackets.charAt(1)}`;
}

function indented({ line }: Spot): string {
  return line && `${line}  `;
}

function text(value: string): string {
  return JSON.stringify(value.isWellFormed() ? value : value.toWellFormed());
}

function number(value: number, spot: Spot): string {
  if (!Number.isFinite(value)) throw unfit(spot, String(value));
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? integer(BigInt(value)) : JSON.stringify(value);
}

function integer(value: bigint): string {
  const safe = value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER);
  return safe ? value.toString() : `"${value}"`;
}

function unfit({ key }: Pick<Spot, "key">, what: string): EntitlintError {
  return new EntitlintError({
    code: "snapshot/record-invalid",
    message: `${key === "" ? "A record" : `The field ${JSON.stringify(key)}`} holds ${what}, which a snapshot cannot.`,
    next: "Correct the collector or mapping that gave it.",
  });
}
