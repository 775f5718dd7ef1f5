import type { RecordOf } from "../../model/record.ts";
import type { Email } from "../../model/records/common.ts";
import type { Fact } from "./accounts.ts";
import { instantOf } from "./names.ts";
import type { ExternalIdentity, Profile } from "./queries.ts";

type Account = RecordOf<"account">;

/** The fields of an account that profiles and the identity provider fill; those of them that were not read are left out. */
export function accountDetails(
  { profile, external, provisioned }: Pick<Fact, "profile" | "external" | "provisioned">,
  employeeAttribute: string | undefined,
): Partial<Account> {
  const saml = external?.samlIdentity;
  const employeeId = saml?.attributes.find(({ name }) => name === employeeAttribute)?.value;
  const emails = emailsOf(profile, external);
  const createdAt = instantOf(profile?.node.createdAt);
  const attributes = {
    ...(saml?.nameId && { samlNameId: saml.nameId }),
    ...(saml?.username && { samlUserName: saml.username }),
    ...(external?.scimIdentity?.username && { scimUserName: external.scimIdentity.username }),
  };
  return {
    ...(profile?.node.name && { displayName: profile.node.name }),
    ...(createdAt !== undefined && { createdAt }),
    ...(typeof profile?.hasTwoFactorEnabled === "boolean" && { mfa: { enrolled: profile.hasTwoFactorEnabled } }),
    ...(employeeId && { employeeId }),
    ...(provisioned?.externalId && { externalId: provisioned.externalId }),
    ...(provisioned && { provenance: "scim" as const }),
    ...(external && { loginMethods: ["saml"] }),
    ...(emails.length > 0 && { emails }),
    ...(Object.keys(attributes).length > 0 && { attributes }),
  };
}

/**
 * Addresses that somebody other than the user vouches for: the identity provider, or the domain that the organisation has
 * proven to own. The name at the provider is the first among them where it is an address. Profile addresses are not read.
 */
function emailsOf(profile: Profile | undefined, external: ExternalIdentity | undefined): Email[] {
  const nameId = external?.samlIdentity?.nameId ?? "";
  const first = /^[^\s@]+@[^\s@]+$/u.test(nameId) ? nameId : undefined;
  const told = [
    ...(first === undefined ? [] : [first]),
    ...[...(external?.samlIdentity?.emails ?? []), ...(external?.scimIdentity?.emails ?? [])].map(({ value }) => value),
    ...(profile?.node.organizationVerifiedDomainEmails ?? []),
  ];
  const byFolded = new Map<string, string>();
  for (const value of told) if (!byFolded.has(value.toLowerCase())) byFolded.set(value.toLowerCase(), value);
  const values = [...byFolded.values()].toSorted((a, b) => (a < b ? -1 : 1));
  return values.map((value) => ({ value, verified: true, ...(value === first && { primary: true }) }));
}
