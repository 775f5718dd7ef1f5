import type { CollectedSource } from "../../model/collected.ts";
import type { CollectContext } from "../collector.ts";
import { lookAt } from "../look-at.ts";
import type { LookedUp, Wanted } from "../look-up.ts";
import { SourceBook } from "../source-book.ts";
import { connect } from "./connect.ts";
import { Drafts } from "./drafts.ts";
import { Ids } from "./ids.ts";
import { ScimOneReader } from "./one-reader.ts";
import type { ScimOptions } from "./schema.ts";

/** Asks a SCIM server for one subject's users, agents, rights and groups. @throws EntitlintError where it cannot sign in */
export async function lookUpSubject(
  context: CollectContext,
  options: ScimOptions,
  collector: CollectedSource["collector"],
  wanted: Wanted,
): Promise<LookedUp> {
  const client = await connect(context, options);
  try {
    const book = new SourceBook(context, collector);
    const ground = { ids: new Ids(context), context, options };
    const drafts = new Drafts(book, context.store.notes());
    return await lookAt(wanted, new ScimOneReader(client, context, ground, drafts, wanted), book);
  } finally {
    await client.close();
  }
}
