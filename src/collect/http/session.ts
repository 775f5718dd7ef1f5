import { type Answer, type AskOptions, HttpClient } from "../../network/http-client.ts";
import { RequestFailure } from "../../network/request-failure.ts";
import type { CollectContext } from "../collector.ts";
import { readAuthorities } from "../read-authorities.ts";
import { logIn } from "./login.ts";
import type { HttpOptions } from "./schema.ts";

type Headers = Readonly<Record<string, string>>;

/** A conversation with an API by somebody who has signed in. */
export interface Session {
  /** As a client's; a token that has run out is asked for anew, once for each request. @throws RequestFailure */
  ask(path: string, options?: AskOptions): Promise<Answer>;
  /** Told of every page, for people who watch. */
  page(records: number): void;
  close(): Promise<void>;
}

/** Signs in. @throws EntitlintError where a secret is missing or the credentials are refused */
export async function openSession(options: HttpOptions, context: CollectContext): Promise<Session> {
  const { auth, base } = options;
  const { secrets } = context;
  const ca = options.ca === undefined ? undefined : await readAuthorities(options.ca, context.files);
  const common = { ca, env: context.env, progress: context.progress, patience: context.patience };
  let signed: Headers = await fixedHeaders(options, context);
  const client = new HttpClient({ ...common, base, headers: async () => signed });
  const { login } = auth;
  const page = (records: number) => context.progress.page(records);
  if (login === undefined) return { ask: (path, asked) => client.ask(path, asked), page, close: () => client.close() };

  const door = new HttpClient({ ...common, base: login.base ?? base, headers: async () => options.headers });
  let renewal: Promise<void> | undefined;
  let mayRenew = true;
  const renew = async () => {
    const token = await logIn(login, door, secrets);
    signed = { ...options.headers, [login.send.header]: `${login.send.prefix}${token}` };
  };
  const close = async () => void (await Promise.all([client.close(), door.close()]));
  try {
    await renew();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    page,
    async ask(path, asked) {
      const before = signed;
      try {
        return await client.ask(path, asked);
      } catch (error) {
        if (!(error instanceof RequestFailure) || error.status !== 401 || !mayRenew) throw error;
        // Several requests fail at once when a token runs out; the first of them asks for a new one.
        if (signed === before) {
          renewal ??= renew().finally(() => {
            renewal = undefined;
          });
          await renewal;
        }
        try {
          return await client.ask(path, asked);
        } catch (again) {
          // A new token that is refused too is no better the next time; signing in for ever may lock the account.
          if (again instanceof RequestFailure && again.status === 401) mayRenew = false;
          throw again;
        }
      }
    },
    close,
  };
}

async function fixedHeaders({ auth, headers }: HttpOptions, { secrets }: CollectContext): Promise<Headers> {
  const { bearer, basic, header } = auth;
  if (bearer !== undefined) return { ...headers, authorization: `Bearer ${await secrets.read(bearer)}` };
  if (header !== undefined) return { ...headers, [header.name]: await secrets.read(header.value) };
  if (basic === undefined) return headers;
  const pair = `${basic.user}:${await secrets.read(basic.password)}`;
  return { ...headers, authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
}
