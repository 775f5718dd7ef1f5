import type { RecordOf } from "../../model/record.ts";
import type { Reading } from "./reading.ts";

type Field = keyof RecordOf<"account"> & string;

/** Which fields of accounts are known to be empty where they are absent: it depends on what could be read. */
export function accountFields(
  { people, identities }: Reading,
  employeeAttribute: string | undefined,
): readonly Field[] {
  const { profiles } = people;
  const knowsMfa = [...(profiles?.values() ?? [])].some(({ hasTwoFactorEnabled }) => hasTwoFactorEnabled !== null);
  const isProviderRead = identities.external !== undefined;
  return [
    ...(["app", "status", "rawStatus", "kind", "userName"] as const),
    ...(profiles ? (["displayName", "createdAt"] as const) : []),
    ...(knowsMfa ? (["mfa"] as const) : []),
    ...(profiles || isProviderRead ? (["emails"] as const) : []),
    ...(isProviderRead ? (["loginMethods", "attributes"] as const) : []),
    ...(isProviderRead && employeeAttribute !== undefined ? (["employeeId"] as const) : []),
    ...(identities.provisioned ? (["externalId", "provenance"] as const) : []),
  ];
}
