import { accountDetails } from "./account-details.ts";
import type { Fact } from "./accounts.ts";
import { accountFields, type Known } from "./fields-read.ts";
import type { Reading } from "./reading.ts";

/** Writes the accounts of people, each with all that was read of it. */
export async function writeAccounts({ book, ids, context, options, accounts }: Reading, known: Known): Promise<void> {
  const { system } = context;
  const { employeeAttribute } = options;
  const records = book.kind("account", []);
  for (const field of accountFields(known, employeeAttribute)) records.fields.add(field);
  for await (const user of accounts.all())
    records.add({
      ...{ id: ids("account", user.id), app: system, userName: user.login },
      ...{ kind: user.type === "Bot" ? "service" : (user.kind ?? "unknown"), ...statusOf(user) },
      // Profiles are those of members: of others it is not known whether they have what is absent here.
      ...(user.kind === "external" && known.hasProfiles && { unknown: ["createdAt", "displayName", "mfa"] }),
      ...accountDetails(user, employeeAttribute),
    });
}

function statusOf({ isSuspended, provisioned }: Fact) {
  const isOff = isSuspended === true || provisioned?.active === false;
  return isOff
    ? ({ status: "disabled", rawStatus: "suspended" } as const)
    : ({ status: "active", rawStatus: "active" } as const);
}
