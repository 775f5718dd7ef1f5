import type { RecordKind } from "../../model/record-id.ts";
import type { FieldOf } from "../reads.ts";
import { githubReads } from "./reads.ts";

type Fields<K extends RecordKind> = readonly FieldOf<K>[];

/** What could be read of people beside the lists of them. */
export interface Known {
  readonly hasProfiles: boolean;
  /** Whether a profile says of anybody if they have a second factor. */
  readonly hasMfa: boolean;
  readonly hasExternal: boolean;
  readonly hasProvisioned: boolean;
}

/** Which fields of accounts are known to be empty where they are absent: it depends on what could be read. */
export function accountFields(
  { hasProfiles, hasMfa, hasExternal, hasProvisioned }: Known,
  employeeAttribute: string | undefined,
): Fields<"account"> {
  const { fields, some } = githubReads.account;
  return [
    ...fields,
    ...(hasProfiles ? some.profiles.fields : []),
    ...(hasMfa ? some.mfa.fields : []),
    ...(hasProfiles || hasExternal ? some.emails.fields : []),
    ...(hasExternal ? some.provider.fields : []),
    ...(hasExternal && employeeAttribute !== undefined ? some.employee.fields : []),
    ...(hasProvisioned ? some.provisioned.fields : []),
  ];
}

const { keys, tokens } = githubReads.credential.some;

/** Of keys and tokens alike: what the one does not have is empty for the other. */
export const credentialFields: Fields<"credential"> = [
  ...githubReads.credential.fields,
  ...keys.fields,
  ...tokens.fields,
];
