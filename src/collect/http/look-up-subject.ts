import type { CollectedSource } from "../../model/collected.ts";
import type { CollectContext } from "../collector.ts";
import { lookAt } from "../look-at.ts";
import type { LookedUp, Wanted } from "../look-up.ts";
import { SourceBook } from "../source-book.ts";
import { HttpOneReader } from "./one-reader.ts";
import type { HttpOptions } from "./schema.ts";
import { openSession } from "./session.ts";

/** Asks an API for one subject's items. @throws EntitlintError where it cannot sign in */
export async function lookUpSubject(
  context: CollectContext,
  options: HttpOptions,
  collector: CollectedSource["collector"],
  wanted: Wanted,
): Promise<LookedUp> {
  const session = await openSession(options, context);
  try {
    const book = new SourceBook(context, collector);
    return await lookAt(wanted, new HttpOneReader({ context, reads: options.reads, session }, book), book);
  } finally {
    await session.close();
  }
}
