import { RequestFailure } from "../../network/request-failure.ts";
import type { Member } from "./drafts.ts";
import { accepted } from "./page.ts";
import type { Reader } from "./read-list.ts";
import { attribute, isResource, type Resource, text } from "./resource.ts";

/** How many members are looked up that no list shows; more than that tells enough. */
const mostLookedUp = 25;

/** What became of members that no list shows. */
export interface LookedUp {
  /** Users that exist and are not listed. */
  readonly hidden: readonly { readonly id: string; readonly resource: Resource }[];
  /** Ids that nobody has any more. */
  readonly gone: readonly string[];
  /** Ids of which it could not be found out. */
  readonly open: readonly string[];
}

/** Asks for each such member by its id: some servers leave inactive users out of lists. */
export async function lookUp({ client }: Reader, strangers: readonly Member[]): Promise<LookedUp> {
  const hidden: { id: string; resource: Resource }[] = [];
  const gone: string[] = [];
  const open: string[] = [];
  const sorted = strangers.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (const [index, { id, type }] of sorted.entries()) {
    const isAskable = index < mostLookedUp && type !== "group" && id !== "." && id !== "..";
    const found = isAskable ? await askFor(client, id) : "open";
    if (found === "gone") gone.push(id);
    else if (found === "open") open.push(id);
    else hidden.push({ id, resource: found });
  }
  return { hidden, gone, open };
}

async function askFor(client: Reader["client"], id: string): Promise<Resource | "gone" | "open"> {
  try {
    const answer = await client.json(`Users/${encodeURIComponent(id.toWellFormed())}`, { accept: accepted });
    return isResource(answer) && text(attribute(answer, "id")) === id ? answer : "open";
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
    return error.reason === "not-found" ? "gone" : "open";
  }
}
