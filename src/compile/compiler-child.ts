/**
 * The process that holds the compiler: `node --liftoff-only compiler-child.js <reactor> <sha256> <seconds>`.
 * A request comes in on standard input, a framed reply goes out on standard output, and the process ends. Any exit code but 0 means
 * that the compiler itself broke; standard error says how.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";
import { ConsoleStdout, type Fd, WASI } from "@bjorn3/browser_wasi_shim";
import { fixedClockAndChance } from "./fixed-clock-and-chance.ts";
import { type Reactor, reactorOf } from "./reactor.ts";
import { compileWasm, instantiateWasm, type WasmModule } from "./web-assembly.ts";

const brokenCompiler = 70;
const standardError = 2;

async function main(file: string, digest: string, seconds: number): Promise<void> {
  const deadline = process.hrtime.bigint() + BigInt(Math.ceil(seconds * 1e9));
  const request = await readAll(process.stdin);
  const module = await compileWasm(read(file, digest));
  const said: Uint8Array[] = [];
  try {
    process.stdout.write(converse(load(module, said, deadline), request));
  } catch (error) {
    process.stderr.write(Buffer.concat(said));
    throw error;
  }
}

function read(file: string, digest: string): Buffer<ArrayBuffer> {
  const kept = readFileSync(file);
  const bytes = file.endsWith(".br") ? brotliDecompressSync(kept) : kept;
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== digest) throw new Error(`${file} is damaged: SHA-256 ${found} instead of ${digest}`);
  return bytes;
}

/** The reactor gets no arguments, no environment and no folders; its only file is standard error, which is kept. */
function load(module: WasmModule, said: Uint8Array[], deadline: bigint): Reactor {
  // The places of standard input and output stay empty, so using them fails inside.
  const files: Fd[] = [];
  files[standardError] = new ConsoleStdout((bytes) => said.push(bytes));
  // Left alone, the shim writes its log to standard output, between the replies.
  const wasi = new WASI([], [], files, { debug: false });
  const imports = { ...wasi.wasiImport, ...fixedClockAndChance(() => reactor.memory, deadline) };
  const instance = instantiateWasm(module, { wasi_snapshot_preview1: imports });
  const reactor = reactorOf(instance);
  // The shim asks for a browser's type of memory, and uses its buffer alone.
  wasi.initialize({ exports: reactor as Reactor & { readonly memory: WebAssembly.Memory } });
  return reactor;
}

function converse({ memory, alloc, call, replySize }: Reactor, request: Uint8Array): Uint8Array {
  const at = alloc(request.length) >>> 0;
  new Uint8Array(memory.buffer, at, request.length).set(request);
  const reply = call() >>> 0;
  const size = replySize() >>> 0;
  // Only now: a call may have grown the memory, which takes an older view's buffer away.
  return new Uint8Array(memory.buffer, reply, size);
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const [file = "", digest = "", seconds = ""] = process.argv.slice(2);
main(file, digest, Number(seconds)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = brokenCompiler;
});
