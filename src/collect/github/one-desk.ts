import type { CollectContext } from "../collector.ts";
import type { Wanted } from "../look-up.ts";
import type { SourceBook } from "../source-book.ts";
import type { Organization } from "./answers.ts";
import type { OrganizationMembership, Person } from "./answers-of-one.ts";
import type { GithubApi } from "./github-api.ts";
import type { GithubOptions } from "./schema.ts";

/** What is asked with, and where the answers go. */
export interface OneDesk {
  readonly api: GithubApi;
  readonly organization: Organization;
  readonly options: GithubOptions;
  readonly context: CollectContext;
  readonly book: SourceBook;
  readonly wanted: Wanted;
}

/** Somebody with their place in the organisation; without one they are an outside collaborator. */
export interface Standing {
  readonly person: Person;
  readonly membership: OrganizationMembership | undefined;
}
