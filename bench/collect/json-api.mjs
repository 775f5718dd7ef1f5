// @ts-check
/**
 * `node json-api.mjs COUNT`: an API of so many users, as JSON behind pages and as a SCIM server. It makes each page when it is
 * asked for, says where it listens, and ends with its standard input.
 */
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const count = Number(process.argv[2]);
/** Milliseconds until an answer leaves, as of a system that is not on this machine. */
const distance = Number(process.argv[3] ?? 0);
const largest = 500;

/** @param {number} at */
function user(at) {
  return {
    ...{ id: `u${at}`, name: `user${at}`, mail: `user${at}@example.com`, status: "active" },
    ...{ title: `Keeper of the things that are numbered ${at % 90}`, created: "2024-03-05T10:00:00Z" },
  };
}

/** @param {number} at */
function scimUser(at) {
  const { id, name, mail, title, created } = user(at);
  return {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    ...{ id, userName: name, active: true, title, emails: [{ value: mail, type: "work", primary: true }] },
    meta: { resourceType: "User", created, lastModified: created },
  };
}

/** Ten people each are a group. @param {number} at */
function scimGroup(at) {
  const members = Array.from({ length: 10 }, (_, index) => ({ value: `u${at * 10 + index}`, type: "User" }));
  return {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
    id: `g${at}`,
    displayName: `group ${at}`,
    members,
  };
}

/** @param {number} from @param {number} size @param {number} total @param {(at: number) => object} make */
function page(from, size, total, make) {
  const length = Math.max(0, Math.min(size, largest, total - from));
  return Array.from({ length }, (_, index) => make(from + index));
}

/** @param {URL} url */
function answer(url) {
  const groups = url.pathname.endsWith("/Groups");
  const total = groups ? count / 10 : count;
  if (!url.pathname.startsWith("/scim/")) {
    const from = Number(url.searchParams.get("offset"));
    return { total, users: page(from, Number(url.searchParams.get("limit")), total, user) };
  }
  if (!groups && !url.pathname.endsWith("/Users")) return undefined;
  const startIndex = Number(url.searchParams.get("startIndex") ?? 1);
  const Resources = page(startIndex - 1, Number(url.searchParams.get("count")), total, groups ? scimGroup : scimUser);
  return { totalResults: total, startIndex, itemsPerPage: Resources.length, Resources };
}

const server = createServer(async (request, response) => {
  await sleep(distance);
  const body = answer(new URL(request.url ?? "/", "http://localhost"));
  response.writeHead(body ? 200 : 404, { "content-type": "application/json" }).end(JSON.stringify(body ?? {}));
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address === "object") console.log(`listening ${address.port}`);
});
process.stdin.on("end", () => process.exit()).resume();
