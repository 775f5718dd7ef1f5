import type { HttpClient } from "../../network/http-client.ts";
import { RequestFailure } from "../../network/request-failure.ts";
import { accepted, readPage } from "./page.ts";
import { attribute, isResource, text } from "./resource.ts";

/** What a server says of itself. Nothing rests on it alone: it decides what is tried first. */
export interface Advertised {
  /** It pages by cursor. */
  readonly cursor: boolean;
  readonly largestPage: number | undefined;
  /** Last parts of the endpoints it lists, in lower case; undefined where it lists none. */
  readonly endpoints: ReadonlySet<string> | undefined;
  /** What it would not tell. */
  readonly remarks: readonly string[];
}

/** Failures after which there is no use in asking further. */
const fatal: ReadonlySet<string> = new Set(["unreachable", "tls", "redirected", "rate-limited"]);

/** Reads /ServiceProviderConfig and /ResourceTypes. @throws RequestFailure where the server cannot be reached at all */
export async function discover(client: HttpClient): Promise<Advertised> {
  const remarks: string[] = [];
  const config = await tell(client, "ServiceProviderConfig", remarks);
  const types = await tell(client, "ResourceTypes", remarks);
  const pagination = isResource(config) ? attribute(config, "pagination") : undefined;
  const filter = isResource(config) ? attribute(config, "filter") : undefined;
  return {
    cursor: isResource(pagination) && attribute(pagination, "cursor") === true,
    largestPage: positive(pagination, "maxPageSize") ?? positive(filter, "maxResults"),
    endpoints: endpointsOf(types, remarks),
    remarks,
  };
}

async function tell(client: HttpClient, path: string, remarks: string[]): Promise<unknown> {
  try {
    return await client.json(path, { accept: accepted });
  } catch (error) {
    if (!(error instanceof RequestFailure) || fatal.has(error.reason)) throw error;
    remarks.push(`${path} could not be read (${error.reason})`);
    return undefined;
  }
}

function endpointsOf(answer: unknown, remarks: string[]): ReadonlySet<string> | undefined {
  if (answer === undefined) return undefined;
  try {
    // Some servers give the list itself instead of a page.
    const types = Array.isArray(answer) ? answer.filter(isResource) : readPage(answer, "ResourceTypes").resources;
    const ends = types.flatMap((type) => text(attribute(type, "endpoint"))?.split("/").at(-1)?.toLowerCase() ?? []);
    return ends.length > 0 ? new Set(ends) : undefined;
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
    remarks.push("ResourceTypes is no list");
    return undefined;
  }
}

function positive(config: unknown, name: string): number | undefined {
  const value = isResource(config) ? attribute(config, name) : undefined;
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}
