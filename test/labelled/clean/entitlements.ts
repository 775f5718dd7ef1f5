import type { Estate, Row } from "../estate.ts";

/** What can be held in each application: kind and name, and what is known of it. */
const known: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  code: {
    "role/member": { isDefault: true, capability: ["read"] },
    "role/owner": { privileged: true, capability: ["admin"] },
    "repo/platform": { capability: ["read", "write"], environment: "prod" },
    "repo/payments": { capability: ["read", "write"], environment: "prod" },
    "repo/web": { capability: ["read", "write"], environment: "prod" },
    "repo/data": { capability: ["read", "write"], environment: "prod" },
    "repo/sandbox": { capability: ["read", "write"], environment: "test" },
    "role/deploy": { capability: ["write"], environment: "prod" },
  },
  crm: {
    "role/agent": { capability: ["read", "write"] },
    "role/quotes": { capability: ["write"] },
    "role/refund-create": { capability: ["write"] },
    "role/refund-approve": { capability: ["write"] },
    "role/macros": { capability: ["write"] },
    "role/chat": { capability: ["write"] },
    "role/phone": { capability: ["write"] },
    "role/kb": { capability: ["write"] },
    "role/invoices": { capability: ["write"] },
    "role/lead": { capability: ["write"] },
    "role/manager": { capability: ["write"] },
    "role/admin": { privileged: true, capability: ["admin"] },
    "api-scope/contacts": { capability: ["api"] },
  },
  desk: {
    "role/user": { isDefault: true, capability: ["read"] },
    "workspace/main": { capability: ["read"] },
    "project/apollo": { capability: ["write"], parentId: "entitlement:desk/main/workspace/main" },
  },
  pg: {
    "database/shop-read": { environment: "prod" },
    "database/shop-write": { environment: "prod" },
    "role/superuser": { environment: "prod" },
  },
  agents: {
    "tool/ticket-write": { capability: ["write"] },
    "tool/search": { capability: ["read"] },
    "tool/calendar": { capability: ["write"] },
  },
  dir: {
    "role/global-admin": { privileged: true, capability: ["admin"] },
    "role/helpdesk": { capability: ["write"] },
  },
};

export function addEntitlements(estate: Estate): void {
  for (const [system, entitlements] of Object.entries(known)) {
    for (const [native, row] of Object.entries(entitlements)) {
      const [kind, name] = native.split("/");
      estate.add(system, "entitlement", native, { kind, name, ...row });
    }
  }
}
