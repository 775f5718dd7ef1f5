import type { Subject } from "../correlate/subjects.ts";
import type { LoadedEstate } from "../load/index.ts";

/** Tells who is for emergencies: by what records say they are, or by an account that `access/breakglass.yaml` names. */
export function emergencies({ access, principals }: LoadedEstate): (subject: Subject) => boolean {
  const named = new Set(access.breakglass.flatMap(({ account }) => (account.kind === "account" ? [account.id] : [])));
  return ({ kind, accounts }) =>
    kind === "break-glass" ||
    (named.size > 0 && accounts.some((number) => named.has(principals.accounts[number]?.id ?? "")));
}
