import type { Collector } from "../collector.ts";
import { scimReads } from "./reads.ts";
import { ScimOptions } from "./schema.ts";

/** Reads the accounts, groups and rights of anything that speaks SCIM 2.0. */
export const scimCollector: Collector = {
  name: "scim",
  title: "SCIM 2.0",
  description:
    "Reads users, groups, roles, entitlements and agents from the SCIM endpoint of an application or a directory (RFC 7643, RFC 7644, cursors of RFC 9865).",
  version: 1,
  options: ScimOptions,
  kinds: ["identity", "group", "membership", "account", "entitlement", "grant"],
  reads: scimReads,
  modes: [
    {
      name: "auto",
      note: "Pages by cursor where the server advertises cursors or insists on them, by index otherwise. What the server says of itself is read and never believed: the lists are checked against what they announce.",
    },
    { name: "index", note: "Pages by `startIndex` (RFC 7644), whatever the server advertises." },
    { name: "cursor", note: "Pages by `cursor` (RFC 9865), whatever the server advertises." },
    {
      name: "search",
      note: "Asks by `POST …/.search` instead of `GET`: for servers that ignore the parameters of an address. It reads; some gateways take every `POST` for a write.",
    },
  ],
  rights: [
    {
      name: "read users (`GET /Users`)",
      note: "Without it there are no accounts, and no roles and entitlements of theirs.",
    },
    { name: "read groups (`GET /Groups`)", note: "Without it groups and memberships stay unknown." },
    {
      name: "read roles and entitlements (`GET /Roles`, `GET /Entitlements`), where the server has them",
      note: "Without it only those rights are known that somebody holds.",
    },
    { name: "read agents (`GET /Agents`), where the server has them", note: "Without it accounts are incomplete." },
    {
      name: "`POST …/.search`, only with `paging: search`",
      note: "Without it nothing can be read in that way.",
    },
  ],
  oneSubject: {
    how: "`GET /Users/{id}` (or `/Agents/{id}`) for each account, which also tells its rights, and `GET /Groups/{id}` for each group that the snapshot or the user names. Further accounts are searched by the filters `userName eq` and `emails.value eq`; that a search finds nobody counts only where it finds somebody whom the snapshot knows, in capitals and in small letters. A server that hides deactivated users by their ids too makes them look gone.",
    rights: "Those for users and groups; search needs no more.",
  },
  collect: async (context, options: ScimOptions) =>
    (await import("./collect-scim.ts")).collectScim(context, options, { name: "scim", version: 1 }),
  lookUp: async (context, options: ScimOptions, wanted) =>
    (await import("./look-up-subject.ts")).lookUpSubject(context, options, { name: "scim", version: 1 }, wanted),
  revoker: async (source, options: ScimOptions) => (await import("./revoke.ts")).scimRevoker(source, options),
};
