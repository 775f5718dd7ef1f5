import { RequestFailure } from "../../network/request-failure.ts";
import type { Known, Name } from "../look-up.ts";
import { type Ground, saysWhoPeopleAre } from "./ground.ts";
import { accepted, readPage } from "./page.ts";
import type { Reader } from "./read-list.ts";
import { attribute, elements, isResource, type Resource, text } from "./resource.ts";
import { statusOf } from "./status.ts";

const attributeOf = { login: "userName", address: "emails.value" } as const;

/**
 * Users with a name or an address, by a filter (RFC 7644 §3.4.2.2). Undefined where the server refuses it, or passes over
 * it and gives others: such a server has no search.
 */
export async function searchUsers(
  { by, value }: Name,
  client: Reader["client"],
  ground: Ground,
): Promise<readonly Known[] | undefined> {
  const filter = `${attributeOf[by]} eq ${JSON.stringify(value)}`;
  try {
    const answer =
      ground.options.paging === "search"
        ? await client.json("Users/.search", {
            ...{ method: "POST", accept: accepted, headers: { "content-type": "application/scim+json" } },
            body: { schemas: ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"], filter },
          })
        : await client.json("Users", { accept: accepted, query: { filter } });
    const { resources } = readPage(answer, "Users");
    const fitting = resources.filter((resource) => namesOf(resource, by).includes(value.toLowerCase()));
    if (resources.length > 0 && fitting.length === 0) return undefined;
    return fitting.flatMap((resource) => knownOf(resource, ground));
  } catch (error) {
    if (error instanceof RequestFailure && error.reason === "refused") return undefined;
    throw error;
  }
}

function namesOf(resource: Resource, by: Name["by"]): string[] {
  const names =
    by === "login"
      ? [text(attribute(resource, "userName"))]
      : elements(resource, "emails").map((one) => text(isResource(one) ? attribute(one, "value") : one));
  return names.flatMap((name) => name?.toLowerCase() ?? []);
}

function knownOf(resource: Resource, { ids, context }: Ground): Known[] {
  const id = text(attribute(resource, "id"));
  if (id === undefined) return [];
  const { status, rawStatus } = statusOf(resource);
  const userName = text(attribute(resource, "userName"));
  const common = { status, rawStatus, kind: "unknown" as const, ...(userName !== undefined && { userName }) };
  const account: Known = {
    kind: "account",
    record: { id: ids.of("account", id), app: context.system, ...common },
  };
  if (!saysWhoPeopleAre(context)) return [account];
  return [account, { kind: "identity", record: { id: ids.of("identity", id), ...common } }];
}
