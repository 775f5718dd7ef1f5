import type { Organization } from "./answers.ts";
import type { Gaps } from "./gaps.ts";
import type { GithubApi } from "./github-api.ts";
import type { PartName } from "./parts.ts";
import type { GithubOptions } from "./schema.ts";

/** What every reading of a part needs. */
export interface Reader {
  readonly api: GithubApi;
  readonly gaps: Gaps;
  readonly organization: Organization;
  readonly options: GithubOptions;
  /** Whether a part is to be read. */
  readonly reads: (part: PartName) => boolean;
}

/** What has a number, by it. */
export function idOf({ id }: { readonly id: number }): string {
  return String(id);
}

/** Whether the API is that of a GitHub Enterprise Server, which knows other things than the cloud. */
export function isOwnServer({ baseUrl }: Pick<GithubOptions, "baseUrl">): boolean {
  return new URL(baseUrl).pathname.startsWith("/api/v3");
}
