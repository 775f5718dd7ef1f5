import { HttpClient } from "../../network/http-client.ts";
import type { CollectContext } from "../collector.ts";
import { readAuthorities } from "../read-authorities.ts";
import type { ScimOptions } from "./schema.ts";

/** A client that signs in as the options say. @throws EntitlintError where a secret or the authority's file is missing */
export async function connect(context: CollectContext, options: ScimOptions): Promise<HttpClient> {
  const headers = await authHeaders(context, options);
  const ca = options.ca === undefined ? undefined : await readAuthorities(options.ca, context.files);
  const { env, progress, patience } = context;
  return new HttpClient({ base: options.base, headers: async () => headers, ca, env, progress, patience });
}

async function authHeaders(
  { secrets }: CollectContext,
  { auth: { bearer, basic, header } }: ScimOptions,
): Promise<Record<string, string>> {
  const headers: Record<string, string> = {};
  if (bearer !== undefined) headers.authorization = `Bearer ${await secrets.read(bearer)}`;
  if (basic !== undefined) {
    const pair = `${basic.user}:${await secrets.read(basic.password)}`;
    headers.authorization = `Basic ${Buffer.from(pair).toString("base64")}`;
  }
  if (header !== undefined) headers[header.name.toLowerCase()] = await secrets.read(header.value);
  return headers;
}
