import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { dirname, join, parse } from "node:path";
import { EntitlintError } from "../../errors.ts";
import type { FileEdit } from "../access/file-edit.ts";

/** Makes sure that files can be written before anybody is asked whether they should be. @throws EntitlintError where one cannot */
export async function requireWritable(
  folder: string,
  files: readonly Pick<FileEdit, "path" | "before">[],
): Promise<void> {
  for (const { path, before } of files) {
    const target = join(folder, path);
    const wanted = [...(before === undefined ? [] : [target]), await nearestFolder(dirname(target))];
    for (const one of wanted)
      if (!(await mayWrite(one))) throw refused(path, one === target ? "it is read-only" : "its folder is read-only");
  }
}

/** The folder, or the nearest above it that is there. */
async function nearestFolder(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  return found || path === parse(path).root ? path : await nearestFolder(dirname(path));
}

/** A file or folder that nobody is to write is not written by somebody either who may write everything. */
async function mayWrite(path: string): Promise<boolean> {
  const found = await stat(path);
  if ((found.mode & 0o222) === 0) return false;
  return await access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}

function refused(file: string, why: string): EntitlintError {
  return new EntitlintError({
    code: "output/unwritable",
    message: `the file cannot be written: ${why}`,
    place: { file },
    next: "Nothing was written. Decide where the repository can be written.",
  });
}
