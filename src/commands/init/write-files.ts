import { lstat, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { throwProblems } from "../../errors.ts";

/** A file to write, its path relative to the config's folder. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

const linesForGit = {
  ".gitattributes": ["snapshots/** -text", "snapshots.suspect/** -text"],
  ".gitignore": [".snapshots.commit/", ".snapshots.suspect.commit/", ".snapshots.suspect.discarded/"],
};

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

/**
 * Tells Git what it must know of the snapshot: not to convert its line ends, which would break its digests, and not to
 * take up what an interrupted commit left beside it. Answers with the files that changed.
 */
export async function tellGit(folder: string): Promise<string[]> {
  const changed: string[] = [];
  for (const [file, lines] of Object.entries(linesForGit))
    for (const line of lines) if (await addLine(join(folder, file), line)) changed.push(file);
  return [...new Set(changed)];
}

async function addLine(path: string, line: string): Promise<boolean> {
  const before = (await exists(path)) ? await readFile(path, "utf8") : "";
  if (before.split(/\r?\n/).some((known) => known.trim() === line)) return false;
  const gap = before === "" || before.endsWith("\n") ? "" : "\n";
  await writeFile(path, `${before}${gap}${line}\n`);
  return true;
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}
