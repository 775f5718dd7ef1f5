import type { ChildProcessWithoutNullStreams } from "node:child_process";
import type { EntitlintError } from "../errors.ts";
import { cannotStart, type GitEnvironment, gitFailed, startGit } from "./git.ts";

interface Waiting {
  readonly oid: string;
  readonly done: (bytes: Buffer) => void;
  readonly failed: (error: Error) => void;
}

/** Reads blobs by object id, or as `commit:path`, through one long-lived `git cat-file --batch`. It does not keep the process alive when idle. */
export class BlobReader {
  readonly #folder: string;
  readonly #env: GitEnvironment;
  readonly #queue: Waiting[] = [];
  #child: ChildProcessWithoutNullStreams | undefined;
  #chunks: Buffer[] = [];
  #buffered = 0;
  #needed = 0;
  #stderr = "";

  constructor(folder: string, env: GitEnvironment) {
    this.#folder = folder;
    this.#env = env;
  }

  /** The bytes of a blob. Requests are answered in the order they were made. */
  read(oid: string): Promise<Buffer> {
    return new Promise((done, failed) => {
      this.#queue.push({ oid, done, failed });
      const child = this.#started();
      this.#hold(child);
      child.stdin.write(`${oid}\n`);
    });
  }

  #started(): ChildProcessWithoutNullStreams {
    if (this.#child) return this.#child;
    const child = startGit(this.#folder, ["cat-file", "--batch"], this.#env);
    child.stdin.on("error", () => {});
    child.stdout.on("data", (chunk: Buffer) => this.#take(chunk));
    child.stderr.on("data", (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-4096);
    });
    child.on("error", (error) => this.#fail(cannotStart(this.#folder, error)));
    child.on("close", () => this.#fail(gitFailed("read a file of the revision", this.#stderr.trim())));
    this.#child = child;
    return child;
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
    // Joining only once enough has arrived keeps a large blob from being copied for every chunk.
    while (this.#buffered > 0 && this.#buffered >= this.#needed) if (!this.#answer()) break;
    if (this.#queue.length === 0 && this.#child) release(this.#child);
  }

  #answer(): boolean {
    const waiting = this.#queue[0];
    const bytes = Buffer.concat(this.#chunks);
    this.#chunks = [bytes];
    const lineEnd = bytes.indexOf(10);
    if (!waiting || lineEnd < 0) return false;
    // Of what is not there Git repeats the name that was asked for, which may hold anything but begins with no object id alone.
    const [, type, size] = /^[0-9a-f]+ ([a-z]+) (\d+)$/u.exec(bytes.toString("latin1", 0, lineEnd)) ?? [];
    const end = type === undefined ? lineEnd + 1 : lineEnd + 1 + Number(size) + 1;
    this.#needed = end;
    if (bytes.length < end) return false;
    this.#queue.shift();
    this.#needed = 0;
    this.#buffered = bytes.length - end;
    this.#chunks = this.#buffered > 0 ? [bytes.subarray(end)] : [];
    if (type === "blob") waiting.done(bytes.subarray(lineEnd + 1, end - 1));
    else waiting.failed(gitFailed(`read object ${waiting.oid}`, bytes.toString("utf8", 0, lineEnd)));
    return true;
  }

  #fail(error: EntitlintError): void {
    this.#child = undefined;
    this.#chunks = [];
    this.#buffered = 0;
    this.#needed = 0;
    for (const waiting of this.#queue.splice(0)) waiting.failed(error);
  }

  #hold(child: ChildProcessWithoutNullStreams): void {
    child.ref();
    for (const pipe of pipes(child)) if ("ref" in pipe && typeof pipe.ref === "function") pipe.ref();
  }
}

function release(child: ChildProcessWithoutNullStreams): void {
  child.unref();
  for (const pipe of pipes(child)) if ("unref" in pipe && typeof pipe.unref === "function") pipe.unref();
}

function pipes(child: ChildProcessWithoutNullStreams) {
  return [child.stdin, child.stdout, child.stderr];
}
