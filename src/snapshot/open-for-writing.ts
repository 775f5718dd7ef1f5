import { CannotJudgeError, EntitlintError } from "../errors.ts";
import { busy } from "./commit.ts";
import type { Disk } from "./disk.ts";
import { placesOf } from "./journal.ts";
import { manifestName } from "./layout.ts";
import { folderReader } from "./read-tree.ts";
import { recover } from "./recover.ts";
import { openStanding, type Standing } from "./standing.ts";

/**
 * The snapshot that is about to be replaced; undefined where there is none yet.
 * @throws EntitlintError where the folder holds what is not ours, or another run writes; CannotJudgeError where it is damaged
 */
export async function openForWriting(dir: string, disk: Disk): Promise<Standing | undefined> {
  const { outcome, tree } = await recover(dir, disk);
  if (outcome === "pending") throw busy(placesOf(await disk.locate(dir)));
  const paths = await pathsBelow(tree, dir, disk);
  if (paths.length === 0) return undefined;
  if (!paths.includes(manifestName)) throw notOurs(dir, paths);
  const snapshot = await openStanding(dir, disk);
  const extra = snapshot.problems.flatMap(({ code, place }) =>
    code === "snapshot/extra-file" && place?.file ? [place.file] : [],
  );
  if (extra.length > 0) throw notOurs(dir, extra);
  const [first, ...rest] = snapshot.problems;
  if (first) throw new CannotJudgeError([first, ...rest]);
  return snapshot;
}

async function pathsBelow(tree: string, dir: string, disk: Disk): Promise<readonly string[]> {
  try {
    return (await folderReader(tree, disk).paths()) ?? [];
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause)) throw cause;
    throw new EntitlintError(
      {
        code: "input/unreadable",
        message: `the snapshot's folder cannot be read (${String(cause.code)})`,
        place: { file: dir },
        next: "Check that it is a folder, and that you may read it.",
      },
      { cause },
    );
  }
}

function notOurs(dir: string, paths: readonly string[]): EntitlintError {
  const shown = paths.slice(0, 3).join(", ");
  const more = paths.length > 3 ? ` and ${paths.length - 3} more` : "";
  return new EntitlintError({
    code: "snapshot/not-ours",
    message: `the folder holds what no snapshot has (${shown}${more}); replacing it would delete that`,
    place: { file: dir },
    next: "Move it elsewhere, or name another folder for the snapshot.",
  });
}
