import { createPrivateKey, type KeyObject, sign } from "node:crypto";
import * as z from "zod";
import { EntitlintError } from "../../errors.ts";
import type { HttpClient } from "../../network/http-client.ts";
import { RequestFailure } from "../../network/request-failure.ts";

/** What GitHub says when it lets an App into an organisation. */
const AccessToken = z.object({
  token: z.string().min(1),
  expires_at: z.iso.datetime({ offset: true }),
  repository_selection: z.enum(["all", "selected"]).optional(),
});
type AccessToken = z.infer<typeof AccessToken>;

const Installation = z.object({ id: z.int().positive() });

/** How long before its end a token is replaced: longer than any single request takes. */
const margin = 5 * 60_000;

/** Signs in as a GitHub App and keeps its token fresh; a token ends after an hour, which a large organisation outlasts. */
export class AppToken {
  readonly #client: HttpClient;
  readonly #organization: string;
  #installation: number | undefined;
  #current: AccessToken | undefined;

  /** `client` has to sign its requests with `appJwt`. */
  constructor(client: HttpClient, organization: string) {
    this.#client = client;
    this.#organization = organization;
  }

  /** A token that is good for some minutes. @throws RequestFailure */
  async token(now = Date.now()): Promise<string> {
    if (this.#current === undefined || Date.parse(this.#current.expires_at) - now < margin)
      this.#current = await this.#request();
    return this.#current.token;
  }

  /** Whether the App was let into some repositories only. */
  async seesSelectedOnly(): Promise<boolean> {
    await this.token();
    return this.#current?.repository_selection === "selected";
  }

  async #request(): Promise<AccessToken> {
    this.#installation ??= (await this.#ask(Installation, `orgs/${this.#organization}/installation`, "GET")).id;
    return await this.#ask(AccessToken, `app/installations/${this.#installation}/access_tokens`, "POST");
  }

  async #ask<T>(schema: z.ZodType<T>, path: string, method: "GET" | "POST"): Promise<T> {
    const parsed = schema.safeParse(await this.#client.json(path, { method }));
    if (parsed.success) return parsed.data;
    throw new RequestFailure("bad-answer", `${method} ${path}`, "the answer is not what GitHub documents");
  }
}

/** A JSON Web Token (RFC 7519, RS256) that proves to be the App for nine minutes. */
export function appJwt(issuer: string, key: KeyObject, now = Date.now()): string {
  const seconds = Math.floor(now / 1000);
  // A minute in the past, because GitHub refuses tokens of clocks that go ahead of its own.
  const claims = { iat: seconds - 60, exp: seconds + 540, iss: issuer };
  const body = [{ alg: "RS256", typ: "JWT" }, claims].map((part) => base64url(JSON.stringify(part))).join(".");
  return `${body}.${sign("RSA-SHA256", Buffer.from(body), key).toString("base64url")}`;
}

/** The App's key in PEM, in either form that GitHub and others give it. @throws EntitlintError */
export function privateKeyOf(pem: string): KeyObject {
  try {
    return createPrivateKey(pem.replaceAll("\\n", "\n"));
  } catch (cause) {
    throw new EntitlintError(
      {
        code: "collect/secret-missing",
        message: "what stands under auth.privateKey is no private key in PEM",
        next: "Generate a private key in the settings of the GitHub App, and refer to its whole file.",
      },
      { cause },
    );
  }
}

function base64url(text: string): string {
  return Buffer.from(text).toString("base64url");
}
