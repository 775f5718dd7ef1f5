import { crmRolesOf } from "./clean/staff.ts";
import { type Label, label } from "./defect.ts";

/** What a clean estate is told of all the same, as a matter of information. */
export const informs: readonly Label[] = [
  ...["1501", "1502"].flatMap((number) =>
    [`crm/main/k${number}`, `desk/main/d${number}`, `dir/main/u${number}`, `wiki/main/w${number}`].map((account) =>
      label(
        "leave-access-active",
        `account:${account}`,
        "on leave, and the accounts are kept: that is for somebody to know",
      ),
    ),
  ),
  ...["1521", "1522"].flatMap((number) =>
    crmRolesOf.support.map((role) =>
      label(
        "leaver-grant-residual",
        `grant:crm/main/k${number}:role/${role}`,
        "disabled, and disabling is verified to end use",
      ),
    ),
  ),
];
