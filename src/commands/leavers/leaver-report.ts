import type { Revocation } from "../../collect/revoke.ts";
import type { LeaverThing, OutVerdict } from "../../model/leaver.ts";
import type { Around } from "./around.ts";
import type { Lead } from "./leads.ts";

/** A record in one place, theirs or one by which they are still there, and what they have to do with it if it is not theirs. */
export interface LeaverRecord extends LeaverThing {
  readonly as?: string;
}

/** One application or directory. */
export interface LeaverPlace {
  readonly app: string;
  readonly verdict: OutVerdict;
  readonly why: string;
  readonly records: readonly LeaverRecord[];
  /** What to do there, in this order; empty where they are out and nothing is left. */
  readonly steps: readonly string[];
  /** Commands that do these steps where the source has any, in this order; nothing here runs them. */
  readonly commands: readonly Revocation[];
}

/** What has become of a record that was to be revoked when an earlier run told of it. */
export interface Mark {
  readonly kind: LeaverThing["kind"];
  readonly id: string;
  readonly app: string;
  readonly name?: string;
  readonly mark: "gone" | "still-there" | "not-observable";
  readonly why: string;
}

/** Whether somebody is out, place by place. */
export interface LeaverReport {
  readonly version: 1;
  readonly who: { readonly id: string; readonly name?: string };
  readonly asOf: string;
  readonly state: "active" | "inactive" | "unknown" | "none" | "deleted";
  readonly left?: { readonly at: string; readonly text: string };
  /** The worst of all places. */
  readonly verdict: OutVerdict;
  readonly places: readonly LeaverPlace[];
  /** Lines of access files that give them something still: the next change of them would bring it back. */
  readonly lines: readonly string[];
  /** What somebody else has to take over. */
  readonly handOver: readonly Around[];
  readonly leads: readonly Lead[];
  /** What has become of all that an earlier run told to revoke. */
  readonly since?: { readonly asOf: string; readonly marks: readonly Mark[] };
}

const gravity: readonly OutVerdict[] = ["out", "unknown", "in"];

/** The gravest; out where there are none. */
export function worst(verdicts: Iterable<OutVerdict>): OutVerdict {
  let found: OutVerdict = "out";
  for (const verdict of verdicts) if (gravity.indexOf(verdict) > gravity.indexOf(found)) found = verdict;
  return found;
}
