import { openSnapshot } from "../../src/snapshot/open.ts";
import { at, invented, newState, writePlain } from "./invented.ts";
import { watchedDisk } from "./kill-at.ts";

/** What the child is asked to do: `write` or `recover`, where, and at which changing call to kill itself (0: never). */
const [task = "", dir = "", killAt = "0", where = "before"] = process.argv.slice(2);
let calls = 0;
let dying = false;

const disk = watchedDisk(async (call) => {
  if (dying) return await die();
  if (++calls !== Number(killAt)) return "go";
  if (where !== "half" || call !== "write") return await die();
  dying = true;
  return "half";
});

/** SIGKILL: no handler, no `finally`, no flush. */
async function die(): Promise<never> {
  process.kill(process.pid, "SIGKILL");
  return await new Promise(() => {});
}

if (task === "write") await writePlain(dir, [invented(newState)], { ...at(2), disk });
if (task === "recover") await openSnapshot(dir, { disk });
process.stdout.write(String(calls));
