import type { EventOp, EventResult } from "../../model/provisioning-entries.ts";
import type { RecordKind } from "../../model/record-id.ts";
import type { KnownSystem } from "./schema.ts";

/** Somebody or something that a log names, in the system it is in. */
export interface Named {
  readonly kind: RecordKind;
  /** What the log calls the system, most telling first; none for the log's own. */
  readonly system: readonly string[];
  readonly id: string;
}

/** The channel that an event went through. */
export interface NamedChannel {
  readonly id: string;
  /** What the log calls the application and the directory, most telling first. */
  readonly app: readonly string[];
  readonly source: readonly string[];
}

/** One event as a log tells it. */
export interface Told {
  /** What makes it the same event when it is read again. */
  readonly key: string;
  readonly txn: string;
  readonly op: EventOp;
  readonly result: EventResult;
  /** The first that `systems` names is meant; the last where it names none. */
  readonly subjects: readonly [Named, ...Named[]];
  readonly object?: Named | undefined;
  readonly channel?: NamedChannel | undefined;
  readonly requestedAt: string;
  readonly sentAt?: string | undefined;
  readonly actor?: string | Named | undefined;
  readonly error?: string | undefined;
  readonly requestDigest?: string | undefined;
  readonly responseDigest?: string | undefined;
}

/** What became of one entry of a log: an event, something that is none and is counted, or why it cannot be read. */
export type Entry =
  | { readonly is: "event"; readonly told: Told; readonly doubt?: string }
  | { readonly is: "other"; readonly why: string; readonly example: string }
  | { readonly is: "bad"; readonly message: string };

export function bad(message: string): Entry {
  return { is: "bad", message };
}

/** What is no change of access, or of nobody's. */
export function other(why: string, example: string): Entry {
  return { is: "other", why, example };
}

/** The system that the config names for the first of these that it knows, compared without regard to case. */
export function knownAs(names: readonly string[], systems: readonly KnownSystem[]): KnownSystem | undefined {
  for (const name of names) {
    const found = systems.find(({ match }) => match.toLowerCase() === name.toLowerCase());
    if (found) return found;
  }
  return undefined;
}
