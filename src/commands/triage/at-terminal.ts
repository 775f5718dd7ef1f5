import type { ReadStream, WriteStream } from "node:tty";
import { counted } from "../../counted.ts";
import type { ExitCode } from "../../exit-codes.ts";
import type { Report } from "../../model/report.ts";
import { safeText } from "../../report/safe-text.ts";
import { beginning } from "../../triage/model/begin.ts";
import type { Desk } from "../../triage/model/desk.ts";
import type { Ground } from "../../triage/model/ground.ts";
import { runTriage } from "../../triage/run-triage.ts";
import { prepareInk } from "../../triage/terminal/prepare-ink.ts";
import type { CommandContext } from "../context.ts";
import { exitOf } from "./exit-of.ts";
import type { TriageOptions } from "./options.ts";

/** Runs the interface, and says afterwards on the usual screen what was written: the other one is gone by then. */
export async function runAtTerminal(
  { report, ground, desk }: { readonly report: Report; readonly ground: Ground; readonly desk: Desk },
  { filter, group, sort, screenReader }: TriageOptions,
  { env, colour, stdin, stdout }: CommandContext & { readonly stdin: ReadStream; readonly stdout: WriteStream },
): Promise<ExitCode> {
  const isLinear = screenReader === true || env.INK_SCREEN_READER === "true" || env.TERM === "dumb";
  prepareInk(process.env, colour);
  const { startDrawing } = isLinear ? { startDrawing: undefined } : await import("../../triage/views/mount.tsx");
  const begin = (size: { readonly columns: number; readonly rows: number }) =>
    beginning({ report, ground, size, filter, grouping: group, sorting: sort });
  const { written, commands, decisions, layer, data, busy } = await runTriage(begin, desk, {
    ...{ stdin, stdout, env, startDrawing },
  });
  const left =
    decisions.length > 0 ? [`${counted(decisions.length, "decision was", "decisions were")} not written.`] : [];
  // Somebody who left while it was being written has not seen that it failed.
  const told = layer?.kind === "help" && layer.told ? [layer.told.title, ...layer.told.lines] : [];
  for (const line of [...written, ...commands, ...told, ...left]) stdout.write(`${safeText(line)}\n`);
  // Whoever leaves while it judges wants nothing of that any more; a terminal has all that was written to it by now.
  if (busy !== undefined) process.exit(exitOf(data.report));
  return exitOf(data.report);
}
