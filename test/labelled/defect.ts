import type { Clean } from "./clean.ts";

/** What has to be found of a defect: which rule speaks, and of what. A cause is told of the object of what it explains. */
export interface Label {
  readonly rule: string;
  readonly object: string;
  /** Why it follows, where it is not the defect itself. */
  readonly why?: string;
}

/** One small change of the clean estate, and what it has to lead to: nothing, where it only looks like a defect. */
export interface Defect {
  readonly what: string;
  readonly plant: (clean: Clean) => readonly Label[];
}

export function label(rule: string, object: string | undefined, why?: string): Label {
  if (object === undefined) throw new Error(`${rule} needs an object`);
  return { rule, object, ...(why !== undefined && { why }) };
}

/** The id of what an account holds. */
export function grantOf(account: string | undefined, entitlement: string): string {
  return `${(account ?? "").replace(/^account:/, "grant:")}:${entitlement}`;
}

/** Must be there: what somebody of this department always has. */
export function of(account: string | undefined): string {
  if (account === undefined) throw new Error("there is no such account");
  return account;
}
