import type { Estate } from "../estate.ts";
import { crmRolesOf, type Department, groupOf, type Person } from "./staff.ts";

const everything = {
  users: ["create", "update", "deactivate", "reactivate", "delete"],
  groups: true,
  entitlements: "all",
};

/** What access files say of applications, of roles, of duties and of whose word counts. */
export function decide(estate: Estate, owner: Person, leads: readonly Person[]): void {
  const mine = `person:${owner.mail}`;
  const app = (id: string, content: Record<string, unknown>) =>
    estate.access.set(`apps/${id}`, { owner: mine, people: ["dir"], ...content });
  app("dir", {
    people: ["hr"],
    mode: "listed",
    tier: 1,
    lifecycle: { channel: "connector", covers: everything, sla: "PT4H" },
  });
  app("code", {
    ...{ mode: "listed", tier: 1, ssoRequired: true },
    lifecycle: { channel: "scim", covers: everything, sla: "PT1H", deactivationBlocksUse: "verified" },
    fallbackDeactivation: { method: "runbook", testedAt: "2026-09-01" },
    entitlements: [
      { match: "repo/sandbox", environment: "test" },
      { match: "role/deploy", sodTags: ["deploy"] },
    ],
    groups: ["eng", "payments", "data"].map((name) => ({ group: `group:code/${name}`, from: `group:dir/${name}` })),
  });
  app("crm", {
    ...{ mode: "listed", tier: 2 },
    lifecycle: { channel: "batch", covers: everything, sla: "PT24H", deactivationBlocksUse: "verified" },
    fallbackDeactivation: { method: "runbook", testedAt: "2026-08-15" },
    entitlements: [
      { match: "role/refund-create", sodTags: ["refund-create"] },
      { match: "role/refund-approve", sodTags: ["refund-approve"] },
    ],
  });
  app("desk", {
    tier: 3,
    lifecycle: { channel: "manual", covers: everything, sla: "PT24H", deactivationBlocksUse: "assumed" },
  });
  app("wiki", { tier: 3, flat: true, lifecycle: { channel: "manual", covers: everything, sla: "PT24H" } });
  app("pg", {
    ...{ mode: "observe", tier: 1, localLogin: "vendor-forced" },
    correlate: [{ account: "userName", person: "userName", ignoreCase: true }],
    lifecycle: { channel: "batch", covers: everything, sla: "PT24H", deactivationBlocksUse: "verified" },
    fallbackDeactivation: { method: "runbook", testedAt: "2026-08-15" },
    kinds: [
      { match: "svc_*", kind: "service" },
      { match: "emergency_*", kind: "break-glass" },
      { match: "*", kind: "human" },
    ],
    entitlements: [{ match: "role/superuser", privileged: true }],
  });
  app("agents", {
    tier: 2,
    lifecycle: { channel: "manual", covers: everything, sla: "PT24H", deactivationBlocksUse: "verified" },
  });
  decideRoles(estate, mine, leads);
  estate.access.set("sod", [
    { id: "refund-create-vs-approve", a: ["tag:refund-create"], b: ["tag:refund-approve"], severity: "critical" },
    {
      id: "deploy-vs-payments",
      a: ["tag:deploy"],
      b: ["entitlement:code/repo/payments", "entitlement:code/repo/sandbox"],
      scope: "same-environment",
    },
  ]);
  estate.access.set("authority", [
    { field: "person.status", from: ["hr", "dir"], level: "authoritative" },
    { field: "person.displayName", from: ["hr"], level: "authoritative" },
    { field: "person.emails", from: ["hr"], level: "authoritative" },
    { field: "person.employeeId", from: ["hr"], level: "authoritative" },
    { field: "person.employmentType", from: ["hr"], level: "advisory" },
    { field: "person.department", from: ["hr"], level: "authoritative", transform: "trim", securityRelevant: true },
    { field: "person.title", from: ["hr"], level: "authoritative" },
    { field: "person.userName", from: ["dir"], level: "authoritative" },
    { field: "account.displayName", from: ["dir"], level: "authoritative" },
    { field: "account.emails", from: ["dir"], level: "authoritative" },
    { field: "account.employeeId", from: ["dir"], level: "authoritative" },
    { field: "account.userName", from: ["app"], level: "advisory" },
  ]);
}

function decideRoles(estate: Estate, owner: string, leads: readonly Person[]): void {
  const role = (id: string, content: Record<string, unknown>) =>
    estate.access.set(`roles/${id}`, { owner, ...content });
  role("everyone", {
    selector: { department: Object.keys(groupOf) },
    birthright: true,
    grants: ["entitlement:desk/role/user"],
  });
  for (const department of Object.keys(groupOf) as Department[]) {
    const code = department === "engineering" || department === "payments" ? ["entitlement:code/role/member"] : [];
    const repo = { engineering: ["entitlement:code/repo/platform"], payments: ["entitlement:code/repo/payments"] };
    const repos = department === "engineering" || department === "payments" ? repo[department] : [];
    const crm = crmRolesOf[department].map((name) => `entitlement:crm/role/${name}`);
    role(department, {
      selector: { department },
      birthright: true,
      grants: [`group:dir/${groupOf[department]}`, ...code, ...repos, ...crm],
    });
  }
  role("support-leads", {
    members: leads.map(({ mail }) => `person:${mail}`),
    grants: ["group:dir/support-leads"],
  });
}
