// @module-tag long
import { scimApi, token } from "../collect/scim/scim-api.ts";
import { faultTable } from "./http-faults.ts";

const secret = "Sesame-open-4711-now";
const ids = Array.from({ length: 30 }, (_, index) => `u${String(index + 1).padStart(2, "0")}`);

faultTable({
  collector: "scim",
  start: () =>
    scimApi({
      lists: {
        Users: ids.map((id, index) => ({
          ...{ id, userName: `${id}@example.com`, displayName: `Person ${id}`, active: index % 5 !== 0 },
          ...{ password: secret, nickName: secret },
          ...(index % 3 === 0 && { roles: [{ value: "editor" }] }),
        })),
        Groups: Array.from({ length: 12 }, (_, index) => ({
          ...{ id: `g${index}`, displayName: `Group ${index}`, description: secret },
          members: ids.slice(index, index + 5).map((value) => ({ value, type: "User" })),
        })),
        Roles: [{ value: "editor", display: "Editor" }, { value: "admin" }],
      },
    }),
  config: (base) => `version: 1
sources:
  source:
    collector: scim
    role: application
    base: ${base}/scim/v2
    auth: {bearer: env:SCIM_TOKEN}
    ca: ca.pem
    pageSize: 10
`,
  env: { SCIM_TOKEN: token },
  secrets: [token, secret],
  endpoints: [
    { name: "users", matches: /\/Users\?/u, kinds: ["account", "grant"], nameKey: "displayName", paged: true },
    { name: "groups", matches: /\/Groups\?/u, kinds: ["group", "membership"], nameKey: "displayName", paged: true },
    { name: "roles", matches: /\/Roles\?/u, kinds: ["entitlement"] },
  ],
});
