import type { Entitlement, Grant } from "../../model/records/entitlement.ts";
import type { Group } from "../../model/records/group.ts";
import type { Directory } from "./directory.ts";
import type { LdapEntry } from "./entry.ts";
import type { Flavour } from "./flavour.ts";
import { isPrivilegedGroup, sidText } from "./windows-ids.ts";

/** The bit of `groupType` that makes a group hold rights (MS-ADTS §2.2.12). */
const securityEnabled = 0x80000000;

/** One group without its owners; undefined where it has no name that can be read. */
export function groupRecord(entry: LdapEntry, id: string, flavour: Flavour): Group | undefined {
  const name = entry.text("cn") ?? entry.text("sAMAccountName");
  if (name === undefined) return undefined;
  const rules = entry.texts("memberURL");
  const type = Number(entry.text("groupType") ?? "0");
  return {
    ...{ id, name },
    kind: flavour === "ad" && ((type | 0) & (securityEnabled | 0)) === 0 ? "distribution" : "security",
    membershipType: isDynamic(entry) ? "dynamic" : "assigned",
    ...(rules.length > 0 && { rule: rules.join(" ") }),
    ...(isPrivilegedGroup(sidText(entry.bytes("objectSid"))) && { grantsPrivileged: true }),
  };
}

/** Whether the server computes its members. */
export function isDynamic(entry: LdapEntry): boolean {
  return entry.isA("groupOfURLs") || entry.has("memberURL");
}

/** What a group that is itself access gives: an entitlement of its own, granted to the group. */
export function accessOf(
  group: Group,
  native: string,
  app: string,
  directory: Directory,
): { entitlement: Entitlement; grant: Grant } {
  const entitlement = directory.idOf("entitlement", native);
  return {
    entitlement: {
      id: entitlement,
      app,
      kind: "group",
      name: group.name,
      ...(group.grantsPrivileged && { privileged: true }),
    },
    grant: {
      ...{ id: directory.idOf("grant", native), principal: group.id, principalType: "group", entitlement },
      ...{ effect: "allow", direct: true, source: "system" },
    },
  };
}
