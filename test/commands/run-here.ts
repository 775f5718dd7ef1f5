import { Readable, Writable } from "node:stream";
import { runProgram } from "../../src/commands/program.ts";

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program in this process with streams in memory: a pipe, no terminal, a fixed clock. */
export async function runHere(cwd: string, args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  const stdout = collecting();
  const stderr = collecting();
  const code = await runProgram(args, {
    ...{ cwd, env, stdin: Readable.from([]), stdout: stdout.stream, stderr: stderr.stream },
    now: new Date("2026-11-22T08:00:00.500Z"),
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function collecting(): { stream: Writable; text: () => string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString() };
}
