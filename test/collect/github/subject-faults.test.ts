// @module-tag long
import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { everything, extent, sampleOf } from "../../everything.ts";
import type { FakeState } from "../../servers/github/state.ts";
import type { Looked } from "../subject-project.ts";
import { asApp, type Opened, opened, remove } from "./one-subject.ts";
import { token } from "./organization.ts";

/** Of the faults a sample tries a few, "not found" among them, by which GitHub says several things. */
const few: readonly string[] = ["404", "a body cut short", "something else"];
const cleo = "account:github/acme/13";

/** What fits the form of every answer about one thing, and is another one. */
const another = {
  ...{ id: 99, login: "zed-z", name: "other", owner: { login: "acme" }, state: "active", role: "member" },
  ...{ user: { id: 99 }, suspended_at: "2026-01-02T03:04:05Z" },
};

/** What may come instead of an answer. */
const faults: Readonly<Record<string, (response: ServerResponse) => void>> = {
  401: (response) => response.writeHead(401).end('{"message":"Bad credentials"}'),
  403: (response) => response.writeHead(403).end('{"message":"Resource not accessible by integration"}'),
  404: (response) => response.writeHead(404).end('{"message":"Not Found"}'),
  500: (response) => response.writeHead(500).end(),
  "a redirect": (response) => response.writeHead(302, { location: "/elsewhere" }).end(),
  "a body cut short": (response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "900" });
    response.write('[{"id": 99, "login": "som');
    response.destroy();
  },
  "half of a body": (response) => response.writeHead(200).end('[{"id": 99, "login": "som'),
  "a page of a login": (response) => response.writeHead(200, { "content-type": "text/html" }).end("<html></html>"),
  "something else": (response) => response.writeHead(200).end(JSON.stringify(another)),
  "other JSON": (response) => response.writeHead(200).end('{"documentation_url":"https://docs.example.com"}'),
};

const tried = Object.keys(faults).filter((fault) => everything || few.includes(fault));

/** Every address that a look at somebody asks. */
const addresses: Readonly<Record<string, RegExp>> = {
  "the organisation": /\/orgs\/acme$/u,
  "the profile": /\/user\/13$/u,
  "every profile": /\/user\/\d+$/u,
  "their membership": /\/orgs\/acme\/memberships\/cleo-x$/u,
  "every membership": /\/orgs\/acme\/memberships\/[^/]+$/u,
  "the outside collaborators": /\/outside_collaborators$/u,
  "the team": /\/teams\/payments$/u,
  "the membership in the team": /\/teams\/payments\/memberships\/cleo-x$/u,
  "every membership in it": /\/teams\/payments\/memberships\/[^/]+$/u,
  "the list of the team": /\/teams\/payments\/members$/u,
  "the repository": /\/repos\/acme\/billing$/u,
  "its collaborators": /\/billing\/collaborators$/u,
  "the role's users": /\/organization-roles\/92\/users$/u,
};

function interfere(one: Opened, pattern: RegExp, fault: string): void {
  one.interfere((_request, response, url) => {
    if (!pattern.test(url.pathname)) return false;
    faults[fault]?.(response);
    return true;
  });
}

/** Ids of records by what is said of them. */
function idsBy({ look }: Looked, verdict: string): string[] {
  return look.sources
    .flatMap(({ records }) => records)
    .filter(({ now }) => now.verdict === verdict)
    .map(({ id }) => id);
}

describe.each(sampleOf(Object.keys(addresses), 3))(`%s (${extent})`, (name) => {
  const pattern = addresses[name] ?? /^$/u;

  test("failing in any way makes nobody gone or switched off who is there", async () => {
    const one = await opened();
    for (const fault of tried) {
      // Of one person alone, where others are shown, this is how GitHub says that they are no member.
      if (name === "their membership" && fault === "404") continue;
      interfere(one, pattern, fault);
      const looked = await one.project.lookAt(cleo);
      expect([...idsBy(looked, "gone"), ...idsBy(looked, "disabled")], fault).toEqual([]);
      const { searches = [] } = looked.look.sources[0] ?? {};
      const isOpen = idsBy(looked, "cannot-say").length > 0 || searches.some(({ result }) => result === "cannot-say");
      expect(looked.code, fault).toBe(isOpen ? 2 : 0);
    }
  });

  test("failing in any way leaves nothing said of a stranger that was not read", async () => {
    const one = await opened((state) => remove(state, 13));
    one.state.users.push({ id: 13, login: "cleo-x", role: "outside" });
    for (const fault of tried) {
      interfere(one, pattern, fault);
      const looked = await one.project.lookAt("cleo-x");
      const results = looked.look.sources[0]?.searches.map(({ result }) => result) ?? [];
      expect(results, fault).not.toContain("none");
    }
  });
});

