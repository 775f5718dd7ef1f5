import { EntitlintError, type Problem } from "../errors.ts";
import { readInstant } from "../mapping/read-moment.ts";
import { textOf } from "../mapping/scope.ts";
import { nodeBelow } from "../mapping/tree-items.ts";
import type { Instant } from "../model/time.ts";
import type { PositionedNode } from "../positions/node.ts";
import type { ExportedAt } from "./exported-at.ts";

export interface ExportTimeOptions {
  readonly file: string;
  readonly zone: string;
  readonly now: Date;
  /** Milliseconds since the epoch, where the tree knows. */
  readonly modifiedAt: number | undefined;
  /** The parsed file, for a time that stands in it; undefined for formats that are read row by row. */
  readonly root: () => Promise<PositionedNode | undefined>;
}

/** Exports of a clock that runs ahead by less than this are still believed. */
const tolerance = 5 * 60 * 1000;

/** When the file was exported, floored to the second. @throws EntitlintError where that cannot be told */
export async function exportTime(how: ExportedAt | undefined, options: ExportTimeOptions): Promise<Instant> {
  const { file, zone, now } = options;
  if (how === undefined)
    throw problem(
      file,
      "nothing says when this export was made",
      "Say where the time stands in `exportedAt`, `from`: name, field, modified or value.",
    );
  const text = await writtenTime(how, options);
  if (text === undefined) throw problem(file, missing(how), "Correct `exportedAt`, or export again.");
  const format = "format" in how ? how.format : undefined;
  const instant = readInstant(text, { zone, format });
  if (instant === undefined)
    throw problem(
      file,
      `${JSON.stringify(text)} is not a time in the expected format`,
      "Correct `exportedAt`, or give its `format`.",
    );
  if (Date.parse(instant) > now.getTime() + tolerance)
    throw new EntitlintError({
      code: "collect/export-in-future",
      message: `the export says that it was made at ${instant}, which is after now`,
      place: { file },
      next: "Correct the clock of the machine that exports, or the pattern or zone of `exportedAt`.",
    });
  return instant;
}

async function writtenTime(
  how: ExportedAt,
  { file, modifiedAt, root }: ExportTimeOptions,
): Promise<string | undefined> {
  if (how.from === "value") return how.value;
  if (how.from === "modified") return modifiedAt === undefined ? undefined : new Date(modifiedAt).toISOString();
  if (how.from === "name") {
    const found = new RegExp(how.pattern, "u").exec(file);
    return found?.[1] ?? found?.[0];
  }
  const top = await root();
  return textOf(top && nodeBelow(top, how.path)) || undefined;
}

function missing(how: ExportedAt): string {
  if (how.from === "name") return `the file's path does not match ${how.pattern}`;
  if (how.from === "field") return `no time stands at ${how.path} (rows of CSV and NDJSON have no such place)`;
  return "the time of change is not known, because the file is read from a revision";
}

function problem(file: string, message: string, next: string): EntitlintError {
  const one: Problem = { code: "collect/no-export-time", message, place: { file }, next };
  return new EntitlintError(one);
}
