import { isDebt } from "../model/gate.ts";
import type { Finding, Report } from "../model/report.ts";
import { groupBy } from "./group-by.ts";

/** What one owner still has to mend of the findings that were there at the beginning. */
export interface OwnedDebt {
  readonly owner: string;
  /** Put off, and not due yet. */
  readonly open: number;
  /** The earliest day on which one of those counts again; undefined where none is left to put off. */
  readonly nextDue: string | undefined;
  /** Due already, or graver than it was. */
  readonly due: number;
}

/** The burn-down of the baseline by owner, the largest debt first. */
export function debtsByOwner({ findings }: Pick<Report, "findings">): OwnedDebt[] {
  const known = findings.filter(({ baseline, change }) => baseline !== undefined && change !== "fixed");
  return [...groupBy(known, ({ baseline }) => baseline?.owner ?? "")]
    .map(([owner, own]) => {
      const open = own.filter(isDebt);
      const [nextDue] = open.flatMap(({ baseline }) => baseline?.until ?? []).toSorted();
      return { owner, open: open.length, nextDue, due: own.length - open.length };
    })
    .toSorted((a, b) => b.open + b.due - (a.open + a.due) || (a.owner < b.owner ? -1 : 1));
}

/** Why a finding counts although the baseline knows it, as a sentence; undefined where it does not know it, or puts it off. */
export function baselineNote({ baseline }: Pick<Finding, "baseline">): string | undefined {
  if (baseline === undefined || baseline.state === "open") return undefined;
  const { owner, until, state } = baseline;
  return state === "overdue"
    ? `The baseline gave ${owner} until ${until} to mend it.`
    : `It is graver than the baseline knows it; ${owner} was to mend it by ${until}.`;
}

/** Notes whose finding is gone, each with the beginning of its fingerprint. */
export function goneNotes({ notes }: Pick<Report, "notes">): string[] {
  return (notes?.stale ?? []).map(({ fingerprint, note }) => `${fingerprint.slice(0, 8)}: ${note}`);
}
