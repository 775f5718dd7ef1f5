import type { CollectContext } from "../collector.ts";
import type { Notes } from "../notes.ts";
import type { SourceBook } from "../source-book.ts";
import { AccessBook } from "./access-book.ts";
import { Accounts } from "./accounts.ts";
import type { DeployKey, Organization } from "./answers.ts";
import { credentialFields } from "./fields-read.ts";
import { Gaps } from "./gaps.ts";
import type { GithubApi } from "./github-api.ts";
import { type IdMaker, idMaker } from "./names.ts";
import type { PartName } from "./parts.ts";
import { githubReads } from "./reads.ts";
import type { GithubOptions } from "./schema.ts";

/** Somebody who is invited into teams, which are read later. */
export interface Invited {
  readonly id: number;
  readonly addedAt: string | undefined;
  readonly teams: readonly number[];
}

/** A deploy key that waits until whoever added it is known. */
export interface KeyNote {
  readonly key: DeployKey;
  readonly repository: { readonly id: number; readonly name: string };
}

/** A reading under way: whom to ask, and where what comes is written. */
export interface Reading {
  readonly api: GithubApi;
  readonly gaps: Gaps;
  readonly organization: Organization;
  readonly options: GithubOptions;
  /** Whether a part is to be read. */
  readonly reads: (part: PartName) => boolean;
  readonly context: CollectContext;
  readonly book: SourceBook;
  readonly ids: IdMaker;
  readonly access: AccessBook;
  readonly accounts: Accounts;
  readonly invited: Notes<Invited>;
  readonly keys: Notes<KeyNote>;
}

/** Opens a reading, with a book of every kind that is asked for. */
export function openReading(
  given: Pick<Reading, "api" | "organization" | "options" | "context" | "book"> & {
    /** Parts that nobody asked for. */
    readonly skipped: ReadonlySet<PartName>;
  },
): Reading {
  const { context, options, organization, book, api, skipped } = given;
  const { store, system } = context;
  const gaps = new Gaps();
  const ids = idMaker(context);
  const onStranger = (login: string) => {
    if (!skipped.has("outside-collaborators"))
      gaps.incomplete("outside-collaborators", "somebody has access whom no list of people holds", login);
  };
  // An Enterprise Server has no invitations: its people are added at once.
  const missing = isOwnServer(options) ? "invitations" : undefined;
  const { id, login } = organization;
  book
    .kind("tenant", githubReads.tenant.fields)
    .add({ id: ids("tenant", id), kind: "org", externalId: String(id), name: login });
  if (!skipped.has("teams")) {
    book.kind("group", githubReads.group.fields);
    book.kind("membership", githubReads.membership.fields);
  }
  if (!skipped.has("tokens") || !skipped.has("deploy-keys")) book.kind("credential", credentialFields);
  return {
    ...{ api, gaps, organization, options, context, book, ids },
    reads: (part) => part !== missing && !skipped.has(part),
    access: new AccessBook(book, ids, system),
    accounts: new Accounts(store.notesByKey(), ids, onStranger),
    ...{ invited: store.notes(), keys: store.notes() },
  };
}

/** A path below the organisation. */
export function orgPath({ organization }: Pick<Reading, "organization">, path: string): string {
  return `orgs/${encodeURIComponent(organization.login)}/${path}`;
}

/** What has a number, by it. */
export function idOf({ id }: { readonly id: number }): string {
  return String(id);
}

/** Whether the API is that of a GitHub Enterprise Server, which knows other things than the cloud. */
export function isOwnServer({ baseUrl }: Pick<GithubOptions, "baseUrl">): boolean {
  return new URL(baseUrl).pathname.startsWith("/api/v3");
}
