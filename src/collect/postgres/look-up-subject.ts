import type { CollectedSource } from "../../model/collected.ts";
import type { CollectContext } from "../collector.ts";
import { lookAt } from "../look-at.ts";
import type { LookedUp, Wanted } from "../look-up.ts";
import { nativeIdOf } from "../native-id.ts";
import { SourceBook } from "../source-book.ts";
import { readClusterNow } from "./cluster-now.ts";
import { connectionSettings } from "./connection-settings.ts";
import { GrantsOfRole } from "./grants-of-role.ts";
import { PostgresOneReader } from "./one-reader.ts";
import type { PostgresOptions } from "./schema.ts";
import { Session } from "./session.ts";

/** Looks for one subject's roles in a cluster, and for what each was granted. @throws EntitlintError */
export async function lookUpSubject(
  context: CollectContext,
  options: PostgresOptions,
  collector: CollectedSource["collector"],
  wanted: Wanted,
): Promise<LookedUp> {
  const settings = await connectionSettings(context, options);
  const book = new SourceBook(context, collector);
  const first = await Session.open(settings, options.database, context);
  try {
    const accounts = new Set(wanted.own.flatMap((known) => nativeIdOf(known, context) ?? []));
    const cluster = await readClusterNow(first, context, options, accounts);
    const grants = new GrantsOfRole(first, settings, options, context, cluster);
    return await lookAt(wanted, new PostgresOneReader(context, options, book, cluster, grants), book);
  } finally {
    await first.close();
  }
}
