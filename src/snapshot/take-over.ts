import { isDeepStrictEqual } from "node:util";
import { type Disk, systemCode } from "./disk.ts";
import { type Places, readOwner, sign } from "./journal.ts";
import type { Owner } from "./owner.ts";

/**
 * Makes this process the one that cleans up after a dead writer: of several that try, the rename lets one win. False
 * where another was quicker, or where a new writer has begun meanwhile.
 */
export async function takeOver(places: Places, dead: Owner | undefined, disk: Disk): Promise<boolean> {
  try {
    if (dead) {
      await disk.rename(places.owner, places.deadOwner);
      if (!isDeepStrictEqual(await readOwner(places.deadOwner, disk), dead)) {
        await disk.rename(places.deadOwner, places.owner);
        return false;
      }
    } else if ((await disk.read(places.owner)) !== undefined) {
      // Only the beginning of a signature: its writer died over it.
      await disk.rename(places.owner, places.deadOwner);
    }
    await sign(places, disk);
    return true;
  } catch (error) {
    if (systemCode(error) === "ENOENT" || systemCode(error) === "EEXIST") return false;
    throw error;
  }
}
