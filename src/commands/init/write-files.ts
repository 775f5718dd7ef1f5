import { lstat, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { throwProblems } from "../../errors.ts";

/** A file to write, its path relative to the config's folder. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

const attributes = "snapshots/** -text";

/**
 * Writes files that are not there yet; with `force` also those that are.
 * @throws EntitlintError that names every file in the way; then nothing was written
 */
export async function writeFiles(folder: string, files: readonly NewFile[], force: boolean): Promise<void> {
  const inTheWay: NewFile[] = [];
  for (const file of force ? [] : files) if (await exists(join(folder, file.path))) inTheWay.push(file);
  throwProblems(
    inTheWay.map(({ path }) => ({
      code: "init/file-exists",
      message: "the file is there already; nothing was written",
      place: { file: path },
      next: "Move it away, or replace it with --force.",
    })),
  );
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text, { flag: force ? "w" : "wx" });
  }
}

/** Keeps Git from converting line ends in the snapshot, which would break its digests. True when the file changed. */
export async function addGitAttributes(folder: string): Promise<boolean> {
  const path = join(folder, ".gitattributes");
  const before = (await exists(path)) ? await readFile(path, "utf8") : "";
  if (before.split(/\r?\n/).some((line) => line.trim() === attributes)) return false;
  const gap = before === "" || before.endsWith("\n") ? "" : "\n";
  await writeFile(path, `${before}${gap}${attributes}\n`);
  return true;
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}
