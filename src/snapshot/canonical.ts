import { EntitlintError } from "../errors.ts";

/** Deeper than any record or manifest; deeper input is hostile. */
const deepest = 32;

/** Whether arrays are sets, to be sorted, or lists that keep their order. */
type Arrays = "sets" | "lists";

interface Written {
  readonly json: string;
  /** What a set is sorted by, compared part by part. */
  readonly order: readonly string[];
}

/**
 * The one line of JSON that a value has in a snapshot, without line end: keys sorted at every depth by code unit, arrays
 * taken as sets (sorted, equal elements once), empty values left out, strings well-formed, integers beyond 2^53 as text.
 * @throws EntitlintError for what JSON cannot hold, or keys that become equal once they are well-formed
 */
export function canonicalLine(value: object): string {
  return write(value, "", "", 0, "sets")?.json ?? "{}";
}

/** The same canonical form over several lines, for files that people read; ends with a line end. */
export function canonicalPretty(value: object, arrays: Arrays = "sets"): string {
  return `${write(value, "", "\n", 0, arrays)?.json ?? "{}"}\n`;
}

/** Sorts by code unit, the same on every machine and in every locale. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `line` is empty, or a line break and the indentation of the line that the value stands on. */
function write(value: unknown, key: string, line: string, depth: number, arrays: Arrays): Written | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "string") return text(value.toWellFormed());
  if (typeof value === "boolean") return plain(String(value));
  if (typeof value === "bigint") return integer(value);
  if (typeof value === "number") return number(value, key);
  if (typeof value !== "object" || depth > deepest) throw unfit(key, `a ${typeof value} ${depth} levels deep`);
  const inner = line && `${line}  `;
  if (Array.isArray(value)) return array(value, key, line, depth, arrays);
  const json = wrapped("{}", members(value, inner, depth, arrays), line, inner);
  return { json, order: key === "emails" ? [...emailOrder(value), json] : [json] };
}

function members(value: object, inner: string, depth: number, arrays: Arrays): string[] {
  const entries = Object.entries(value).map(([key, part]): [string, unknown] => [key.toWellFormed(), part]);
  entries.sort(([a], [b]) => byCodeUnit(a, b));
  const parts: string[] = [];
  let before: string | undefined;
  for (const [key, part] of entries) {
    const written = write(part, key, inner, depth + 1, arrays);
    if (!written) continue;
    if (key === before) throw unfit(key, "a key that stands twice once it is well-formed");
    before = key;
    parts.push(`${JSON.stringify(key)}:${inner && " "}${written.json}`);
  }
  return parts;
}

function array(values: readonly unknown[], key: string, line: string, depth: number, arrays: Arrays): Written {
  const inner = line && `${line}  `;
  const items = values.flatMap((value) => {
    // Sorted by the compact form, so that indentation does not change the order.
    const compact = write(value, key, "", depth + 1, arrays);
    const json = inner === "" ? compact?.json : write(value, key, inner, depth + 1, arrays)?.json;
    return compact && json !== undefined ? [{ order: compact.order, json }] : [];
  });
  if (arrays === "sets") items.sort((a, b) => compareOrder(a.order, b.order));
  const parts = items.map(({ json }) => json);
  const once = arrays === "sets" ? parts.filter((json, at) => at === 0 || json !== parts[at - 1]) : parts;
  return plain(wrapped("[]", once, line, inner));
}

function wrapped(brackets: "{}" | "[]", parts: readonly string[], line: string, inner: string): string {
  if (parts.length === 0) return brackets;
  return `${brackets.charAt(0)}${inner}${parts.join(`,${inner}`)}${line}${brackets.charAt(1)}`;
}

function number(value: number, key: string): Written {
  if (!Number.isFinite(value)) throw unfit(key, String(value));
  return Number.isInteger(value) ? integer(BigInt(value)) : plain(JSON.stringify(value));
}

function integer(value: bigint): Written {
  const digits = value.toString();
  const safe = value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER);
  return safe ? plain(digits) : text(digits);
}

function text(value: string): Written {
  return { json: JSON.stringify(value), order: [value] };
}

function plain(json: string): Written {
  return { json, order: [json] };
}

function emailOrder(email: object): string[] {
  const part = (value: unknown) => (typeof value === "string" ? value.toWellFormed() : "");
  return [part("type" in email ? email.type : ""), part("value" in email ? email.value : "")];
}

function compareOrder(a: readonly string[], b: readonly string[]): number {
  for (const [at, part] of a.entries()) {
    const difference = byCodeUnit(part, b[at] ?? "");
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function unfit(key: string, what: string): EntitlintError {
  return new EntitlintError({
    code: "snapshot/record-invalid",
    message: `${key === "" ? "A record" : `The field ${JSON.stringify(key)}`} holds ${what}, which a snapshot cannot.`,
    next: "Correct the collector or mapping that gave it.",
  });
}
