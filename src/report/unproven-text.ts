import { counted } from "../counted.ts";
import type { AbsenceDoubt } from "../model/report.ts";

/** Doubts that are told before the rest is only counted. */
const shownDoubts = 5;

/** Why nobody can say of entries whether their finding is gone, a line each. @param many so many entries, in words */
export function doubtLines(doubts: readonly AbsenceDoubt[] = [], many: (count: number) => string): string[] {
  const shown = doubts.slice(0, shownDoubts).map(({ count, text }) => `${many(count)}: ${text}`);
  const rest = doubts.slice(shownDoubts);
  const left = rest.reduce((sum, { count }) => sum + count, 0);
  return left === 0 ? shown : [...shown, `${many(left)} for ${counted(rest.length, "other reason")}`];
}
