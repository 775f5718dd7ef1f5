import { stat } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import type { LoadedConfig } from "../../config/load-config.ts";
import { EntitlintError } from "../../errors.ts";
import { locateFolder, suspectFolder } from "../../snapshot/index.ts";

/** A folder that has a use already. */
interface Taken {
  readonly path: string;
  readonly use: string;
}

/**
 * The folder that the snapshot is written to: the one asked for, else the config's. It is replaced whole, and everything in
 * it is part of the snapshot; so it may share nothing with a folder that has another use, by whatever links it is reached.
 * @throws EntitlintError where it does
 */
export async function targetFolder(asked: string | undefined, loaded: LoadedConfig, cwd: string): Promise<string> {
  const { config, folder } = loaded;
  const own = join(folder, config.snapshot);
  const target = asked === undefined ? own : resolve(cwd, asked);
  const place = await locateFolder(target);
  const there = await stat(place).catch(() => undefined);
  if (there && !there.isDirectory()) throw refused(target, "it is no folder");
  if (isWithin(await locateFolder(folder), place)) throw refused(target, "the folder holds the config");
  if (place.split(sep).includes(".git")) throw refused(target, "the folder belongs to Git");
  for (const { path, use } of taken(loaded, place === (await locateFolder(own)) ? [] : [own, suspectFolder(own)])) {
    const other = await locateFolder(path);
    for (const written of [place, suspectFolder(place)]) {
      if (isWithin(written, other) || isWithin(other, written))
        throw refused(target, `the folder shares ${path} with ${use}`);
    }
  }
  return target;
}

function taken({ config, folder }: LoadedConfig, snapshots: readonly string[]): Taken[] {
  return [
    { path: join(folder, config.access), use: "the access files" },
    ...config.policies.map((one) => ({ path: join(folder, one.folder), use: "rules" })),
    ...snapshots.map((path) => ({ path, use: "the snapshot of the config" })),
  ];
}

function isWithin(inner: string, outer: string): boolean {
  const path = relative(outer, inner);
  return path !== ".." && !path.startsWith(`..${sep}`) && !/^[A-Za-z]:/.test(path);
}

function refused(file: string, why: string): EntitlintError {
  return new EntitlintError({
    code: "snapshot/bad-folder",
    message: `the snapshot cannot be written here: ${why}`,
    place: { file },
    next: "Name a folder that has no other use, such as snapshots.",
  });
}
