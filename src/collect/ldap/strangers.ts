import type { Progress } from "../../network/patience.ts";
import { RequestFailure } from "../../network/request-failure.ts";
import type { Connection } from "./connection.ts";
import { dnKey } from "./dn.ts";
import type { Server } from "./flavour.ts";
import { readPages } from "./read-pages.ts";

/** What a member that no record was read for turns out to be. */
export type Stranger = "computer" | "contact" | "foreign" | "other" | "missing" | "denied" | "not-asked";

const mostLookups = 1000;
const classes = { computer: "computer", contact: "contact", foreignSecurityPrincipal: "foreign" } as const;

/** Finds out what the entries behind DNs are that were neither people, service accounts nor groups. */
export async function whoAre(
  dns: ReadonlySet<string>,
  {
    connection,
    server,
    pageSize,
    progress,
  }: { connection: Connection; server: Server; pageSize: number; progress: Progress },
): Promise<Map<string, Stranger>> {
  const known = new Map<string, Stranger>();
  if (server.flavour === "ad" && dns.size > 0) {
    const filter = `(|${Object.keys(classes)
      .map((name) => `(objectClass=${name})`)
      .join("")})`;
    const search = { base: server.base, filter, attributes: ["objectClass"], pageSize };
    await readPages(connection, search, progress, (entry) => {
      for (const [name, stranger] of Object.entries(classes)) if (entry.isA(name)) known.set(dnKey(entry.dn), stranger);
    });
  }
  const found = new Map<string, Stranger>();
  let lookups = 0;
  for (const dn of [...dns].toSorted()) {
    const stranger = known.get(dnKey(dn)) ?? (lookups++ < mostLookups ? await lookUp(connection, dn) : "not-asked");
    found.set(dn, stranger);
  }
  return found;
}

async function lookUp(connection: Connection, dn: string): Promise<Stranger> {
  if (dn === "") return "missing";
  try {
    const request = { base: dn, scope: "base", filter: "(objectClass=*)", attributes: ["objectClass"] } as const;
    return (await connection.search(request)).entries.length > 0 ? "other" : "missing";
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
    if (error.status === 32 || error.status === 34) return "missing";
    if (error.status === 50) return "denied";
    if (error.status === 10) return "other";
    throw error;
  }
}
