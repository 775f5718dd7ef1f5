// @module-tag long
import { password, staffApi, staffConfig } from "../collect/http/staff-api.ts";
import { faultTable } from "./http-faults.ts";

faultTable({
  collector: "http",
  start: staffApi,
  config: (base) => staffConfig(base, "    ca: ca.pem\n"),
  env: { STAFF_PASSWORD: password },
  secrets: [password, "token-of-the-staff-api-41c7", "secretsecret"],
  endpoints: [
    { name: "login", matches: /^\/api\/login/u, kinds: ["account", "group", "membership"], bodyIgnored: true },
    { name: "users", matches: /^\/api\/users/u, kinds: ["account"], nameKey: "name", paged: true },
    {
      name: "groups",
      matches: /^\/api\/groups(?:\?|$)/u,
      kinds: ["group", "membership"],
      nameKey: "label",
      paged: true,
    },
    { name: "members of a group", matches: /^\/api\/groups\/dev\/members/u, kinds: ["membership"], nameKey: "user" },
  ],
});
