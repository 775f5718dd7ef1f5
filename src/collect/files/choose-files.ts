import { EntitlintError, type Problem } from "../../errors.ts";
import { instantOf } from "../../model/instant-of.ts";
import type { Instant } from "../../model/time.ts";
import type { PositionedNode } from "../../positions/node.ts";
import type { CollectContext } from "../collector.ts";
import { exportTime } from "../export-time.ts";
import { type Format, formatOf, rootOfFile } from "./open-file.ts";
import { parsePathPattern } from "./path-pattern.ts";
import type { FilesOptions, Read } from "./schema.ts";

/** A file that counts: what its path caught, when it was exported, and its content if that had to be read already. */
export interface ChosenFile {
  readonly path: string;
  readonly format: Format;
  readonly captures: ReadonlyMap<string, string>;
  readonly exportedAt: Instant;
  readonly modifiedAt: number | undefined;
  readonly root: () => Promise<PositionedNode | undefined>;
}

/** The files of one read that count, sorted by path. @throws EntitlintError where there is none, or too many */
export async function chooseFiles(read: Read, options: FilesOptions, context: CollectContext): Promise<ChosenFile[]> {
  const pattern = parsePathPattern(read.path);
  const matching = (await context.files.list([pattern.glob])).flatMap((path) => {
    const captures = pattern.match(path);
    return captures ? [{ path, captures }] : [];
  });
  if (matching.length === 0 && !read.optional)
    throw failed(
      "collect/no-file",
      `no file matches ${read.path}`,
      "Correct the path, or mark the read `optional: true`.",
    );
  const byName = (read.exportedAt ?? options.exportedAt)?.from === "name" && !context.declares;
  const files: ChosenFile[] = [];
  for (const one of matching) files.push(await describe(one, read, options, context));
  if (read.pick === "newest") return newest(files, read.path);
  const rowByRow = files.some(({ format }) => format === "csv" || format === "tsv" || format === "ndjson");
  if (read.pick === undefined && files.length > 1 && pattern.captures.length === 0 && (rowByRow || byName))
    throw failed(
      "collect/several-files",
      `${files.length} files match ${read.path}: ${files
        .map(({ path }) => path)
        .join(", ")
        .slice(0, 200)}`,
      "Say `pick: newest` or `pick: all`.",
    );
  return files;
}

async function describe(
  { path, captures }: Pick<ChosenFile, "path" | "captures">,
  read: Read,
  options: FilesOptions,
  context: CollectContext,
): Promise<ChosenFile> {
  const format = formatOf(path, read.format);
  const modifiedAt = await context.files.modifiedAt(path);
  requireSettled(path, modifiedAt, read.settle ?? options.settle, context.now);
  let parsed: Promise<PositionedNode> | undefined;
  const root = async () => {
    if (format === "csv" || format === "tsv" || format === "ndjson") return undefined;
    parsed ??= rootOfFile(context.files, path, format, read.encoding);
    return await parsed;
  };
  const exportedAt = context.declares
    ? instantOf(context.now)
    : await exportTime(read.exportedAt ?? options.exportedAt, {
        ...{ file: path, zone: read.zone ?? context.zone, now: context.now },
        ...{ modifiedAt, root },
      });
  return { path, format, captures, exportedAt, modifiedAt, root };
}

function requireSettled(file: string, modifiedAt: number | undefined, settle: number | undefined, now: Date): void {
  if (settle === undefined || modifiedAt === undefined || now.getTime() - modifiedAt >= settle * 1000) return;
  throw failed(
    "collect/half-written",
    `the file changed less than ${settle} s ago, so it may still be written`,
    "Run again later.",
    file,
  );
}

/** Of each combination of caught names the file exported last. */
function newest(files: readonly ChosenFile[], pattern: string): ChosenFile[] {
  const groups = new Map<string, ChosenFile[]>();
  for (const file of files) {
    const key = JSON.stringify([...file.captures]);
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  return [...groups.values()].map((group) => {
    const [first, second] = group.toSorted((a, b) => (a.exportedAt > b.exportedAt ? -1 : 1));
    if (first === undefined || (second && second.exportedAt === first.exportedAt))
      throw failed(
        "collect/several-files",
        `${first?.path} and ${second?.path} match ${pattern} and were exported at the same time`,
        "Remove one of them.",
      );
    return first;
  });
}

function failed(code: Problem["code"], message: string, next: string, file?: string): EntitlintError {
  return new EntitlintError({ code, message, next, ...(file !== undefined && { place: { file } }) });
}
