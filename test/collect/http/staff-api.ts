import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

const token = "token-of-the-staff-api-41c7";
export const password = "Correct-Horse-7-Battery";

/** What the invented API holds. Three pages of users by cursor, two of groups by Link header, members in one answer. */
const users = Array.from({ length: 7 }, (_, index) => ({
  id: `u${index}`,
  login: `user${index}`,
  name: `User ${index}`,
  enabled: index !== 3,
  password_hash: `$2b$12$${"secret".repeat(3)}${index}`,
}));
const groups = ["ops", "dev", "a/b c"].map((id) => ({ id, label: `Group ${id}` }));
const members: Readonly<Record<string, readonly string[]>> = { ops: ["u0", "u3"], dev: ["u1"], "a/b c": ["u2"] };

/** An API of nobody's, as a listener: login by form, then a token in a header. */
export function staffApi(): RequestListener {
  return (request, response) => {
    const url = new URL(
      request.url ?? "/",
      `${request.headers["x-forwarded-proto"] ?? "http"}://${request.headers.host}`,
    );
    if (url.pathname === "/api/login") return void login(request, response);
    if (request.headers["x-staff-token"] !== token) return answer(response, 401, { error: "who are you" });
    if (url.pathname === "/api/users") return answer(response, 200, pageOfUsers(url));
    if (url.pathname === "/api/groups") return groupsPage(url, response);
    const [, group] = /^\/api\/groups\/([^/]+)\/members$/u.exec(url.pathname) ?? [];
    const found = members[decodeURIComponent(group ?? "")];
    if (found)
      return answer(response, 200, {
        count: found.length,
        members: found.map((user) => ({ user, since: "2026-01-31" })),
      });
    answer(response, 404, { error: "no such thing" });
  };
}

function pageOfUsers(url: URL) {
  const from = Number(url.searchParams.get("after") ?? "0");
  const next = from + 3;
  return { total: users.length, data: users.slice(from, next), next: next < users.length ? String(next) : null };
}

function groupsPage(url: URL, response: ServerResponse): void {
  const page = Number(url.searchParams.get("page") ?? "1");
  const link = `<${url.origin}/api/groups?page=${page + 1}>; rel="next", <${url.origin}/api/groups>; rel=first`;
  answer(response, 200, groups.slice(page * 2 - 2, page * 2), page * 2 < groups.length ? { link } : {});
}

async function login(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part);
  const form = new URLSearchParams(Buffer.concat(parts).toString());
  if (form.get("name") !== "auditor" || form.get("password") !== password) return answer(response, 401, {});
  answer(response, 200, { ok: true }, { "x-new-token": token });
}

function answer(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

/** The config of a source that reads all of it. */
export function staffConfig(base: string, more = ""): string {
  return `version: 1
sources:
  source:
    collector: http
    role: application
    base: ${base}/api
${more}    auth:
      login:
        path: login
        form: true
        values: {password: env:STAFF_PASSWORD}
        body: {name: auditor, password: "{password}"}
        token: {header: X-New-Token}
        send: {header: X-Staff-Token, prefix: ""}
    reads:
      users:
        path: users
        items: data
        total: total
        paging: {by: cursor, at: next, parameter: after}
        records:
          - kind: account
            id: "{id}"
            fields:
              kind: {value: human}
              status: {from: enabled, map: {"true": active, "false": disabled}}
              userName: login
              displayName: name
      groups:
        path: groups
        paging: {by: link}
        records:
          - kind: group
            id: "{id}"
            expect: {min: 3}
            fields: {name: label, kind: {value: app}}
      members:
        forEach: groups
        path: groups/{id}/members
        items: members
        total: count
        records:
          - kind: membership
            id: "{$parent.id}:{user}"
            fields:
              group: {ref: group, id: "{$parent.id}"}
              member: {ref: account, id: "{user}"}
              source: {value: manual}
              addedAt: since
`;
}
