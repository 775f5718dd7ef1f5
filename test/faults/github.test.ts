// @module-tag long
import { fakeGithub } from "../servers/github/fake.ts";
import { plantedSecret, smallState } from "../servers/github/state.ts";
import { faultTable } from "./http-faults.ts";

const token = "ghp_example_of_no_use_9876543210";

faultTable({
  collector: "github",
  // Two on a page, so that every list has several.
  start: () => fakeGithub(smallState(), { token, pageSize: 2 }),
  config: (base) => `version: 1
sources:
  source:
    collector: github
    role: application
    organization: acme
    baseUrl: ${base}
    auth: { token: "env:GITHUB_TOKEN" }
    maxWait: PT5S
    ca: ca.pem
`,
  env: { GITHUB_TOKEN: token },
  secrets: [token, plantedSecret],
  endpoints: [
    {
      name: "members",
      matches: /\/orgs\/acme\/members\?/u,
      kinds: ["account", "grant"],
      nameKey: "login",
      paged: true,
    },
    { name: "GraphQL", matches: /^\/graphql/u, kinds: ["group", "membership"], nameKey: "slug" },
    {
      isOneMore: true,
      name: "repositories",
      matches: /\/orgs\/acme\/repos\?/u,
      kinds: ["entitlement", "grant"],
      nameKey: "name",
      paged: true,
    },
    {
      isOneMore: true,
      name: "collaborators",
      matches: /\/collaborators\?/u,
      kinds: ["entitlement", "grant"],
      nameKey: "login",
    },
    { isOneMore: true, name: "deploy keys", matches: /\/keys\?/u, kinds: ["credential"], nameKey: "added_by" },
    {
      isOneMore: true,
      name: "installations",
      matches: /\/installations\?/u,
      kinds: ["account", "grant"],
      nameKey: "app_slug",
    },
  ],
});
