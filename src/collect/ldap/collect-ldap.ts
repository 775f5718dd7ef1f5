import type { CollectedSource } from "../../model/collected.ts";
import type { CollectContext } from "../collector.ts";
import { SourceBook } from "../source-book.ts";
import { withReading } from "./open-reading.ts";
import { readEntries } from "./read-entries.ts";
import type { LdapOptions } from "./schema.ts";
import { writeDeleted } from "./write-deleted.ts";
import { writeEntries } from "./write-entries.ts";

/** Reads a directory whole. @throws EntitlintError where it cannot be reached, verified, bound to, or searched at all */
export async function collectLdap(
  context: CollectContext,
  options: LdapOptions,
  collector: CollectedSource["collector"],
): Promise<CollectedSource> {
  const source = new SourceBook(context, collector);
  const ofGroups = options.groups === "none" ? new SourceBook(context, collector) : source;
  return await withReading(context, options, { source, ofGroups }, async (reading) => {
    await readEntries(reading);
    await writeEntries(reading);
    await writeDeleted(reading);
    return source.finish();
  });
}
