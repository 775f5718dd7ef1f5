import * as z from "zod";
import { namesIn, parseTemplate, templateOf } from "../../mapping/template.ts";
import { BaseAddress, looksLikeCredential } from "../../network/base-address.ts";
import { SecretReference } from "../../network/secret-reference.ts";

export const HeaderName = z
  .string()
  .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/u, { error: "must be the name of an HTTP header" });

/** A request that gives a token, and how the token is sent. */
export const Login = z
  .strictObject({
    path: z
      .string()
      .min(1)
      .describe(
        "Where the token is asked for by POST, from `base` on: auth/tokens. Another server is named with `base`.",
      ),
    base: BaseAddress.optional().describe("Where the server begins that gives tokens, if it is not the API itself."),
    values: z
      .record(z.string().regex(/^\w+$/u, { error: "must be letters, digits and _" }), SecretReference)
      .describe("What `{name}` stands for in the body: where the value stands, as `env:NAME` or `file:PATH`."),
    body: z
      .record(z.string(), z.unknown())
      .describe("The body of the request. Its texts are templates; a password itself is refused."),
    form: z
      .boolean()
      .default(false)
      .describe("Whether the body is sent as a form, as OAuth 2.0 wants it, rather than as JSON."),
    basic: z
      .strictObject({
        user: z.string().describe("Name in `values`."),
        password: z.string().describe("Name in `values`."),
      })
      .optional()
      .describe(
        "Names of two values that are sent as HTTP basic authentication with the login, for OAuth 2.0 clients.",
      ),
    token: z
      .union([
        z.strictObject({ header: HeaderName.describe("The header of the answer that holds the token.") }),
        z.strictObject({ at: z.string().min(1).describe("The path to the token in the answer's JSON.") }),
      ])
      .describe("Where the token stands in the answer."),
    send: z
      .strictObject({
        header: HeaderName.default("Authorization").describe("The header in which the token is sent."),
        prefix: z.string().default("Bearer ").describe("Text before it."),
      })
      .prefault({})
      .describe("How the token is sent with every other request."),
  })
  .superRefine(({ values, body, basic }, context) => {
    const known = Object.keys(values);
    for (const { path, text } of textsIn(body, [])) {
      const parsed = parseTemplate(text);
      if (!parsed.ok) context.addIssue({ code: "custom", path: ["body", ...path], message: parsed.reason });
      const names = namesIn(templateOf(text));
      const unknown = names.filter((name) => !known.includes(name));
      if (unknown.length > 0)
        context.addIssue({
          code: "custom",
          path: ["body", ...path],
          message: `${unknown.join(", ")} is not in \`values\``,
        });
      if (names.length === 0 && text !== "" && looksLikeCredential.test(String(path.at(-1))))
        context.addIssue({
          code: "custom",
          path: ["body", ...path],
          message: "must be a `{name}` of `values`; a secret itself does not belong into a file that is committed",
        });
    }
    for (const name of Object.values(basic ?? {}))
      if (!known.includes(name))
        context.addIssue({ code: "custom", path: ["basic"], message: `${name} is not in \`values\`` });
  });
export type Login = z.output<typeof Login>;

export const Auth = z
  .strictObject({
    bearer: SecretReference.optional().describe("Where a bearer token stands, as `env:NAME` or `file:PATH`."),
    basic: z
      .strictObject({
        user: z
          .string()
          .regex(/^[^:]+$/u, { error: "must be a name without a colon (RFC 7617)" })
          .describe("The user's name, which is no secret."),
        password: SecretReference.describe("Where the password stands, as `env:NAME` or `file:PATH`."),
      })
      .optional()
      .describe("Name and password, for HTTP basic authentication."),
    header: z
      .strictObject({
        name: HeaderName.describe("Name of the header."),
        value: SecretReference.describe("Where its value stands, as `env:NAME` or `file:PATH`."),
      })
      .optional()
      .describe("A header of the API's own, such as X-Api-Key."),
    login: Login.optional().describe("A request that gives a token. It is made again when the token has run out."),
  })
  .refine((ways) => Object.values(ways).filter((way) => way !== undefined).length === 1, {
    error: "needs exactly one of bearer, basic, header and login",
  });
export type Auth = z.output<typeof Auth>;

interface TextAt {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

function textsIn(body: unknown, path: readonly (string | number)[]): TextAt[] {
  if (typeof body === "string") return [{ path, text: body }];
  if (typeof body !== "object" || body === null) return [];
  return Object.entries(body).flatMap(([key, below]) =>
    textsIn(below, [...path, Array.isArray(body) ? Number(key) : key]),
  );
}
