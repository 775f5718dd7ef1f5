import { parentPort, workerData } from "node:worker_threads";
import { PolicyInstance } from "./policy-instance.ts";
import type { DocumentResult, Job, JobDone, WorkerStart } from "./worker-messages.ts";

const { module, data, progress }: WorkerStart = workerData;
const policy = new PolicyInstance(module, data);
policy.warm();

parentPort?.on("message", (message: Job | ArrayBuffer) => {
  if (message instanceof ArrayBuffer) policy.setData(message);
  else parentPort?.postMessage(evaluateAll(message));
});

/** Failures after which it is first found out which rule fails: one that fills its memory takes seconds each time. */
const mostFailures = 3;

function evaluateAll(job: Job): JobDone {
  const results: DocumentResult[] = [];
  let start = 0;
  let failures = 0;
  for (const [document, end] of job.ends.entries()) {
    // The host takes an ArrayBuffer alone; of shared memory, or of a view, it silently reads nothing.
    const bytes = new ArrayBuffer(end - start);
    new Uint8Array(bytes).set(new Uint8Array(job.bytes, start, end - start));
    start = end;
    Atomics.add(progress, 0, 1);
    const result = evaluateOne(bytes, job.entrypoint);
    if (result.error !== undefined || !isQuiet(result.value, job.ids[document])) results.push({ document, ...result });
    if (result.error !== undefined && ++failures === mostFailures) return { results, evaluated: document + 1 };
  }
  return { results, evaluated: job.ends.length };
}

function evaluateOne(bytes: ArrayBuffer, entrypoint: string): { value?: unknown; error?: string } {
  try {
    return { value: policy.evaluate(bytes, entrypoint) };
  } catch (cause) {
    return { error: cause instanceof Error ? cause.message : String(cause) };
  }
}

/** A document that was read and gave nothing need not be told of; that is most of them. */
function isQuiet(value: unknown, id: string | undefined): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (!("read" in value) || value.read !== id) return false;
  if (!("deny" in value && isEmpty(value.deny) && "unknown" in value && isEmpty(value.unknown))) return false;
  return !("figures" in value) || isEmpty(value.figures);
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
