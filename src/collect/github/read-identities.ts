import { IdTable } from "../../spool/id-table.ts";
import { ScimPage, ScimUser } from "./answers.ts";
import { readConnection } from "./connection.ts";
import type { Known } from "./fields-read.ts";
import type { Listing } from "./page-book.ts";
import {
  EnterpriseIdentities,
  ExternalIdentity,
  enterpriseIdentitiesQuery,
  OrganizationIdentities,
  organizationIdentitiesQuery,
} from "./queries.ts";
import type { Reading } from "./reading.ts";

/** One person as the identity provider tells it, by what SAML and SCIM both call the guid. */
interface Told {
  readonly external?: ExternalIdentity;
  readonly provisioned?: ScimUser;
  readonly place?: number;
}

/** Reads what the identity provider says of the people. */
export async function readIdentities(reading: Reading): Promise<Pick<Known, "hasExternal" | "hasProvisioned">> {
  const { gaps, options, accounts, context } = reading;
  const told = context.store.notesByKey<Told>();
  let place = 0;
  const listing = reading.reads("saml")
    ? await gaps.try("saml", undefined, () =>
        readExternal(reading, (identity) => told.add(identity.guid, { external: identity, place: ++place })),
      )
    : undefined;
  for (const reason of listing?.short.keys() ?? []) gaps.incomplete("saml", `of the provider's identities: ${reason}`);
  // Without a provider there is nothing that it could have provisioned.
  const hasProvider = options.enterprise !== undefined || (listing?.size ?? 0) > 0;
  const hasProvisioned =
    reading.reads("scim") &&
    hasProvider &&
    (await readProvisioned(reading, (user) => told.add(user.id, { provisioned: user })));
  for await (const ofOne of told) {
    const { external, provisioned, place }: Told = Object.assign({}, ...ofOne);
    const user = external?.user?.databaseId;
    if (external === undefined || user === undefined || place === undefined) continue;
    // Of a list that broke off nothing counts: who is not in it would look as if nobody had provisioned them.
    accounts.know(user, { external, place, ...(hasProvisioned && provisioned && { provisioned }) });
  }
  return { hasExternal: listing !== undefined, hasProvisioned };
}

async function readExternal(
  { api, options, organization }: Reading,
  take: (identity: ExternalIdentity) => void,
): Promise<Listing> {
  const { enterprise, employeeAttribute } = options;
  const query = enterprise === undefined ? organizationIdentitiesQuery : enterpriseIdentitiesQuery;
  const schema = enterprise === undefined ? OrganizationIdentities : EnterpriseIdentities;
  const pageAfter = async (after: string | null) => {
    const answer = await api.graphql(query, { login: enterprise ?? organization.login, after }, schema);
    const identities = answer.holder.samlIdentityProvider?.externalIdentities;
    if (!identities) return { totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null }, items: [] };
    return { ...identities, items: identities.nodes };
  };
  const idOf = ({ guid }: ExternalIdentity) => guid;
  return await readConnection(ExternalIdentity, { idOf, pageAfter }, (identity) => {
    const { samlIdentity: saml } = identity;
    // Providers send everything along, such as all groups of a person.
    const attributes = saml?.attributes.filter(({ name }) => name === employeeAttribute) ?? [];
    take({ ...identity, samlIdentity: saml && { ...saml, attributes } });
  });
}

/** Whether anything was read of it. */
async function readProvisioned(
  { api, gaps, options, organization }: Reading,
  take: (user: ScimUser) => void,
): Promise<boolean> {
  const { enterprise } = options;
  const holder = enterprise === undefined ? `organizations/${organization.login}` : `enterprises/${enterprise}`;
  const size = await gaps.list("scim", () => readScim(api, `scim/v2/${holder}/Users`, take));
  return size > 0 || !gaps.has("scim");
}

/** All users of a SCIM list, by counting on from what really came. */
async function readScim(api: Reading["api"], path: string, take: (user: ScimUser) => void): Promise<Listing> {
  const ids = new IdTable();
  const short = new Map<string, number>();
  const tell = (reason: string) => short.set(reason, (short.get(reason) ?? 0) + 1);
  for (let read = 0; ; ) {
    const page = await api.one(`${path}?startIndex=${read + 1}&count=100`, ScimPage);
    const before = ids.size;
    for (const resource of page.Resources) {
      const parsed = ScimUser.safeParse(resource);
      if (!parsed.success) tell("a user is not what GitHub documents");
      else if (ids.add(parsed.data.id)) take(parsed.data);
    }
    read += page.Resources.length;
    if (read >= page.totalResults) {
      if (ids.size !== page.totalResults) tell(`${page.totalResults} are announced and ${ids.size} came`);
      break;
    }
    if (ids.size === before) {
      tell("a page came again or was empty");
      break;
    }
  }
  return { size: ids.size, short };
}
