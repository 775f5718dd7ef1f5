import type { CollectedSource } from "../../model/collected.ts";
import type { CollectContext } from "../collector.ts";
import { SourceBook } from "../source-book.ts";
import { connect } from "./connect.ts";
import { discover } from "./discover.ts";
import { Drafts } from "./drafts.ts";
import { fillBook } from "./fill-book.ts";
import { Ids } from "./ids.ts";
import { strangersIn } from "./join-members.ts";
import { Listing } from "./listing.ts";
import { lookUp } from "./look-up.ts";
import type { Reader } from "./read-list.ts";
import { readSource } from "./read-source.ts";
import type { ScimOptions } from "./schema.ts";
import { takeUser } from "./take-user.ts";

/**
 * Reads one SCIM server whole. @throws EntitlintError where nothing can be read: it cannot be reached, its certificate is
 * not trusted, the credentials are refused, or a secret is missing
 */
export async function collectScim(
  context: CollectContext,
  options: ScimOptions,
  collector: CollectedSource["collector"],
): Promise<CollectedSource> {
  const client = await connect(context, options);
  try {
    const advertised = await discover(client);
    const reader: Reader = { client, options, advertised, progress: context.progress };
    const ground = { ids: new Ids(context), context, options };
    const book = new SourceBook(context, collector);
    const drafts = new Drafts(book, context.store.notes());
    const lists = await readSource(reader, drafts, ground);
    // Only where users were read whole does it mean anything that one is not among them.
    const isAskable = lists.users instanceof Listing && lists.users.isWhole;
    const strangers = strangersIn(drafts);
    const lookedUp = isAskable ? await lookUp(reader, strangers) : unasked(strangers);
    for (const { id, resource } of lookedUp.hidden) takeUser(id, resource, drafts, ground);
    fillBook({ lists, drafts, lookedUp, remarks: advertised.remarks }, ground);
    return book.finish();
  } finally {
    await client.close();
  }
}

function unasked(strangers: readonly { readonly id: string }[]) {
  return { hidden: [], gone: [], open: strangers.map(({ id }) => id) };
}
