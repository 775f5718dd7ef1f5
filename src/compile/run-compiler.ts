import { spawn } from "node:child_process";
import { once } from "node:events";
import { counted } from "../counted.ts";
import { EntitlintError } from "../errors.ts";
import type { CompilerFiles } from "./compiler-files.ts";

/** How much of a broken compiler's last words is worth showing, in characters. */
const lastWords = 2000;

/** The longest that a timer can wait, in milliseconds; a longer one would fire at once. */
const longestTimer = 2 ** 31 - 1;

/** A function that is never called need not be validated: the whole file has been compared with its digest. */
const lazily = ["--wasm-lazy-validation"];

/**
 * What a function has to have run before it is optimised, in bytes of its code: eight times what V8 takes by itself, because a
 * compiler of forty megabytes that lives for some seconds has too many functions that are warm and never hot.
 */
const hottest = "--wasm-tiering-budget=100000000";

/** A request below this size, in characters, is over before optimising would pay. */
const large = 200_000;

/** Operations that only parse: they go through each text once, whatever its size, and optimising would cost four times as much. */
const parsesOnly = /^\{"operation":"(?:format|inspect)"/;

/** How much later than us the child stops itself, in seconds; it only has to when we are gone. */
const grace = 5;

/**
 * Starts a compiler, hands it one request and returns the bytes of its framed reply. The process lives for this one
 * request: that is what gives its memory back, and what lets a policy that runs for ever be stopped.
 */
export async function runCompiler(files: CompilerFiles, request: string, timeoutSeconds: number): Promise<Buffer> {
  const ownLimit = String(timeoutSeconds + grace);
  const isShort = request.length < large || parsesOnly.test(request);
  const flags = [isShort ? "--liftoff-only" : hottest, ...lazily];
  const child = spawn(process.execPath, [...flags, files.child, files.compiler, files.sha256, ownLimit], {
    env: childEnvironment(process.platform, process.env),
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  let late = false;
  const alarm = setTimeout(
    () => {
      late = true;
      child.kill("SIGKILL");
    },
    Math.min(timeoutSeconds * 1000, longestTimer),
  );
  // A child that breaks early closes its end; what it says then is more use than the broken pipe.
  child.stdin.on("error", () => {});
  child.stdin.end(request);
  try {
    const [reply, said, [exit, signal]] = await Promise.all([
      collect(child.stdout),
      collect(child.stderr),
      once(child, "close"),
    ]);
    if (late) throw timedOut(timeoutSeconds);
    if (exit !== 0) throw broken(exit ?? signal, said.toString("utf8"));
    return reply;
  } finally {
    clearTimeout(alarm);
  }
}

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

// Nothing of the caller's environment goes in, so NODE_OPTIONS and the like cannot change a result.
function childEnvironment(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return platform === "win32" ? { SystemRoot: env.SystemRoot } : {};
}

function timedOut(seconds: number): EntitlintError {
  return new EntitlintError({
    code: "policy/timeout",
    message: `the policy compiler did not finish within ${counted(seconds, "second")}`,
    next: "Look for an expression that goes through a very large range, or allow more time.",
  });
}

function broken(exit: unknown, said: string): EntitlintError {
  if (said.includes("Maximum call stack size exceeded")) {
    return new EntitlintError({
      code: "policy/too-deep",
      message: "policies, schemas or data are nested deeper than the policy compiler can follow",
      next: "Split the deepest expression or value.",
    });
  }
  const words = said.trim().slice(0, lastWords);
  return new EntitlintError({
    code: "policy/compiler-failed",
    message: `the policy compiler ended with ${String(exit)}${words === "" ? "" : `: ${words}`}`,
    next: "Install the package again; if that does not help, report this with the policies that cause it.",
  });
}
