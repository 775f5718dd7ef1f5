import type { DeclaredBreakGlass } from "../model/declared/break-glass.ts";
import type { AccountEntry } from "../model/document.ts";

/** What is declared of accounts for emergencies, by the id of the account. */
export type BreakGlass = ReadonlyMap<string, NonNullable<AccountEntry["breakglass"]>>;

export function breakGlassOf(declared: readonly DeclaredBreakGlass[]): BreakGlass {
  return new Map(
    declared.flatMap(({ account, allow }) =>
      account.kind === "account" ? [[account.id, { allow: allow.map(({ id }) => id) }] as const] : [],
    ),
  );
}
