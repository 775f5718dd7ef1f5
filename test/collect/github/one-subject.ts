import { generateKeyPairSync } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { onTestFinished } from "vitest";
import { type FakeExchange, type FakeOptions, fakeGithub, startFake } from "../../servers/github/fake.ts";
import { type FakeState, smallState } from "../../servers/github/state.ts";
import { SubjectProject } from "../subject-project.ts";
import { token } from "./organization.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const appSecret = privateKey.export({ type: "pkcs8", format: "pem" }).toString();

/** What lets the source sign in as an App, which alone is shown tokens. */
export const asApp = {
  config: { auth: { appId: 4242, privateKey: "env:APP_KEY" } },
  options: { appKey: publicKey.export({ type: "spki", format: "pem" }).toString() },
};

type Before = NonNullable<FakeOptions["before"]>;

/** A collected organisation that goes on, so that it can change before somebody is looked at. */
export interface Opened {
  readonly project: SubjectProject;
  readonly state: FakeState;
  /** What answers in place of the fake from now on. */
  interfere(before: Before): void;
  /** Every exchange since it was collected. */
  readonly exchanges: FakeExchange[];
  /** Lets another source read the organisation. */
  configure(changed: object): void;
}

/** Collects the small organisation, changed or not, and leaves the fake running until the test ends. */
export async function opened(
  change: (state: FakeState) => void = () => {},
  config: object = {},
  options: FakeOptions = {},
): Promise<Opened> {
  const state = smallState();
  change(state);
  let before: Before = () => false;
  const exchanges: FakeExchange[] = [];
  const interfering = (request: IncomingMessage, response: ServerResponse, url: URL) => before(request, response, url);
  const listener = fakeGithub(state, {
    ...{ token, before: interfering, onExchange: (one: FakeExchange) => exchanges.push(one) },
    ...options,
  });
  const { base, stop } = await startFake(listener);
  onTestFinished(stop);
  const github = (more: object) => ({
    ...{ collector: "github", role: "application", tenant: "acme", organization: "acme" },
    ...{ baseUrl: `${base}${options.prefix ?? ""}`, auth: { token: "env:GITHUB_TOKEN" }, maxWait: "PT5S" },
    ...more,
  });
  const project = new SubjectProject({ github: github(config) });
  project.env = { GITHUB_TOKEN: token, APP_KEY: appSecret };
  await project.collect();
  exchanges.length = 0;
  return {
    ...{ project, state, exchanges },
    interfere: (given) => {
      before = given;
    },
    configure: (changed) => project.configure({ github: github({ ...config, ...changed }) }),
  };
}

/** Answers with a status wherever a path fits. */
export function refusing(pattern: RegExp, status: number): Before {
  return (_request, response, url) => {
    if (!pattern.test(url.pathname)) return false;
    response.writeHead(status, { "content-type": "application/json" }).end('{"message":"no"}');
    return true;
  };
}

/** Takes somebody out of the organisation, with all they could do there. */
export function remove(state: FakeState, user: number): void {
  state.users = state.users.filter(({ id }) => id !== user);
  for (const { members } of state.teams) delete members[user];
  for (const { collaborators } of state.repositories) delete collaborators[user];
  for (const role of state.roles) role.users = role.users.filter((id) => id !== user);
  state.tokens = state.tokens.filter(({ owner }) => owner !== user);
}
