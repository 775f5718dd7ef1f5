import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { schema as published } from "@octokit/graphql-schema";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { buildSchema, graphqlSync, parse, validate } from "graphql";
import type { FakeExchange } from "./fake.ts";

const require = createRequire(import.meta.url);
const methods = ["get", "post", "patch", "delete"] as const;

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
  readonly parameters?: readonly ({ readonly $ref: string } | { readonly name: string; readonly in: string })[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}
interface Specification {
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<(typeof methods)[number], Operation>>>>>;
  readonly components: {
    readonly parameters: Readonly<Record<string, { readonly name: string; readonly in: string }>>;
  };
}

/**
 * Holds exchanges to GitHub's own published specifications: REST to its OpenAPI document (of Enterprise Cloud, or of the
 * Server), GraphQL to its schema. Gives every way in which one deviates, and the paths that were tried.
 */
export function specificationOf(document: "ghec" | "ghes-3.19") {
  const path = require.resolve(`@octokit/openapi/generated/${document}.json`);
  const spec: Specification = JSON.parse(readFileSync(path, "utf8"), orNull);
  const ajv = new Ajv({ strict: false, validateSchema: false, allErrors: true, logger: false });
  formats.default(ajv);
  ajv.addSchema(spec, "github");
  // The published text defines two fields twice, which the library would refuse.
  const schema = buildSchema(published.idl, {
    ...{ assumeValidSDL: true, assumeValid: true },
  });
  const templates = Object.keys(spec.paths).map((template) => ({
    template,
    pattern: new RegExp(`^${template.replaceAll(/\{[^}]+\}/gu, "[^/]+")}$`, "u"),
  }));
  const tried = new Set<string>();

  function deviations(exchange: FakeExchange): string[] {
    return exchange.graphql === undefined ? ofRest(exchange) : ofGraphql(exchange.graphql, exchange.answer);
  }

  function ofRest({ method, path, query, status, answer }: FakeExchange): string[] {
    const operation = operationOf(method, path);
    if (!operation) return [`${method} ${path} is not documented`];
    const { template, verb, documented } = operation;
    tried.add(`${method} ${template}`);
    const unknown = unknownParameters(documented, query);
    const content = Object.keys(documented.responses[String(status)]?.content ?? {})[0];
    if (content === undefined) return [`${template} documents no answer ${status}`];
    return [
      ...unknown.map((name) => `${template} documents no parameter ${name}`),
      ...misfits(["paths", template, verb, "responses", String(status), "content", content, "schema"], answer),
    ];
  }

  function operationOf(method: string, path: string) {
    const found = templates
      .filter(({ pattern }) => pattern.test(path))
      .toSorted((a, b) => a.template.split("{").length - b.template.split("{").length);
    const verb = methods.find((one) => one === method.toLowerCase());
    for (const { template } of found) {
      const documented = verb && spec.paths[template]?.[verb];
      if (documented) return { template, verb, documented };
    }
    return undefined;
  }

  function unknownParameters({ parameters = [] }: Operation, query: URLSearchParams): string[] {
    const known = parameters.map((one) =>
      "$ref" in one ? spec.components.parameters[one.$ref.split("/").at(-1) ?? ""]?.name : one.name,
    );
    return [...query.keys()].filter((name) => !known.includes(name));
  }

  function misfits(steps: readonly string[], value: unknown): string[] {
    const pointer = steps.map((step) => encodeURIComponent(step.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");
    const check = ajv.compile({ $ref: `github#/${pointer}` });
    if (check(value)) return [];
    return (check.errors ?? []).map(({ instancePath, message }) => `${steps[1]}${instancePath} ${message}`);
  }

  function ofGraphql(source: string, answer: unknown): string[] {
    const document = parse(source);
    const errors = validate(schema, document).map(({ message }) => message);
    tried.add(
      `GraphQL ${/\b(membersWithRole|externalIdentities|teams|team)\(/u.exec(source)?.[1]} ${/enterprise/u.test(source) ? "of an enterprise" : ""}`.trim(),
    );
    if (errors.length > 0) return errors;
    const data = (answer as { data: Record<string, unknown> }).data;
    const rootValue = { organization: data.organization ?? data.holder, enterprise: data.holder };
    const variableValues = { login: "acme", slug: "platform" };
    const executed = graphqlSync({ schema, source, rootValue, variableValues });
    const same = JSON.stringify(sorted(executed.data)) === JSON.stringify(sorted(data));
    return [
      ...(executed.errors ?? []).map(({ message }) => message),
      ...(same ? [] : ["GraphQL would answer otherwise"]),
    ];
  }

  /** How a request alone deviates: its path, its parameters, and what it sends. */
  function ofRequest({
    method,
    path,
    query,
    body,
  }: Pick<FakeExchange, "method" | "path" | "query"> & { body: unknown }) {
    const operation = operationOf(method, path);
    if (!operation) return [`${method} ${path} is not documented`];
    const { template, verb, documented } = operation;
    const unknown = unknownParameters(documented, query).map((name) => `${template} documents no parameter ${name}`);
    const type = Object.keys(documented.requestBody?.content ?? {})[0];
    if (type === undefined) return body === undefined ? unknown : [...unknown, `${method} ${template} takes no body`];
    return [...unknown, ...misfits(["paths", template, verb, "requestBody", "content", type, "schema"], body ?? {})];
  }

  return { deviations, ofRequest, tried };
}

/** OpenAPI 3.0 says nullable where JSON Schema names the type. */
function orNull(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("nullable" in value) || value.nullable !== true) return value;
  const { nullable: _said, ...rest } = value;
  return { anyOf: [rest, { type: "null" }] };
}

/** With keys in one order, for comparing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, sorted(one)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
