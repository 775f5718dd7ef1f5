import type { CollectedSource } from "../../model/collected.ts";
import type { CollectContext } from "../collector.ts";
import { lookAt } from "../look-at.ts";
import type { LookedUp, Wanted } from "../look-up.ts";
import { SourceBook } from "../source-book.ts";
import { readOrganization } from "./collect-github.ts";
import { GithubOneReader } from "./one-reader.ts";
import type { GithubOptions } from "./schema.ts";
import { signIn } from "./sign-in.ts";

/** Asks GitHub for one subject's accounts, teams, roles and keys. @throws EntitlintError where it cannot sign in */
export async function lookUpSubject(
  context: CollectContext,
  options: GithubOptions,
  collector: CollectedSource["collector"],
  wanted: Wanted,
): Promise<LookedUp> {
  const session = await signIn(context, options);
  try {
    const book = new SourceBook(context, collector);
    const organization = await readOrganization(session, options);
    const desk = { api: session.api, organization, options, context, book, wanted };
    return await lookAt(wanted, new GithubOneReader(desk), book);
  } finally {
    await session.close();
  }
}
