import { EntitlintError } from "../../errors.ts";
import type { CollectedSource } from "../../model/collected.ts";
import type { CollectContext } from "../collector.ts";
import { lookAt } from "../look-at.ts";
import type { Known, LookedUp, Wanted } from "../look-up.ts";
import { SourceBook } from "../source-book.ts";
import type { Organization } from "./answers.ts";
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
    requireSame(organization, wanted);
    const desk = { api: session.api, organization, options, context, book, wanted };
    return await lookAt(wanted, new GithubOneReader(desk), book);
  } finally {
    await session.close();
  }
}

/** After a rename a name is free for anybody, and whoever is not in a stranger's organisation is not gone. */
function requireSame({ id, login }: Organization, wanted: Wanted): void {
  const isSame = (known: Known) => known.kind === "tenant" && known.record.externalId === String(id);
  if (wanted.witnesses("tenant").length === 0 || wanted.witnesses("tenant", isSame).length > 0) return;
  throw new EntitlintError({
    code: "collect/not-found",
    message: `the name ${login} belongs to organisation ${id} now, of which the snapshot knows nothing`,
    next: "Look up the new name of the organisation; after a rename the old one is free for anybody.",
  });
}
