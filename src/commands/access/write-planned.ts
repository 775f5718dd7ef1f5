import { mkdir, realpath, rename, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { EntitlintError } from "../../errors.ts";
import type { FileEdit } from "./file-edit.ts";

/**
 * Writes the files, each whole or not at all. A file that is a link is written where it points.
 * @throws EntitlintError where one cannot be written; those before it stand, and a second run adds the rest
 */
export async function writePlanned(folder: string, files: readonly Pick<FileEdit, "path" | "after">[]): Promise<void> {
  for (const { path, after } of files) {
    const target = join(folder, path);
    try {
      await mkdir(dirname(target), { recursive: true });
      const real = await realpath(target).catch(() => target);
      const mode = await modeOf(real);
      const beside = `${real}.writing`;
      await writeFile(beside, after, { mode });
      await rename(beside, real);
    } catch (error) {
      const why = error instanceof Error && "code" in error ? String(error.code) : String(error);
      throw new EntitlintError(
        {
          code: "output/unwritable",
          message: `the file cannot be written: ${why}`,
          place: { file: path },
          next: "Let it be written, and run again: what is written already is not written twice.",
        },
        { cause: error },
      );
    }
  }
}

/** Whose file somebody has made read-only, does not want it replaced, though the folder would let it. */
async function modeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return 0o666;
  if ((found.mode & 0o222) === 0) throw Object.assign(new Error("it is read-only"), { code: "read-only" });
  return found.mode & 0o777;
}
