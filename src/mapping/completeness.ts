import { counted } from "../counted.ts";
import type { Problem } from "../errors.ts";
import type { Completeness } from "../model/manifest.ts";
import type { PositionedNode } from "../positions/node.ts";
import { IdTable } from "../spool/id-table.ts";
import { fieldsRead } from "./fields-read.ts";
import { namesUsed } from "./names-used.ts";
import type { RecordMapping } from "./record-schema.ts";
import { textOf } from "./scope.ts";
import { nodeBelow } from "./tree-items.ts";

/** What one mapping has seen over all its files. */
export interface Seen {
  readonly mapping: RecordMapping;
  /** Fields that it fills, as the manifest names them. */
  readonly fields: ReadonlySet<string>;
  /** Ids of the records it made. */
  readonly ids: IdTable;
  /** Items before any condition. */
  items: number;
  /** True once the path of `each` has led somewhere. */
  reached: boolean;
  announced: number | undefined;
  /** Names that have stood in no item yet. */
  readonly unseen: Set<string>;
  /** When the oldest of its files was exported. */
  observedAt: string | undefined;
}

/** A mapping of which nothing has been read yet. */
export function nothingSeen(mapping: RecordMapping): Seen {
  return {
    mapping,
    fields: fieldsRead(mapping),
    ids: new IdTable(),
    items: 0,
    reached: false,
    announced: undefined,
    unseen: new Set(namesUsed(mapping).filter((name) => !name.startsWith("$"))),
    observedAt: undefined,
  };
}

/** How complete one mapping's records are, and the warnings that say why. */
export function judgeMapping(
  { mapping, ids, items, announced }: Seen,
  holders = "the files",
): {
  completeness: Completeness;
  warnings: string[];
} {
  const { kind, expect } = mapping;
  const warnings: string[] = [];
  if (announced !== undefined && announced !== items)
    warnings.push(`${kind}: ${holders} announce ${announced} items and hold ${items}`);
  if (expect?.min !== undefined && ids.size < expect.min)
    warnings.push(`${kind}: ${counted(ids.size, "record")}, at least ${expect.min} expected`);
  if (expect?.max !== undefined && ids.size > expect.max)
    warnings.push(`${kind}: ${counted(ids.size, "record")}, at most ${expect.max} expected`);
  if (items === 0 && announced === undefined && expect === undefined)
    warnings.push(
      `${kind}: ${holders} hold nothing and announce no total, so they are not believed; say \`expect: {min: 0}\` where nothing is right`,
    );
  if (warnings.length > 0) return { completeness: "partial", warnings };
  const checked = announced !== undefined || expect?.min !== undefined;
  return { completeness: checked ? "full" : "asserted", warnings };
}

/** A kind is as complete as the least complete of its mappings. */
export function least(all: readonly Completeness[]): Completeness {
  if (all.includes("partial")) return "partial";
  return all.includes("asserted") ? "asserted" : "full";
}

/** The total that a file announces, or the problem that it is none. */
export function announcedIn(root: PositionedNode | undefined, path: string, file: string): number | Problem {
  const found = root && nodeBelow(root, path);
  const text = textOf(found) ?? "";
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const message = root
    ? `no total stands at ${path}${text === "" ? "" : `, but ${JSON.stringify(text.slice(0, 40))}`}`
    : "rows of CSV and NDJSON announce no total";
  return {
    code: "collect/bad-total",
    message,
    place: found?.place ?? { file },
    next: "Correct `total`, or use `expect`.",
  };
}
