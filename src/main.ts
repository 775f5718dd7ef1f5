import { startAgain } from "./again.ts";
import { runProgram } from "./commands/program.ts";
import { exitCodes } from "./exit-codes.ts";

for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough (`| head`) is no failure; the exit code still says what was judged.
    if (error.code === "EPIPE") return;
    process.exitCode = exitCodes.failed;
    if (stream === process.stdout) process.stderr.write(`entitlint: cannot write its output: ${error.message}\n`);
  });
}

const code = await runProgram(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  now: new Date(),
  again: startAgain(),
});
// Not `process.exit`: what is still being written would be cut off.
if (process.exitCode === undefined) process.exitCode = code;
