import type { FakeGithub } from "../../github/fake/serve.ts";
import { specificationOf } from "../github/specification.ts";

const specification = specificationOf("ghec");

/** Every way in which a request that was sent is none that GitHub documents. */
export function deviations({ exchanges }: FakeGithub): string[] {
  const rest = exchanges.filter(({ path }) => !path.endsWith("/graphql"));
  return [...new Set(rest.flatMap((exchange) => specification.ofRequest(exchange)))];
}
