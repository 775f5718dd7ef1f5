import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import * as z from "zod";

/** A process that writes, so that another one can tell whether it is still at work. */
export const Owner = z.strictObject({
  host: z.string(),
  pid: z.int().positive(),
  /** When it began, as the system counts; tells a process from a later one with the same number. */
  began: z.string().optional(),
});
export type Owner = z.infer<typeof Owner>;

/** This process. */
export async function thisProcess(): Promise<Owner> {
  const began = await beganAt(process.pid);
  return { host: hostname(), pid: process.pid, ...(began && { began }) };
}

/** Whether a process is still there; one on another machine counts as running, because nobody can tell. */
export async function isRunning(owner: Owner): Promise<boolean> {
  if (owner.host !== hostname()) return true;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  return owner.began === undefined || owner.began === (await beganAt(owner.pid));
}

/** Start time of a process in clock ticks since boot, where the system tells it (Linux). */
async function beganAt(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, "latin1").catch(() => undefined);
  // The name of the program, in brackets, may hold spaces and brackets itself.
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
}
