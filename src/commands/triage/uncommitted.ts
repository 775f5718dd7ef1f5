import { counted } from "../../counted.ts";
import type { Decision } from "../../triage/model/decision.ts";

/** What was written and is not committed: files, and the findings that were decided or noted on. */
export interface Uncommitted {
  readonly files: Set<string>;
  readonly decided: Set<string>;
  readonly noted: Set<string>;
}

/** Adds to it what was written just now. */
export function addTo(open: Uncommitted, written: Uncommitted): void {
  for (const file of written.files) open.files.add(file);
  for (const mark of written.decided) open.decided.add(mark);
  for (const mark of written.noted) open.noted.add(mark);
}

/** The findings that decisions are about, and those that notes are. */
export function findingsOf(decisions: readonly Decision[]): Pick<Uncommitted, "decided" | "noted"> {
  const marks = (isNote: boolean) =>
    new Set(decisions.filter(({ kind }) => (kind === "note") === isNote).map(({ about }) => about.fingerprint));
  return { decided: marks(false), noted: marks(true) };
}

/** What a commit is called that has all of it. */
export function messageOf({ decided, noted }: Pick<Uncommitted, "decided" | "noted">): string {
  const on = ({ size }: ReadonlySet<string>) => counted(size, "finding");
  if (decided.size === 0) return `Note on ${on(noted)}`;
  return noted.size === 0 ? `Decide on ${on(decided)}` : `Decide on ${on(decided)}, note on ${on(noted)}`;
}
