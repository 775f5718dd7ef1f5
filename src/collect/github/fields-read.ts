import type { RecordOf } from "../../model/record.ts";
import type { Reading } from "./reading.ts";
import { githubReads } from "./reads.ts";

type Field = keyof RecordOf<"account"> & string;

/** Which fields of accounts are known to be empty where they are absent: it depends on what could be read. */
export function accountFields(
  { people, identities }: Reading,
  employeeAttribute: string | undefined,
): readonly Field[] {
  const { profiles } = people;
  const knowsMfa = [...(profiles?.values() ?? [])].some(({ hasTwoFactorEnabled }) => hasTwoFactorEnabled !== null);
  const isProviderRead = identities.external !== undefined;
  const { fields, some } = githubReads.account;
  return [
    ...fields,
    ...(profiles ? some.profiles.fields : []),
    ...(knowsMfa ? some.mfa.fields : []),
    ...(profiles || isProviderRead ? some.emails.fields : []),
    ...(isProviderRead ? some.provider.fields : []),
    ...(isProviderRead && employeeAttribute !== undefined ? some.employee.fields : []),
    ...(identities.provisioned ? some.provisioned.fields : []),
  ];
}

/** Of keys and tokens alike: what the one does not have is empty for the other. */
export function credentialFields(): readonly (keyof RecordOf<"credential"> & string)[] {
  const { fields, some } = githubReads.credential;
  return [...fields, ...some.keys.fields, ...some.tokens.fields];
}
