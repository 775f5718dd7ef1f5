import type { Reading } from "./books.ts";
import { dnKey } from "./dn.ts";
import { accessOf, groupRecord } from "./group-record.ts";

/** Writes every group, and those that are access by themselves as an entitlement too. */
export function writeGroups({ books, entries, options, server, context }: Reading): void {
  const dangling = (field: string, dn: string) => books.group.warn(`${field} names somebody who was not read`, dn);
  const asked = new Map(options.accessGroups.map((dn) => [dnKey(dn), dn]));
  for (const { entry, id } of entries.groups) {
    const group = groupRecord(entry, id, server.flavour, { directory: entries.directory, dangling });
    if (!group) {
      books.group.incomplete("groups were left out whose name cannot be read", entry.dn);
      continue;
    }
    books.group.add(group);
    const isAsked = asked.delete(dnKey(entry.dn));
    const native = entries.directory.nativeId(entry);
    if (native === undefined || !(isAsked || group.grantsPrivileged)) continue;
    const { entitlement, grant } = accessOf(group, native, context.system, entries.directory);
    books.entitlement.add(entitlement);
    books.grant.add(grant);
  }
  for (const dn of asked.values()) {
    for (const book of [books.entitlement, books.grant])
      book.incomplete("`accessGroups` names a group that was not read", dn);
  }
}
