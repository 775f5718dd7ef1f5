import { HttpClient } from "../../network/http-client.ts";
import { RequestFailure } from "../../network/request-failure.ts";
import type { CollectContext } from "../collector.ts";
import { readAuthorities } from "../read-authorities.ts";
import { AppToken, appJwt, privateKeyOf } from "./app-token.ts";
import { GithubApi } from "./github-api.ts";
import { waitAsked } from "./rate-limit.ts";
import type { GithubOptions } from "./schema.ts";

/** A signed-in reader; close it when done. */
export interface Session {
  readonly api: GithubApi;
  /** Whether it is an App, to which GitHub shows more than to people. */
  readonly isApp: boolean;
  /** Whether the App was let into some repositories only. */
  readonly seesSelectedOnly: () => Promise<boolean>;
  close(): Promise<void>;
}

const version = { "x-github-api-version": "2022-11-28" };

/** Signs in as the options say. @throws EntitlintError where a secret or the authority's file is missing */
export async function signIn(context: CollectContext, options: GithubOptions): Promise<Session> {
  let left = options.maxWait;
  const progress = {
    page: context.progress.page,
    wait: (seconds: number, reason: string) => {
      left -= seconds;
      context.progress.wait(seconds, reason);
    },
  };
  // Read anew before every request: what was waited once is gone.
  const patience = {
    ...context.patience,
    get longestWait() {
      return Math.max(0, left);
    },
  };
  const ca = options.ca === undefined ? undefined : await readAuthorities(options.ca, context.files);
  const clientWith = (authorization: () => Promise<string>) =>
    new HttpClient({
      ...{ base: options.baseUrl, env: context.env, ca, progress, patience, waitAsked },
      headers: async () => ({ ...version, authorization: await authorization() }),
    });
  const { app, token } = await credentialsOf(context, options, clientWith);
  const client = clientWith(async () => `Bearer ${await token()}`);
  const pause = async (seconds: number) => {
    if (seconds > left)
      throw new RequestFailure("rate-limited", client.base.origin, `the limit is used up for ${seconds} seconds`, {
        retryAfter: seconds,
      });
    progress.wait(seconds, "rate-limited");
    await new Promise((done) => setTimeout(done, seconds * 1000));
  };
  return {
    api: new GithubApi(client, pause, context.progress.page),
    isApp: app !== undefined,
    seesSelectedOnly: async () => (await app?.tokens.seesSelectedOnly()) ?? false,
    close: async () => {
      await client.close();
      await app?.client.close();
    },
  };
}

async function credentialsOf(
  { secrets }: CollectContext,
  { auth, organization }: GithubOptions,
  clientWith: (authorization: () => Promise<string>) => HttpClient,
) {
  if ("token" in auth) {
    const token = await secrets.read(auth.token);
    return { app: undefined, token: async () => token };
  }
  const key = privateKeyOf(await secrets.read(auth.privateKey));
  const client = clientWith(async () => `Bearer ${appJwt(String(auth.appId), key)}`);
  const tokens = new AppToken(client, organization);
  return { app: { client, tokens }, token: () => tokens.token() };
}
