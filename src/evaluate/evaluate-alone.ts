import type { Scope } from "../model/document.ts";
import { WorkerStopped } from "./evaluator.ts";
import type { StartedPack } from "./started-pack.ts";

/** A document with the estate that it is judged in, both as they are handed to the policies. */
export interface LoneDocument {
  readonly scope: Scope;
  readonly input: Readonly<Record<string, unknown>>;
  readonly estate: Readonly<Record<string, unknown>>;
  /** What is asked beside, for the entrypoints that answer questions. */
  readonly asked?: Readonly<Record<string, unknown>>;
}

/** What came of one document: a value; or why there is none; or that it did not come to an end. */
export interface LoneResult {
  readonly value?: unknown;
  readonly error?: string;
  readonly isLate?: true;
}

/** What a scope gives of a document that was read and about which there is nothing to say. */
const quiet = { deny: [], unknown: [], figures: [] };

/**
 * Evaluates one document in an estate of its own: on all rules of its scope, on one rule alone, or at an entrypoint that
 * answers a question. An estate of thousands is evaluated in batches, with its estate set once. One call at a time.
 */
export async function evaluateAlone(
  { pack, first }: StartedPack,
  { scope, input, estate, asked }: LoneDocument,
  at: { readonly rule?: string; readonly entrypoint?: string } = {},
): Promise<LoneResult> {
  const ofRule = at.rule === undefined ? pack.entrypoints[scope] : pack.ruleEntrypoints[at.rule]?.entrypoint;
  const entrypoint = at.entrypoint ?? ofRule;
  if (entrypoint === undefined) throw new Error(`the pack has no rule ${at.rule}`);
  first.setData(arrayBufferOf({ estate, ...(asked && { asked }) }));
  const document = arrayBufferOf(input);
  const bytes = new SharedArrayBuffer(document.byteLength);
  new Uint8Array(bytes).set(new Uint8Array(document));
  try {
    const job = { scope, entrypoint, ids: [String(input.id)], ends: [document.byteLength], bytes };
    const [result] = (await first.run(job)).results;
    return result ?? { value: quiet };
  } catch (cause) {
    if (!(cause instanceof WorkerStopped)) throw cause;
    return { isLate: true };
  }
}

function arrayBufferOf(value: unknown): ArrayBuffer {
  return new Uint8Array(Buffer.from(JSON.stringify(value))).buffer;
}
