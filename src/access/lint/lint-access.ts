import type { ErrorCode } from "../../error-codes.ts";
import type { Problem } from "../../errors.ts";
import { byPlace } from "../by-place.ts";
import { checkDates } from "./check-dates.ts";
import { checkDuties } from "./check-duties.ts";
import { checkLists } from "./check-lists.ts";
import { checkOwners } from "./check-owners.ts";
import { checkRoles } from "./check-roles.ts";
import { checkRules } from "./check-rules.ts";
import { checkWaivers } from "./check-waivers.ts";
import type { LintGround } from "./ground.ts";

/** Mistakes, and what is worth knowing. */
export interface LintResult {
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/**
 * What becomes so by itself, as time passes and people come and go: nobody's change is at fault, and no pull request
 * should fail for it.
 */
const warningCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...(["access/not-looked-up", "access/object-gone", "access/owner-left"] as const),
  ...(["access/selects-nobody", "access/expired", "access/in-future"] as const),
]);

const checks = [checkLists, checkDates, checkRules, checkWaivers, checkDuties, checkOwners, checkRoles];

/** All that is wrong with access files beyond their form and their names, and what came before, sorted by place. */
export function lintAccess(ground: LintGround, before: readonly Problem[]): LintResult {
  const found = [...before, ...checks.flatMap((check) => check(ground))].toSorted(byPlace);
  return {
    errors: found.filter(({ code }) => !warningCodes.has(code)),
    warnings: found.filter(({ code }) => warningCodes.has(code)),
  };
}
