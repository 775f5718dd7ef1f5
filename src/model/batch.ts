import type { Scope } from "./document.ts";

/** A few hundred documents of one scope as one piece of shared memory; document i ends at `ends[i]`. */
export interface DocumentBatch {
  readonly scope: Scope;
  readonly ids: readonly string[];
  readonly ends: readonly number[];
  readonly bytes: SharedArrayBuffer;
}
