import type { Said } from "../../../collect/look-up.ts";
import type { AnyRecord } from "../../../model/record.ts";
import type { LookedAtRecord, Verdict } from "../../../model/subject-look.ts";

/** Whether somebody with such a status is switched off, or gone by the source's own word. */
const verdicts: Readonly<Record<string, Verdict>> = {
  disabled: "disabled",
  suspended: "disabled",
  terminated: "disabled",
  expired: "disabled",
  revoked: "disabled",
  deleted: "gone",
  unknown: "cannot-say",
};

/** What is to be said of a record now. `live` is the record as it came, where one did. */
export function verdictOf(said: Said, live: AnyRecord | undefined): LookedAtRecord["now"] {
  if (said.is === "gone") return { verdict: "gone", seen: said.seen };
  if (said.is === "unsaid") return { verdict: "cannot-say", reason: said.reason };
  if (live === undefined) return { verdict: "cannot-say", reason: "it is there, but what came of it was withheld" };
  const state = stateOf(live);
  const verdict = verdicts[state.status ?? ""] ?? "there";
  const reason = "it is there; whether it is switched off is not told, or not in words that are known";
  if (verdict === "gone") return { verdict, ...state, seen: "the source itself says that it is deleted" };
  return { verdict, ...state, ...(verdict === "cannot-say" && { reason }) };
}

/** The status of a record, for kinds that have one. */
export function stateOf(record: AnyRecord): { status?: string; rawStatus?: string } {
  if (!("status" in record)) return {};
  const { status, rawStatus } = record;
  return { status, ...(rawStatus !== undefined && { rawStatus }) };
}
