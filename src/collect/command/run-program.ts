import { type ChildProcessByStdio, spawn } from "node:child_process";
import { resolve } from "node:path";
import type { Readable } from "node:stream";
import { EntitlintError } from "../../errors.ts";

export interface ProgramOptions {
  readonly argv: readonly string[];
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Seconds. */
  readonly timeLimit: number;
  /** Bytes. */
  readonly outputLimit: number;
  /** Takes standard output until it ends. */
  readonly read: (output: AsyncIterable<Uint8Array>) => Promise<void>;
  /** Takes a line of standard error. */
  readonly tell: (line: string) => void;
}

/** How a program ended; undefined where it ended as it should. */
export type Ended = string | undefined;

/** Time that a program has after it was asked to end, in milliseconds. */
const grace = 2000;
/** Characters of standard error that are passed on. */
const mostTold = 1 << 16;

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** Runs a program without a shell. @throws EntitlintError where it cannot be started, or what `read` throws */
export async function runProgram(options: ProgramOptions): Promise<Ended> {
  const { argv, folder, env } = options;
  const [name = "", ...rest] = argv;
  const program = name.includes("/") ? resolve(folder, name) : name;
  // A group of its own, so that what it starts ends with it.
  const child = spawn(program, rest, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const ended = endOf(child, name);
  ended.catch(() => {});
  let stopped: string | undefined;
  const stop = (reason: string) => {
    stopped ??= reason;
    endGroup(child, "SIGTERM");
    setTimeout(() => {
      endGroup(child, "SIGKILL");
      child.stdout.destroy();
      child.stderr.destroy();
    }, grace).unref();
  };
  const timer = setTimeout(() => stop(`was ended after ${options.timeLimit} s`), options.timeLimit * 1000);
  const said = passOn(child.stderr, options.tell);
  try {
    await options.read(limited(child.stdout, options.outputLimit, stop));
    const how = await ended;
    await said;
    return stopped ?? how;
  } finally {
    clearTimeout(timer);
    endGroup(child, "SIGKILL");
    child.stdout.destroy();
    child.stderr.destroy();
  }
}

function endOf(child: Child, name: string): Promise<Ended> {
  return new Promise((done, fail) => {
    child.on("error", (cause) => fail(notStarted(name, cause)));
    child.on("exit", (code, signal) =>
      done(code === 0 ? undefined : code === null ? `was ended by ${signal}` : `ended with code ${code}`),
    );
  });
}

function notStarted(name: string, cause: Error): EntitlintError {
  const why = "code" in cause ? String(cause.code) : cause.message;
  return new EntitlintError(
    {
      code: "collect/command-failed",
      message: `${name} cannot be started (${why})`,
      next: "Check `run`: a path starts from the config's folder, a bare name is looked up in PATH; it has to be executable.",
    },
    { cause },
  );
}

/** The output up to the limit. A stream that is torn off by us ends; how the program ended is told elsewhere. */
async function* limited(output: Readable, limit: number, stop: (reason: string) => void): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    for await (const chunk of output) {
      const bytes: Uint8Array = chunk;
      size += bytes.byteLength;
      if (size > limit) {
        stop(`was ended after it had written ${limit / (1 << 20)} MiB`);
        return;
      }
      yield bytes;
    }
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE")) throw error;
  }
}

async function passOn(stream: Readable, tell: (line: string) => void): Promise<void> {
  let open = "";
  let told = 0;
  stream.setEncoding("utf8");
  const line = (text: string) => {
    if (told <= mostTold) tell(told + text.length > mostTold ? "… (the program says more than is passed on)" : text);
    told += text.length + 1;
  };
  try {
    for await (const chunk of stream) {
      const lines = `${open}${chunk}`.split(/\r?\n/u);
      open = lines.pop() ?? "";
      for (const one of lines) line(one);
      if (open.length > mostTold) {
        line(open);
        open = "";
      }
    }
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE")) throw error;
  }
  if (open !== "") line(open);
}

function endGroup({ pid }: Child, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // Gone already.
  }
}
