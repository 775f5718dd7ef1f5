import { randomBytes } from "node:crypto";
import { mkdir, open, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { EntitlintError } from "../../errors.ts";
import type { FileEdit } from "./file-edit.ts";

type PlannedFile = Pick<FileEdit, "path" | "after">;

/** A file that lies ready beside the one whose place it is to take. */
interface Ready {
  readonly path: string;
  readonly beside: string;
  readonly real: string;
}

/**
 * Writes the files, each whole or not at all: all of them are on the disk before the first one is put in its place. A file
 * that is a link is written where it points.
 * @throws EntitlintError where one cannot be written; nothing is left behind of any then
 */
export async function writePlanned(folder: string, files: readonly PlannedFile[]): Promise<void> {
  const ready: Ready[] = [];
  try {
    for (const file of files) await unlessRefused(file, async () => ready.push(await makeReady(folder, file)));
    for (const one of ready) await unlessRefused(one, () => rename(one.beside, one.real));
  } finally {
    // What lies in the folder of access files and is none keeps every check from running.
    for (const { beside } of ready) await rm(beside, { force: true }).catch(() => {});
  }
}

async function makeReady(folder: string, { path, after }: PlannedFile): Promise<Ready> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  const real = await realpath(target).catch(() => target);
  const mode = await modeOf(real);
  const beside = `${real}.${randomBytes(6).toString("hex")}.writing`;
  // Nobody else's file is opened, and no link that somebody has laid there is followed.
  const handle = await open(beside, "wx", mode);
  try {
    await handle.writeFile(after);
    await handle.sync();
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {});
    throw error;
  } finally {
    await handle.close();
  }
  return { path, beside, real };
}

/** Whose file somebody has made read-only, does not want it replaced, though the folder would let it. */
async function modeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return 0o666;
  if ((found.mode & 0o222) === 0) throw Object.assign(new Error("it is read-only"), { code: "read-only" });
  return found.mode & 0o777;
}

async function unlessRefused({ path }: Pick<PlannedFile, "path">, doing: () => Promise<unknown>): Promise<void> {
  try {
    await doing();
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new EntitlintError(
      {
        code: "output/unwritable",
        message: `the file cannot be written: ${why}`,
        place: { file: path },
        next: "Let it be written, and run again.",
      },
      { cause: error },
    );
  }
}
