// @ts-check
/**
 * `node github-api.mjs RECORDS`: GitHub's API of an organisation that makes so many records, with an identity provider. It makes
 * each page when it is asked for, says where it listens, and ends with its standard input.
 */
import { createServer } from "node:http";
import { connection, page, peopleIn, perRepository, perTeam } from "./github-people.mjs";

const count = peopleIn(Number(process.argv[2]));
const teams = Math.ceil(count / perTeam);
const repositories = Math.ceil(count / perRepository);
const created = "2024-03-05T10:00:00Z";

/** @param {number} at */
const user = (at) => ({ id: 1000 + at, login: `user${at}`, type: "User" });
/** @param {number} at */
const guid = (at) => `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`;
/** @param {number} at */
const repository = (at) => ({ id: 1 + at, name: `repository${at}`, owner: { login: "acme" }, archived: at % 9 === 0 });
/** @param {number} at */
const profile = (at) => ({
  hasTwoFactorEnabled: at % 7 !== 0,
  node: {
    ...{ databaseId: 1000 + at, createdAt: created, name: `User ${at}` },
    organizationVerifiedDomainEmails: [`user${at}@example.com`],
  },
});
/** @param {number} at */
const identity = (at) => ({
  ...{ guid: guid(at), user: { databaseId: 1000 + at }, scimIdentity: null },
  samlIdentity: {
    ...{ nameId: `user${at}@example.com`, username: `user${at}@example.com`, emails: [] },
    attributes: [{ name: "department", value: `things that are numbered ${at % 90}` }],
  },
});
/** @param {number} at */
const scimUser = (at) => ({ id: guid(at), externalId: `idp-${at}`, active: true });

/** Those of a team or repository. @param {number} at @param {number} each @template T @param {(at: number) => T} make */
function peopleOf(at, each, make) {
  return Array.from({ length: Math.max(0, Math.min(each, count - at * each)) }, (_, index) => make(at * each + index));
}

/** @param {number} at */
const team = (at) => ({
  ...{ databaseId: 1 + at, slug: `team${at}`, parentTeam: at % 5 === 0 ? null : { databaseId: 1 + at - (at % 5) } },
  members: connection(0, 100, Math.min(perTeam, count - at * perTeam), "edges", (index) => {
    const { id: databaseId, login } = user(at * perTeam + index);
    return { role: index === 0 ? "MAINTAINER" : "MEMBER", node: { databaseId, login } };
  }),
});

/** @param {string} query @param {{ after?: string | null }} variables */
function graphql(query, { after }) {
  const from = Number(after ?? 0);
  if (query.includes("externalIdentities")) {
    const externalIdentities = connection(from, 100, count, "nodes", identity);
    return { holder: { samlIdentityProvider: { externalIdentities } } };
  }
  if (query.includes("teams(")) return { organization: { teams: connection(from, 30, teams, "nodes", team) } };
  const membersWithRole = connection(from, 100, count, "edges", profile);
  return { organization: { repositories: { totalCount: repositories }, membersWithRole } };
}

/** @typedef {{ total: number, make: (at: number) => object }} List */

/** @param {string} path @param {URLSearchParams} query @returns {List | object | undefined} */
function answer(path, query) {
  if (path === "/orgs/acme")
    return {
      ...{ id: 9001, login: "acme", default_repository_permission: "read" },
      ...{ public_repos: repositories, total_private_repos: 0 },
    };
  if (path === "/orgs/acme/members")
    return query.get("role") === "admin" ? list(1, user) : list(count - 1, (at) => user(at + 1));
  if (path === "/orgs/acme/repos") return list(repositories, repository);
  if (path === "/orgs/acme/organization-roles") return { total_count: 0, roles: [] };
  if (path === "/orgs/acme/installations") return { total_count: 0, installations: [] };
  if (["/orgs/acme/invitations", "/orgs/acme/outside_collaborators"].includes(path)) return list(0, user);
  if (path === "/scim/v2/organizations/acme/Users") {
    const from = Number(query.get("startIndex")) - 1;
    return { totalResults: count, Resources: page(from, Number(query.get("count")), count, scimUser) };
  }
  const [, of = "", number = "", what = ""] = /\/(team|repository)(\d+)\/(repos|collaborators|keys)$/u.exec(path) ?? [];
  const at = Number(number);
  if (of === "team") return list(1, () => ({ ...repository(at), role_name: "write" }));
  if (what === "collaborators") {
    const all = peopleOf(at, perRepository, (one) => ({ ...user(one), role_name: "maintain" }));
    return list(all.length, (index) => all[index] ?? {});
  }
  const key = { id: 1 + at, read_only: at % 2 === 0, created_at: created, added_by: `user${at}`, last_used: null };
  return what === "keys" ? list(1, () => key) : undefined;
}

/** @param {number} total @param {List["make"]} make @returns {List} */
function list(total, make) {
  return { total, make };
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
  /** @type {Record<string, string>} */
  const headers = { "content-type": "application/json" };
  let body;
  if (url.pathname === "/graphql") {
    const { query, variables } = JSON.parse(await textOf(request));
    body = { data: graphql(query, variables) };
  } else {
    const given = answer(url.pathname, url.searchParams);
    body = given && "make" in given ? paged(given, url, headers) : given;
  }
  response.writeHead(body ? 200 : 404, headers).end(JSON.stringify(body ?? {}));
});

/** @param {List} list @param {URL} url @param {Record<string, string>} headers */
function paged({ total, make }, url, headers) {
  const at = Number(url.searchParams.get("page") ?? 1);
  if (at * 100 < total) {
    const next = new URL(url);
    next.searchParams.set("page", String(at + 1));
    headers.link = `<${next.href}>; rel="next"`;
  }
  return page((at - 1) * 100, 100, total, make);
}

/** @param {import("node:http").IncomingMessage} request */
async function textOf(request) {
  let text = "";
  for await (const part of request) text += part;
  return text;
}

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address === "object") console.log(`listening ${address.port}`);
});
process.stdin.on("end", () => process.exit()).resume();
