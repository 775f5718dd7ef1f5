import { mkdir, realpath, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { EntitlintError } from "../../../errors.ts";
import type { PlannedFile } from "./plan-files.ts";

/**
 * Writes the files, each whole or not at all. A file that is a link is written where it points.
 * @throws EntitlintError where one cannot be written; those before it stand, and a second run adds the rest
 */
export async function writePlanned(folder: string, files: readonly PlannedFile[]): Promise<void> {
  for (const { path, after } of files) {
    const target = join(folder, path);
    try {
      await mkdir(dirname(target), { recursive: true });
      const real = await realpath(target).catch(() => target);
      const beside = `${real}.adopting`;
      await writeFile(beside, after);
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
