import { EntitlintError } from "../../errors.ts";
import type { CollectedSource } from "../../model/collected.ts";
import type { CollectContext } from "../collector.ts";
import { Organization } from "./answers.ts";
import { Gaps } from "./gaps.ts";
import { optionalParts, type PartName } from "./parts.ts";
import { readIdentities } from "./read-identities.ts";
import { readMachines } from "./read-machines.ts";
import { readPeople } from "./read-people.ts";
import { readRepositories } from "./read-repositories.ts";
import { readRoles } from "./read-roles.ts";
import { readTeams } from "./read-teams.ts";
import { isOwnServer, type Reader } from "./reader.ts";
import type { GithubOptions } from "./schema.ts";
import { type Session, signIn } from "./sign-in.ts";
import { writeRecords } from "./write-records.ts";

/** Reads an organisation whole. @throws EntitlintError where it cannot be read at all */
export async function collectGithub(
  context: CollectContext,
  options: GithubOptions,
  collector: CollectedSource["collector"],
): Promise<CollectedSource> {
  const session = await signIn(context, options);
  try {
    return await collectAll(context, options, { session, collector });
  } finally {
    await session.close();
  }
}

async function collectAll(
  context: CollectContext,
  options: GithubOptions,
  { session, collector }: { session: Session; collector: CollectedSource["collector"] },
): Promise<CollectedSource> {
  const skipped = skippedParts(options, session);
  const gaps = new Gaps();
  const organization = await readOrganization(session, options);
  // An Enterprise Server has no invitations: its people are added at once.
  const missing = isOwnServer(options) ? "invitations" : undefined;
  const reads = (part: PartName) => part !== missing && !skipped.has(part);
  const reader: Reader = { api: session.api, gaps, organization, options, reads };
  const people = await readPeople(reader);
  const identities = await readIdentities(reader);
  const teams = reads("teams") ? await readTeams(reader) : [];
  const readsRepositories = reads("repositories") || reads("deploy-keys");
  const repositories = readsRepositories
    ? await readRepositories(reader, people.announcedRepositories, await session.seesSelectedOnly())
    : [];
  const roles = reads("roles") ? await readRoles(reader) : [];
  const machines = await readMachines(reader);
  return writeRecords(
    { organization, people, identities, teams, repositories, roles, machines },
    { context, options, collector, gaps, skipped },
  );
}

/** What is not asked for. GitHub shows fine-grained tokens to Apps alone, so nobody else need ask. */
function skippedParts({ skip }: GithubOptions, { isApp }: Session): ReadonlySet<PartName> {
  const left = new Set<PartName>(optionalParts.filter((part) => skip.includes(part)));
  if (!isApp) left.add("tokens");
  return left;
}

/** The organisation, made sure to be the one that is meant. */
export async function readOrganization({ api }: Pick<Session, "api">, options: GithubOptions): Promise<Organization> {
  const organization = await api.one(`orgs/${encodeURIComponent(options.organization)}`, Organization);
  const { organizationId } = options;
  if (organizationId === undefined || organizationId === organization.id) return organization;
  throw new EntitlintError({
    code: "collect/not-found",
    message: `the name ${options.organization} belongs to organisation ${organization.id}, not to ${organizationId}`,
    next: "Look up the new name of the organisation; after a rename the old one is free for anybody.",
  });
}
