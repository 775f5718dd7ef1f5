import { EntitlintError } from "../../errors.ts";
import type { CollectedSource } from "../../model/collected.ts";
import type { CollectContext } from "../collector.ts";
import { SourceBook } from "../source-book.ts";
import { Organization } from "./answers.ts";
import { optionalParts, type PartName } from "./parts.ts";
import { readIdentities } from "./read-identities.ts";
import { readMachines } from "./read-machines.ts";
import { readPeople } from "./read-people.ts";
import { readRepositories } from "./read-repositories.ts";
import { readRoles } from "./read-roles.ts";
import { readTeams } from "./read-teams.ts";
import { openReading, type Reading } from "./reading.ts";
import type { GithubOptions } from "./schema.ts";
import { type Session, signIn } from "./sign-in.ts";
import { withScopes } from "./with-scopes.ts";
import { writeAccounts } from "./write-accounts.ts";
import { writeKeys } from "./write-keys.ts";

/** Reads an organisation whole. @throws EntitlintError where it cannot be read at all */
export async function collectGithub(
  context: CollectContext,
  options: GithubOptions,
  collector: CollectedSource["collector"],
): Promise<CollectedSource> {
  const session = await signIn(context, options);
  try {
    const skipped = skippedParts(options, session);
    const organization = await readOrganization(session, options);
    const book = new SourceBook(context, collector);
    const reading = openReading({ api: session.api, organization, options, context, book, skipped });
    await readAll(reading, session);
    reading.gaps.tell(book);
    return withScopes(book.finish(), skipped);
  } finally {
    await session.close();
  }
}

/** Reads part by part, people first: everything else names them. */
async function readAll(reading: Reading, session: Session): Promise<void> {
  const { reads } = reading;
  const { announcedRepositories: announced, ...profiles } = await readPeople(reading);
  const identities = await readIdentities(reading);
  if (reads("teams")) await readTeams(reading);
  if (reads("repositories") || reads("deploy-keys"))
    await readRepositories(reading, { announced, seesSelectedOnly: await session.seesSelectedOnly() });
  if (reads("roles")) await readRoles(reading);
  writeKeys(reading);
  await readMachines(reading);
  if (reading.organization.default_repository_permission == null)
    reading.gaps.denied("organization", "GitHub hides the base permission of members on all repositories");
  await writeAccounts(reading, { ...profiles, ...identities });
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
