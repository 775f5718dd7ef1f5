import type { DeclaredApp } from "../model/access.ts";
import type { AccountLink } from "./account-link.ts";
import type { LinkingGround } from "./link-accounts.ts";
import type { People } from "./people.ts";
import type { Subjects } from "./subjects.ts";

/** Who everybody is: identity records joined into people, every account with its link, and the subjects they make. */
export interface Joined {
  readonly people: People;
  /** By account number. */
  readonly links: readonly AccountLink[];
  readonly subjects: Subjects;
  /** What an explanation needs to try the keys again. */
  readonly ground: LinkingGround;
  readonly apps: ReadonlyMap<string, DeclaredApp>;
  readonly privileged: (account: number) => boolean;
}
