import { isDeepStrictEqual } from "node:util";
import { EntitlintError } from "../errors.ts";
import { type Disk, realDisk, systemCode } from "./disk.ts";
import { clearJournal, isWhole, manifestDigestOf, type Places, placesOf, readOwner, readRecord } from "./journal.ts";
import type { Owner } from "./owner.ts";
import { takeOver } from "./take-over.ts";

/** What was found, and where the snapshot that counts can be read now. */
export interface Recovered {
  readonly tree: string;
  /** `pending`: a commit is under way, or cannot be finished here because nothing may be written. */
  readonly outcome: "clean" | "completed" | "undone" | "pending";
  /** Who is writing, where `pending` is because of that. */
  readonly writer?: Owner;
}

/** What an interrupted commit comes to. `done`: switched already, only the remains are to be cleared. */
type Verdict = "complete" | "done" | "undo";

/** A writer needs microseconds to sign the journal it has made, and to put the new tree where the old one was. */
const signing = { pause: 200, tries: 1 };
const switching = { pause: 50, tries: 40 };

/**
 * Completes or undoes an interrupted commit; every reader and writer calls it first. Where nothing may be written, or
 * while another process is writing, it leaves all as it is and says which tree to read.
 * @throws EntitlintError `snapshot/conflict` where the snapshot was changed after the interruption
 */
export async function recover(dir: string, disk: Disk = realDisk): Promise<Recovered> {
  const places = placesOf(await disk.locate(dir));
  for (let tries = 0; ; tries++) {
    if (!(await disk.list(places.journal))) return { tree: places.target, outcome: "clean" };
    const owner = await signedBy(places, disk);
    if (!owner || !(await disk.isRunning(owner))) {
      const settled = await settle(places, owner, disk);
      if (settled) return settled;
      continue;
    }
    if (await disk.list(places.target)) return { tree: places.target, outcome: "pending", writer: owner };
    if (tries === switching.tries) return { tree: await standing(places, disk), outcome: "pending", writer: owner };
    await disk.pause(switching.pause);
  }
}

async function signedBy(places: Places, disk: Disk): Promise<Owner | undefined> {
  for (let tries = 0; ; tries++) {
    const owner = await readOwner(places.owner, disk);
    if (owner || tries === signing.tries) return owner;
    await disk.pause(signing.pause);
  }
}

/** Undefined where another process was quicker. */
async function settle(places: Places, dead: Owner | undefined, disk: Disk): Promise<Recovered | undefined> {
  const verdict = await judge(places, disk).catch(async (error: unknown) => {
    // Somebody else who clears up signs first, and moves folders while they are looked at here.
    if (isDeepStrictEqual(await readOwner(places.owner, disk), dead)) throw error;
  });
  if (verdict === undefined) return undefined;
  try {
    if (!(await takeOver(places, dead, disk))) return undefined;
    if (verdict === "complete") await complete(places, disk);
    if (verdict === "undo") await putBack(places, disk);
    await clearJournal(places, disk);
  } catch (error) {
    if (!cannotWrite.has(systemCode(error) ?? "")) throw error;
    return { tree: await standing(places, disk), outcome: "pending" };
  }
  return { tree: places.target, outcome: verdict === "undo" ? "undone" : "completed" };
}

const cannotWrite = new Set(["EROFS", "EACCES", "EPERM", "EBUSY", "ENOSPC", "EDQUOT"]);

async function judge(places: Places, disk: Disk): Promise<Verdict> {
  const record = await readRecord(places, disk);
  const [next, previous, target] = await Promise.all([
    disk.list(places.next),
    disk.list(places.previous),
    disk.list(places.target),
  ]);
  if (!record || (!next && !target)) return "undo";
  if (!next) return "done";
  if (!(await isWhole(places.next, record.after, disk))) return "undo";
  if (!target) return "complete";
  if (!previous && (await manifestDigestOf(places.target, disk)) === record.before) return "complete";
  throw new EntitlintError({
    code: "snapshot/conflict",
    message: "a commit of the snapshot was interrupted, and the snapshot has been changed since",
    place: { file: places.target },
    next: `Keep the snapshot as it stands by deleting ${places.journal}, or take the new one from its folder "next".`,
  });
}

async function complete(places: Places, disk: Disk): Promise<void> {
  if (await disk.list(places.target)) await disk.rename(places.target, places.previous);
  await disk.rename(places.next, places.target);
  await disk.sync(places.journal, "folder");
  await disk.sync(places.parent, "folder");
}

/** Puts the old tree back where the commit had moved it away. */
export async function putBack(places: Places, disk: Disk): Promise<void> {
  if ((await disk.list(places.target)) || !(await disk.list(places.previous))) return;
  await disk.rename(places.previous, places.target);
  await disk.sync(places.parent, "folder");
}

/** The tree that counts while nothing can be moved. */
async function standing(places: Places, disk: Disk): Promise<string> {
  const verdict = await judge(places, disk);
  if (verdict === "complete") return places.next;
  if (verdict === "undo" && !(await disk.list(places.target)) && (await disk.list(places.previous))) {
    return places.previous;
  }
  return places.target;
}
