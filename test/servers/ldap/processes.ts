import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { connect, createServer } from "node:net";

/** @throws where a program that the test cannot do without is not installed */
export function requireProgram(program: string, debianPackage: string): void {
  if (spawnSync("sh", ["-c", `command -v ${program}`]).status !== 0)
    throw new Error(`${program} is not installed; apt-get install ${debianPackage}`);
}

/** Runs a program to its end. @throws with all that it said */
export function runToEnd(
  program: string,
  args: readonly string[],
  options: { input?: string | Buffer; env?: NodeJS.ProcessEnv } = {},
): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    ...options,
    encoding: "utf8",
    maxBuffer: 64 << 20,
  });
  if (error || status !== 0)
    throw new Error(`${program} ${args.join(" ")} ended with ${status}: ${stdout}${stderr}`, { cause: error });
  return stdout;
}

/** A port that nobody listens at just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Waits until somebody accepts connections at every port. @throws where the server ends, or takes longer */
export async function waitForPorts(child: ChildProcess, ports: readonly number[], said: () => string): Promise<void> {
  const end = Date.now() + 60_000;
  for (const port of ports)
    while (!(await accepts(port))) {
      if (child.exitCode !== null || Date.now() > end)
        throw new Error(`the server does not listen at ${port}: ${said()}`);
      await new Promise((done) => setTimeout(done, 50));
    }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => done(true)).once("error", () => done(false));
    socket.once("connect", () => socket.destroy());
  });
}

/** Starts a server, and stops it by its own id. */
export function startServer(
  program: string,
  args: readonly string[],
  env?: NodeJS.ProcessEnv,
): { child: ChildProcess; said: () => string; stop: () => Promise<void> } {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], ...(env && { env }) });
  let said = "";
  const keep = (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-20_000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(late);
    }
  };
  return { child, said: () => said, stop };
}
