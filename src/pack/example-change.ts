import * as z from "zod";
import { isJson, type Json } from "./example-parts.ts";

/**
 * One thing that is different in a variant of an example: what stands at the path (`document.accounts.0.record.status`), which
 * is taken out where nothing is given for it.
 */
export const ExampleChange = z.strictObject({ at: z.string().min(1), mend: z.unknown().optional() });
export type ExampleChange = z.infer<typeof ExampleChange>;

/** A copy with one thing different; undefined where nothing is at that path that could be. */
export function changed(excerpt: Json, change: ExampleChange): Json | undefined {
  const copy = structuredClone(excerpt);
  const steps = change.at.split(".");
  const last = steps.pop() ?? "";
  const parent = steps.reduce<unknown>(below, copy);
  const given = "mend" in change;
  if (Array.isArray(parent)) {
    const index = Number(last);
    if (!(index in parent) && !(given && index === parent.length)) return undefined;
    parent.splice(index, 1, ...(given ? [change.mend] : []));
    return copy;
  }
  if (!isWritable(parent) || (!given && !Object.hasOwn(parent, last))) return undefined;
  if (given) parent[last] = change.mend;
  else delete parent[last];
  return copy;
}

function below(at: unknown, step: string): unknown {
  if (Array.isArray(at)) return at[Number(step)];
  return isJson(at) && Object.hasOwn(at, step) ? at[step] : undefined;
}

function isWritable(value: unknown): value is Record<string, unknown> {
  return isJson(value);
}
