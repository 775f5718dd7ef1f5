import type { Connection } from "./connection.ts";
import { LdapEntry } from "./entry.ts";
import type { Server } from "./flavour.ts";
import { PageRequest } from "./paged-control.ts";

/**
 * Whether the reader may see who is locked. A server leaves out an attribute that is hidden as it leaves out one that has
 * no value; but a filter over a hidden one is undefined, and so is its negation (RFC 4511 §4.5.1.7), so that neither
 * finds anybody.
 */
export async function isLockReadable(
  connection: Connection,
  server: Server,
  filter: string,
  lock: string,
): Promise<boolean> {
  if (server.flavour === "openldap" && !(await isDefined(connection, server, lock))) return true;
  const probe = `(&${filter}(|(${lock}=*)(!(${lock}=*))))`;
  const request = { base: server.base, scope: "sub", filter: probe, attributes: ["1.1"] } as const;
  const { entries } = await connection.search({ ...request, controls: [new PageRequest(1, Buffer.alloc(0))] });
  return entries.length > 0;
}

/** Whether the schema knows the attribute at all; without a password policy OpenLDAP does not, and locks nobody. */
async function isDefined(connection: Connection, { subschema }: Server, name: string): Promise<boolean> {
  if (subschema === undefined) return true;
  const request = {
    base: subschema,
    scope: "base",
    filter: "(objectClass=subschema)",
    attributes: ["attributeTypes"],
  } as const;
  const [entry] = (await connection.search(request)).entries;
  if (!entry) return true;
  return new LdapEntry(entry).texts("attributeTypes").some((text) => text.includes(`'${name}'`));
}
