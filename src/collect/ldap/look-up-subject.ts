import type { CollectedSource } from "../../model/collected.ts";
import type { CollectContext } from "../collector.ts";
import { lookAt } from "../look-at.ts";
import type { LookedUp, Wanted } from "../look-up.ts";
import { SourceBook } from "../source-book.ts";
import { LdapOneReader } from "./one-reader.ts";
import { withReading } from "./open-reading.ts";
import type { LdapOptions } from "./schema.ts";

/** Asks a directory for one subject's entries and groups. @throws EntitlintError where nobody can be asked for */
export async function lookUpSubject(
  context: CollectContext,
  options: LdapOptions,
  collector: CollectedSource["collector"],
  wanted: Wanted,
): Promise<LookedUp> {
  const source = new SourceBook(context, collector);
  return await withReading(context, options, { source, ofGroups: source }, (reading) =>
    lookAt(wanted, new LdapOneReader(reading), source),
  );
}
