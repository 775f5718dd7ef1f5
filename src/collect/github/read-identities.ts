import { ScimPage, ScimUser } from "./answers.ts";
import { readConnection } from "./connection.ts";
import type { Listing } from "./page-book.ts";
import {
  EnterpriseIdentities,
  ExternalIdentity,
  enterpriseIdentitiesQuery,
  OrganizationIdentities,
  organizationIdentitiesQuery,
} from "./queries.ts";
import type { Reader } from "./reader.ts";

/** What the identity provider says of the people, each undefined where it was not read. */
export interface Identities {
  readonly external: readonly ExternalIdentity[] | undefined;
  /** By the guid of the external identity, which is the id of the SCIM resource. */
  readonly provisioned: ReadonlyMap<string, ScimUser> | undefined;
}

export async function readIdentities(reader: Reader): Promise<Identities> {
  const { gaps, options } = reader;
  const external = reader.reads("saml")
    ? await gaps.try("saml", undefined, async () => await readExternal(reader))
    : undefined;
  for (const reason of external?.short ?? []) gaps.incomplete("saml", `of the provider's identities: ${reason}`);
  // Without a provider there is nothing that it could have provisioned.
  const hasProvider = options.enterprise !== undefined || (external?.items.length ?? 0) > 0;
  return {
    external: external?.items,
    provisioned: reader.reads("scim") && hasProvider ? await readProvisioned(reader) : undefined,
  };
}

async function readExternal({ api, options, organization }: Reader): Promise<Listing<ExternalIdentity>> {
  const { enterprise } = options;
  const query = enterprise === undefined ? organizationIdentitiesQuery : enterpriseIdentitiesQuery;
  const schema = enterprise === undefined ? OrganizationIdentities : EnterpriseIdentities;
  const pageAfter = async (after: string | null) => {
    const answer = await api.graphql(query, { login: enterprise ?? organization.login, after }, schema);
    const identities = answer.holder.samlIdentityProvider?.externalIdentities;
    if (!identities) return { totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null }, items: [] };
    return { ...identities, items: identities.nodes };
  };
  return await readConnection(ExternalIdentity, ({ guid }) => guid, pageAfter);
}

async function readProvisioned({ api, gaps, options, organization }: Reader) {
  const { enterprise } = options;
  const holder = enterprise === undefined ? `organizations/${organization.login}` : `enterprises/${enterprise}`;
  const users = await gaps.list("scim", () => readScim(api, `scim/v2/${holder}/Users`));
  return gaps.has("scim") && users.length === 0 ? undefined : new Map(users.map((user) => [user.id, user]));
}

/** All users of a SCIM list, by counting on from what really came. */
async function readScim(api: Reader["api"], path: string): Promise<Listing<ScimUser>> {
  const users = new Map<string, ScimUser>();
  const short: string[] = [];
  for (let read = 0; ; ) {
    const page = await api.one(`${path}?startIndex=${read + 1}&count=100`, ScimPage);
    const before = users.size;
    for (const resource of page.Resources) {
      const parsed = ScimUser.safeParse(resource);
      if (parsed.success) users.set(parsed.data.id, parsed.data);
      else short.push("a user is not what GitHub documents");
    }
    read += page.Resources.length;
    if (read >= page.totalResults) {
      if (users.size !== page.totalResults) short.push(`${page.totalResults} are announced and ${users.size} came`);
      break;
    }
    if (users.size === before) {
      short.push("a page came again or was empty");
      break;
    }
  }
  return { items: [...users.values()], short };
}
