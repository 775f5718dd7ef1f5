import { lstat, mkdir, open, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { Problem } from "../../errors.ts";

/** A file that a report goes to. */
export interface ReportFile {
  /** As it was given. */
  readonly name: string;
  readonly path: string;
  /** False for a device or a pipe, which is written to and never replaced. */
  readonly isReplaced: boolean;
}

/**
 * Makes room for a report: makes the folder, and removes what an earlier run left there. Were the process killed, that
 * would pass for this run's report.
 */
export async function prepareReportFile(cwd: string, name: string): Promise<ReportFile | Problem> {
  try {
    const path = await behindLink(resolve(cwd, name));
    const found = await stat(path).catch(() => undefined);
    if (found?.isDirectory()) return unwritable(name, "it is a folder");
    const isReplaced = found === undefined || found.isFile();
    if (isReplaced) {
      await makeFolders(dirname(path));
      await rm(path, { force: true });
      await (await open(temporary(path), "w")).close();
      await rm(temporary(path), { force: true });
    }
    return { name, path, isReplaced };
  } catch (error) {
    return unwritable(name, reason(error));
  }
}

/** Writes a report so that its file is there whole or not at all; gives what went wrong. */
export async function writeReportFile(
  { name, path, isReplaced }: ReportFile,
  parts: Iterable<string>,
): Promise<Problem | undefined> {
  const to = isReplaced ? temporary(path) : path;
  try {
    const file = await open(to, "w");
    try {
      for (const part of parts) await file.writeFile(part);
    } finally {
      await file.close();
    }
    if (isReplaced) await rename(to, path);
    return undefined;
  } catch (error) {
    if (isReplaced) await rm(to, { force: true }).catch(() => {});
    return unwritable(name, reason(error));
  }
}

/** Node's own way to make several folders tries for ever where a file system makes none, such as below /proc. */
async function makeFolders(folder: string): Promise<void> {
  const failed = await makeFolder(folder);
  if (failed !== "ENOENT" || dirname(folder) === folder) return;
  await makeFolders(dirname(folder));
  await mkdir(folder);
}

/** The code of what kept the folder from being made, unless it is there. */
async function makeFolder(folder: string): Promise<string | undefined> {
  try {
    await mkdir(folder);
    return undefined;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EEXIST" || code === "ENOENT") return code;
    throw error;
  }
}

/** Beside the file, because only within one file system does a rename replace it at once. */
function temporary(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
}

/** A link stays, and what it leads to is replaced. */
async function behindLink(path: string): Promise<string> {
  const isLink = await lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
  return isLink ? await realpath(path) : path;
}

/** What the system says is wrong. Anything else is not a matter of files. */
function reason(error: unknown): string {
  if (error instanceof Error && "code" in error) return error.message;
  throw error;
}

function unwritable(file: string, why: string): Problem {
  return {
    code: "output/unwritable",
    message: `the report cannot be written: ${why}`,
    place: { file },
    next: "Name a file in a folder that can be written to.",
  };
}