test.each(["the organisation", "every profile", "every membership", "the outside collaborators"])(
  "%s failing in any way keeps even from somebody who has left that they are called gone",
  async (name) => {
    const one = await opened();
    remove(one.state, 13);
    for (const fault of tried) {
      interfere(one, addresses[name] ?? /^$/u, fault);
      expect(idsBy(await one.project.lookAt(cleo), "gone"), fault).toEqual([]);
    }
    one.interfere(() => false);
    expect(idsBy(await one.project.lookAt(cleo), "gone")).toContain(cleo);
  },
);

const lists: Readonly<Record<string, [who: string, lost: string, pattern: RegExp]>> = {
  collaborators: [cleo, "grant:github/acme/13:repo/51:admin", /\/billing\/collaborators$/u],
  "users of a role": [cleo, "grant:github/acme/13:role/92", /\/organization-roles\/92\/users$/u],
  "outside collaborators": ["account:github/acme/15", "account:github/acme/15", /\/outside_collaborators$/u],
  invitations: ["account:github/acme/invitation/82", "account:github/acme/invitation/82", /\/invitations$/u],
  installations: ["account:github/acme/app/1002", "account:github/acme/app/1002", /\/installations$/u],
  tokens: [cleo, "credential:github/acme/token/112", /\/personal-access-tokens$/u],
  "deploy keys": ["credential:github/acme/deploy-key/71", "credential:github/acme/deploy-key/71", /\/billing\/keys$/u],
};

/** With somebody or something before the wanted one in every list, so that it stands on a page of its own. */
function withOthers(state: FakeState): void {
  state.users.unshift({ id: 10, login: "first", role: "outside" });
  const [billing] = state.repositories;
  if (billing) billing.collaborators[10] = "read";
  billing?.keys.unshift({ id: 70, readOnly: true, addedBy: "ada-x" });
  state.roles[1]?.users.unshift(12);
}

test.each(sampleOf(Object.keys(lists), 3))(
  `%s of which the next page fails show nobody to be gone (${extent})`,
  async (name) => {
    const [who, lost, pattern] = lists[name] ?? ["", "", /^$/u];
    const one = await opened(withOthers, asApp.config, { ...asApp.options, pageSize: 1 });
    const asked = new Set<string>();
    for (const fault of tried) {
      one.interfere((_request, response, url) => {
        if (!pattern.test(url.pathname) || !url.searchParams.has("page")) return false;
        asked.add(fault);
        faults[fault]?.(response);
        return true;
      });
      const looked = await one.project.lookAt(who);
      expect(idsBy(looked, "gone"), fault).toEqual([]);
      expect(idsBy(looked, "cannot-say"), fault).toContain(lost);
      expect(looked.code, fault).toBe(2);
    }
    expect(asked.size).toBe(tried.length);
  },
);

test("every address is really asked, and each failure is told", async () => {
  const one = await opened();
  await one.project.lookAt(cleo);
  remove(one.state, 13);
  one.state.users.push({ id: 13, login: "cleo-x", role: "member" });
  await one.project.lookAt(cleo);
  remove(one.state, 13);
  await one.project.lookAt(cleo);
  const paths = one.exchanges.map(({ path }) => path);
  for (const [name, pattern] of Object.entries(addresses))
    expect(
      paths.some((path) => pattern.test(path)),
      name,
    ).toBe(true);
  interfere(one, /\/outside_collaborators$/u, "403");
  const looked = await one.project.lookAt(cleo);
  expect(idsBy(looked, "gone")).toEqual([]);
  expect(looked.look.sources[0]?.records[0]?.now.reason).toContain("outside_collaborators");
  expect(looked.stdout).not.toContain(token);
});
