import { z } from "zod";
import { EntitlintError } from "../errors.ts";
import { diagnostic } from "./diagnostic.ts";
import { PolicyError } from "./policy-error.ts";

/** A reply taken apart: its result, still unchecked, and the bytes beside it. */
export interface Reply {
  readonly result: unknown;
  readonly blob: Uint8Array<ArrayBuffer>;
}

const outcome = z.union([
  z.object({ diagnostics: z.tuple([diagnostic], diagnostic) }),
  z.object({ result: z.unknown() }),
]);

/** Reads a framed reply: each of its two halves stands after its length (four bytes, big end first). Throws PolicyError. */
export function readReply(framed: Buffer): Reply {
  const [text, afterText] = half(framed, 0);
  const [blob, end] = half(framed, afterText);
  if (end !== framed.length) throw garbled("is longer than it says");
  const parsed = outcome.parse(JSON.parse(text.toString("utf8")));
  if ("diagnostics" in parsed) throw new PolicyError(parsed.diagnostics);
  // A copy, because the view would keep the whole reply alive and may start at an odd address.
  return { result: parsed.result, blob: new Uint8Array(blob) };
}

function half(framed: Buffer, start: number): [Buffer, number] {
  const from = start + 4;
  if (framed.length < from) throw garbled("is cut off");
  const to = from + framed.readUInt32BE(start);
  if (framed.length < to) throw garbled("is cut off");
  return [framed.subarray(from, to), to];
}

function garbled(how: string): EntitlintError {
  return new EntitlintError({
    code: "policy/compiler-failed",
    message: `the policy compiler's reply ${how}`,
    next: "Install the package again; if that does not help, report this with the policies that cause it.",
  });
}
