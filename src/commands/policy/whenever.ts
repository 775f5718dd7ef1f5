import { once } from "node:events";
import { watch } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { counted } from "../../counted.ts";
import { EntitlintError } from "../../errors.ts";
import { type ExitCode, exitCodes } from "../../exit-codes.ts";
import { safeText } from "../../report/safe-text.ts";
import type { CommandContext } from "../context.ts";
import { printFailure } from "../print-failure.ts";

/** Editors write a file in several steps; what follows within this many milliseconds is one change. */
const settling = 150;

/**
 * Does something at once, and again whenever a Rego or YAML file below one of the folders changes, until the process is
 * interrupted. What is wrong with policies is printed and waits for the next change. Answers with the last exit code.
 */
export async function whenever(
  folders: readonly string[],
  work: () => Promise<ExitCode>,
  context: CommandContext,
): Promise<ExitCode> {
  const changed = new Set<string>();
  const signals = new AbortController();
  let wake = () => {};
  const watchers = folders.map((folder) =>
    watch(folder, { recursive: true, signal: signals.signal }, (_, file) => {
      if (!file || !/\.(rego|yaml)$/.test(file)) return;
      changed.add(file);
      wake();
    }),
  );
  const interrupted = once(process, "SIGINT", { signal: signals.signal }).then(() => "interrupted" as const);
  interrupted.catch(() => {});
  let code: ExitCode = exitCodes.clean;
  try {
    for (;;) {
      code = await attempt(work, context);
      context.stderr.write(`waiting for a change below ${counted(folders.length, "folder")}; Ctrl-C ends\n`);
      const woken = changed.size > 0 ? Promise.resolve() : new Promise<void>((done) => (wake = done));
      if ((await Promise.race([woken, interrupted])) === "interrupted") return code;
      await wait(settling);
      context.stderr.write(`\nchanged: ${[...changed].sort().map(safeText).join(", ")}\n`);
      changed.clear();
    }
  } finally {
    for (const watcher of watchers) watcher.close();
    signals.abort();
  }
}

async function attempt(work: () => Promise<ExitCode>, context: CommandContext): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof EntitlintError)) throw error;
    return printFailure(error, { ...context, logFormat: "text" });
  }
}
