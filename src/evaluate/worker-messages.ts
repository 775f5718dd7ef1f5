import type { WasmModule } from "../compile/web-assembly.ts";
import type { Scope } from "../model/document.ts";

/** What a worker starts with. `progress[0]` counts what it has begun, so that one that stands still can be found. */
export interface WorkerStart {
  readonly module: WasmModule;
  /** `data` as JSON. */
  readonly data: ArrayBuffer;
  readonly progress: Int32Array;
}

/** Evaluate one entrypoint on documents. */
export interface Job {
  readonly scope: Scope;
  readonly entrypoint: string;
  readonly ids: readonly string[];
  readonly ends: readonly number[];
  readonly bytes: SharedArrayBuffer;
}

/** What came of one document; those that were read and gave nothing are left out. */
export interface DocumentResult {
  readonly document: number;
  /** The result set's value, or why there is none. */
  readonly value?: unknown;
  readonly error?: string;
}

export interface JobDone {
  readonly results: readonly DocumentResult[];
  /** How many documents were evaluated, from the first. */
  readonly evaluated: number;
}
