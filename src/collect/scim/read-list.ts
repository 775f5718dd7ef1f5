import { ahead } from "../../network/ahead.ts";
import type { HttpClient } from "../../network/http-client.ts";
import { RequestFailure } from "../../network/request-failure.ts";
import type { CollectContext } from "../collector.ts";
import type { Advertised } from "./discover.ts";
import { Listing } from "./listing.ts";
import { accepted, type Page, readPage } from "./page.ts";
import type { Resource } from "./resource.ts";
import type { ScimOptions } from "./schema.ts";
import { type AskPage, type Spot, turnByCursor, turnByIndex } from "./turn-pages.ts";

/** What a list is read with. */
export interface Reader {
  readonly client: HttpClient;
  readonly options: ScimOptions;
  readonly advertised: Advertised;
  readonly progress: CollectContext["progress"];
}

/**
 * Reads all resources of one endpoint such as `Users`, each given to `take` once. What keeps the list from being whole is
 * noted in it.
 * @throws RequestFailure where not even the first page came
 */
export async function readList(
  reader: Reader,
  endpoint: string,
  take: (id: string, resource: Resource) => void,
  identify?: (resource: Resource) => string | undefined,
): Promise<Listing> {
  const listing = new Listing(endpoint, take, identify);
  const { paging } = reader.options;
  const askPage = asker(reader, endpoint);
  const ask: AskPage = async (spot) => {
    const { answer } = await ahead(() => askPage(spot));
    listing.handOver();
    return await answer;
  };
  if (paging === "index") await turnByIndex(ask, listing, { strict: true });
  else if (paging === "cursor") await turnByCursor(ask, listing, { strict: true });
  else await inEitherWay(ask, listing, reader);
  listing.handOver();
  return listing;
}

/** In the way that the server advertises, and in the other one where it answers so. */
async function inEitherWay(ask: AskPage, listing: Listing, { advertised }: Reader): Promise<void> {
  if (advertised.cursor && (await byCursor(ask, listing)) === "ended") return;
  const outcome = await turnByIndex(ask, listing, { strict: advertised.cursor });
  if (outcome === "wants-cursor") await turnByCursor(ask, listing, { strict: true });
}

async function byCursor(ask: AskPage, listing: Listing) {
  try {
    return await turnByCursor(ask, listing, { strict: false });
  } catch (error) {
    if (!(error instanceof RequestFailure) || error.reason !== "refused") throw error;
    listing.remark("cursors are advertised and refused");
    return "wants-index";
  }
}

function asker({ client, options, advertised, progress }: Reader, endpoint: string): AskPage {
  const count = Math.min(options.pageSize, advertised.largestPage ?? options.pageSize);
  return async (spot: Spot): Promise<Page> => {
    const answer =
      options.paging === "search"
        ? await client.json(`${endpoint}/.search`, {
            ...{ method: "POST", accept: accepted, headers: { "content-type": "application/scim+json" } },
            body: { schemas: ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"], ...spot, count },
          })
        : await client.json(endpoint, { accept: accepted, query: { ...spot, count } });
    const page = readPage(answer, endpoint);
    progress.page(page.resources.length);
    return page;
  };
}
