import { LifecycleStatus } from "../../model/records/common.ts";

/** What systems write for a status, folded. Words that mean different things in different systems are left out. */
const words: Readonly<Partial<Record<LifecycleStatus, readonly string[]>>> = {
  active: ["active", "a", "aktiv", "enabled", "true", "1", "yes", "y", "current", "employed", "provisioned"],
  invited: ["invited", "invitation sent"],
  staged: ["staged", "prehire", "pre-hire", "future", "not started"],
  leave: [
    "leave",
    "on leave",
    "onleave",
    "leave of absence",
    "loa",
    "parental leave",
    "maternity leave",
    "paid leave",
    "unpaid leave",
    "sabbatical",
    "elternzeit",
  ],
  suspended: ["suspended"],
  locked: ["locked", "locked out", "locked_out", "lockedout"],
  disabled: ["disabled", "deactivated", "deprovisioned", "inactive", "inaktiv", "false", "0", "no", "n"],
  terminated: ["terminated", "t", "left", "leaver", "former", "ended", "resigned", "retired", "ausgeschieden"],
  deleted: ["deleted", "removed"],
};

/** More different cells than this are no statuses. */
const mostStatuses = 50;

export interface StatusMap {
  /** Each value of the sample that is understood, as written, sorted. */
  readonly map: readonly (readonly [written: string, status: LifecycleStatus])[];
  /** Values of the sample that nobody can guess. */
  readonly open: readonly string[];
}

/** Proposes what the values of a status column mean. */
export function proposeStatusMap(values: Iterable<string>): StatusMap {
  const written = [...new Set([...values].map((value) => value.trim()))].filter((value) => value !== "").toSorted();
  const shown = written.slice(0, mostStatuses);
  const map = shown.flatMap((value) => {
    const status = meaning(value);
    return status === undefined ? [] : [[value, status] as const];
  });
  return { map, open: shown.filter((value) => meaning(value) === undefined) };
}

function meaning(value: string): LifecycleStatus | undefined {
  const folded = value.toLowerCase();
  const found = Object.entries(words).find(([, known]) => known.includes(folded))?.[0];
  return found === undefined ? undefined : LifecycleStatus.options.find((status) => status === found);
}
