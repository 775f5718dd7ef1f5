import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { WasmModule } from "../compile/web-assembly.ts";
import type { Job, JobDone, WorkerStart } from "./worker-messages.ts";

/** A job that a worker did not finish: it stood still on one document, or died. */
export class WorkerStopped extends Error {
  override readonly name = "WorkerStopped";
  /** How many evaluations it had begun; the last of them is the one it stopped at. */
  readonly begun: number;

  constructor(message: string, begun: number) {
    super(message);
    this.begun = begun;
  }
}

/**
 * How often a worker is looked at in the time that it may stand still. Looks are counted instead of seconds, because a thread that
 * was busy itself has not seen the answer that came meanwhile.
 */
const looksPerWait = 5;

/** One worker thread with the policies loaded. It is started with its first job at the latest, and anew after it was stopped. */
export class Evaluator {
  readonly #module: WasmModule;
  readonly #stillSeconds: number;
  #data = new ArrayBuffer(0);
  #worker: Worker | undefined;
  #closed = false;
  #progress = new Int32Array(new SharedArrayBuffer(4));

  constructor(module: WasmModule, stillSeconds: number) {
    this.#module = module;
    this.#stillSeconds = stillSeconds;
  }

  /** Starts the thread before there is a job, so that it loads while others read. */
  start(): void {
    this.#worker ??= this.#launch();
  }

  /** What the policies see as `data`, as JSON; given before the first job. */
  setData(data: ArrayBuffer): void {
    this.#data = data;
    this.#worker?.postMessage(data);
  }

  /** Runs one job at a time. Rejects with WorkerStopped. */
  run(job: Job): Promise<JobDone> {
    if (this.#closed) return Promise.reject(new Error("a job was given to an evaluator that is closed"));
    this.#worker ??= this.#launch();
    const worker = this.#worker;
    const progress = this.#progress;
    Atomics.store(progress, 0, 0);
    return new Promise((resolve, reject) => {
      let last = 0;
      let looks = 0;
      const watch = setInterval(
        () => {
          const begun = Atomics.load(progress, 0);
          looks = begun !== last || begun === 0 ? 0 : looks + 1;
          last = begun;
          if (looks < looksPerWait) return;
          void this.#stop();
          finish(() => reject(new WorkerStopped(`no answer for ${this.#stillSeconds} seconds`, begun)));
        },
        (this.#stillSeconds * 1000) / looksPerWait,
      );
      const finish = (settle: () => void) => {
        clearInterval(watch);
        worker.off("message", onMessage).off("error", onError).off("exit", onExit);
        settle();
      };
      const onMessage = (done: JobDone) => finish(() => resolve(done));
      const onError = (error: Error) => {
        this.#worker = undefined;
        finish(() => reject(new WorkerStopped(error.message, Atomics.load(progress, 0))));
      };
      const onExit = (code: number) => {
        this.#worker = undefined;
        finish(() => reject(new WorkerStopped(`the worker ended with code ${code}`, Atomics.load(progress, 0))));
      };
      worker.on("message", onMessage).on("error", onError).on("exit", onExit);
      worker.postMessage(job);
    });
  }

  /** Ends the thread for good. */
  close(): Promise<void> {
    this.#closed = true;
    return this.#stop();
  }

  async #stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #launch(): Worker {
    this.#progress = new Int32Array(new SharedArrayBuffer(4));
    const workerData: WorkerStart = { module: this.#module, data: this.#data, progress: this.#progress };
    return new Worker(workerFile(), { workerData });
  }
}

/** From sources the worker runs compiled as well, because Node cannot load TypeScript in every version we support. */
function workerFile(): string {
  const beside = fileURLToPath(new URL("./worker.js", import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL("../../dist/evaluate/worker.js", import.meta.url));
}
