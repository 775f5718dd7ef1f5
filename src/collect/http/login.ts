import { textOf } from "../../mapping/scope.ts";
import { fill, templateOf } from "../../mapping/template.ts";
import { nodeBelow } from "../../mapping/tree-items.ts";
import type { HttpClient } from "../../network/http-client.ts";
import { RequestFailure } from "../../network/request-failure.ts";
import type { SecretReader } from "../../network/secret-reference.ts";
import { readJson } from "../../positions/read-json.ts";
import type { Login } from "./auth-schema.ts";

/** Asks for a token. @throws RequestFailure where none is given */
export async function logIn(login: Login, client: HttpClient, secrets: SecretReader): Promise<string> {
  const values = new Map<string, string>();
  for (const [name, reference] of Object.entries(login.values)) values.set(name, await secrets.read(reference));
  const body = filled(login.body, values);
  const { basic } = login;
  const pair = basic && `${values.get(basic.user) ?? ""}:${values.get(basic.password) ?? ""}`;
  const answer = await client.ask(login.path, {
    method: "POST",
    ...(login.form ? { form: textsOf(body) } : { body }),
    ...(pair !== undefined && { headers: { authorization: `Basic ${Buffer.from(pair).toString("base64")}` } }),
  });
  const what = `POST ${login.path}`;
  const token =
    "header" in login.token
      ? (answer.headers.get(login.token.header) ?? "")
      : (textOf(nodeBelow(readJson(answer.text, what), login.token.at)) ?? "");
  if (!/^[\x21-\x7e]+$/u.test(token))
    throw new RequestFailure("bad-answer", what, "the login gives no token where `login.token` says that it stands");
  secrets.remember(token);
  return token;
}

/** The body with every text filled in. */
function filled(body: unknown, values: ReadonlyMap<string, string>): unknown {
  if (typeof body === "string") return fill(templateOf(body), (name) => values.get(name)) ?? "";
  if (Array.isArray(body)) return body.map((one) => filled(one, values));
  if (typeof body !== "object" || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([key, below]) => [key, filled(below, values)]));
}

function textsOf(body: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(body ?? {}).map(([key, value]) => [key, String(value)]));
}
