import { loadAccess } from "../../access/load-access.ts";
import type { LoadedConfig } from "../../config/load-config.ts";
import { EntitlintError, throwProblems } from "../../errors.ts";
import { safeText } from "../../report/safe-text.ts";
import { treeWith } from "../access/file-edit.ts";
import { unifiedDiff } from "../access/unified-diff.ts";
import { writePlanned } from "../access/write-planned.ts";
import type { CommandContext } from "../context.ts";
import { type TakeOut, takeOut } from "./take-out.ts";

/** How entries are taken out, and told. */
export interface Removal {
  readonly loaded: LoadedConfig;
  /** What is taken out, in words. */
  readonly told: string;
  /** Why more is not, a line each. */
  readonly why?: readonly string[];
  readonly isWritten: boolean;
}

/**
 * Shows what taking entries out does as a diff, and does it where it is wanted: only if all else that access files say
 * still stands there.
 */
export async function removeEntries(
  what: TakeOut,
  { loaded, told, why = [], isWritten }: Removal,
  { stdout }: CommandContext,
): Promise<void> {
  const { tree, config, folder } = loaded;
  const { files, problems } = await takeOut(tree, config.access, what);
  throwProblems(problems);
  if (files.length > 0) await requireTheRest(what, loaded, files);
  const diff = files.flatMap(({ path, before, edits }) => unifiedDiff(path, before, edits));
  if (isWritten) await writePlanned(folder, files);
  const end = files.length === 0 || isWritten ? "" : " Nothing was written: say --write to do so.";
  const verb = isWritten ? "Taken out" : "To be taken out";
  const lines = [
    ...diff,
    ...(diff.length > 0 ? [""] : []),
    `${verb}: ${told}.${end}`,
    ...why.map((line) => `  ${line}`),
  ];
  stdout.write(`${lines.map(safeText).join("\n")}\n`);
}

async function requireTheRest(
  { kind, names }: TakeOut,
  { tree, config }: LoadedConfig,
  files: Awaited<ReturnType<typeof takeOut>>["files"],
): Promise<void> {
  const before = await loadAccess(tree, config.access);
  const after = await loadAccess(treeWith(tree, files), config.access).catch((error: unknown) => {
    if (!(error instanceof EntitlintError)) throw error;
    throw new EntitlintError(
      {
        code: "decision/not-spliced",
        message: "without these entries the files could not be read: something else rests on them, such as an alias",
        place: { file: files[0]?.path ?? "" },
        next: "Take them out by hand.",
        details: error.problems.map(({ message }) => `  ${message}`),
      },
      { cause: error },
    );
  });
  if (before[kind].length - after[kind].length !== names.size)
    throw new Error("taking the entries out does not come to what was meant");
}
