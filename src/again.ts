import { spawn } from "node:child_process";
import { once } from "node:events";
import { type ExitCode, exitCodes } from "./exit-codes.ts";

/** The variable by which a process knows that it was started by another of its kind. */
const mark = "ENTITLINT_AGAIN";

/** What starts this program once more with other flags of Node; undefined in a process that was started so. */
export function startAgain(): ((nodeFlags: readonly string[]) => Promise<ExitCode>) | undefined {
  return process.env[mark] === undefined ? again : undefined;
}

async function again(nodeFlags: readonly string[]): Promise<ExitCode> {
  const args = [...process.execArgv, ...nodeFlags, ...process.argv.slice(1)];
  const child = spawn(process.execPath, args, { stdio: "inherit", env: { ...process.env, [mark]: "1" } });
  const stop = (signal: NodeJS.Signals) => void child.kill(signal);
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.once(signal, stop);
  const [code]: unknown[] = await once(child, "exit");
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.off(signal, stop);
  const known = Object.values(exitCodes).find((one) => one === code);
  return known ?? exitCodes.failed;
}
