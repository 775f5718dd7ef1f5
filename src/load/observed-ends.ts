import type { Ending } from "../model/forecast.ts";
import type { LoadedEstate } from "./index.ts";
import { lineText } from "./lines.ts";
import { parseRecord } from "./rows.ts";

/** Everything observed that ends by itself at an instant that its system knows. */
export function* observedEnds({ principals, credentials, nesting, grants }: LoadedEstate): Generator<Ending> {
  for (const { id, system, keys } of principals.accounts)
    if (keys.expires) yield ending("account", id, system, keys.expires);
  for (const { id, system, keys } of principals.identities) {
    if (keys.expires) yield ending("identity", id, system, keys.expires);
    if (keys.ends) yield ending("employment", id, system, keys.ends);
  }
  for (const { id, system, keys } of credentials)
    if (keys.expires) yield ending("credential", id, system, keys.expires);
  for (const { id, system, keys } of nesting.memberships)
    if (keys.expires) yield ending("membership", id, system, keys.expires);
  for (let grant = 0; grant < grants.count; grant += 1) {
    const ends = grants.expires(grant);
    if (ends) yield ending("grant", grantId(grants.line(grant)), grants.system(grant), ends);
  }
}

function grantId(line: Uint8Array): string {
  return parseRecord(lineText(line, 0, line.length))?.id ?? "";
}

function ending(what: string, object: string, app: string, ends: string): Ending {
  return { ends, what, object, app };
}
