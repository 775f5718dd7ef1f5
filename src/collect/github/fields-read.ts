import type { RecordOf } from "../../model/record.ts";
import type { RecordKind } from "../../model/record-id.ts";

type Fields<K extends RecordKind> = readonly (keyof RecordOf<K> & string)[];

export const entitlementFields: Fields<"entitlement"> = [
  ...(["app", "kind", "name", "privileged", "capability", "isDefault"] as const),
];
export const grantFields: Fields<"grant"> = [
  ...(["principal", "principalType", "entitlement", "effect", "direct", "source"] as const),
];
export const groupFields: Fields<"group"> = ["name", "kind", "membershipType", "owners", "parentId"];
export const membershipFields: Fields<"membership"> = ["group", "member", "memberType", "role", "source", "state"];
export const credentialFields: Fields<"credential"> = [
  ...(["principal", "type", "status", "rawStatus", "createdBy", "createdAt"] as const),
  ...(["expiresAt", "neverExpires", "scopes"] as const),
];

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
  return [
    ...(["app", "status", "rawStatus", "kind", "userName"] as const),
    ...(hasProfiles ? (["displayName", "createdAt"] as const) : []),
    ...(hasMfa ? (["mfa"] as const) : []),
    ...(hasProfiles || hasExternal ? (["emails"] as const) : []),
    ...(hasExternal ? (["loginMethods", "attributes"] as const) : []),
    ...(hasExternal && employeeAttribute !== undefined ? (["employeeId"] as const) : []),
    ...(hasProvisioned ? (["externalId", "provenance"] as const) : []),
  ];
}
