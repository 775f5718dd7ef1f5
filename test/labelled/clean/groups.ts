import type { Estate } from "../estate.ts";
import { give, join, type Person } from "./staff.ts";

export function addGroups(estate: Estate, owner: string): void {
  const security = (name: string, more = {}) =>
    estate.add("dir", "group", name, { name, kind: "security", membershipType: "assigned", owners: [owner], ...more });
  for (const name of ["eng", "payments", "sales", "support", "finance", "people", "platform", "data"]) security(name);
  for (const name of ["support-leads", "pg-admins", "crm-standby"]) security(name);
  // The platform's engineers are engineers by nesting as well.
  join(estate, "group:dir/main/platform", "eng", "2021-03-01");
  for (const name of ["eng", "payments", "data"]) {
    estate.add("code", "group", name, { name, kind: "team", membershipType: "assigned", owners: [owner] });
    const repo = `entitlement:code/main/repo/${name === "eng" ? "platform" : name}`;
    groupGrant(estate, "code", `group:code/main/${name}`, repo);
  }
  for (const role of ["readers", "writers"]) {
    estate.add("pg", "group", role, { rolname: role });
    const database = `entitlement:pg/main/database/shop-${role === "readers" ? "read" : "write"}`;
    groupGrant(estate, "pg", `group:pg/main/${role}`, database);
  }
  // Writers read as well: a role without a login that is in another one.
  estate.add("pg", "membership", "readers:writers", {
    ...{ group: "group:pg/main/readers", member: "group:pg/main/writers", memberType: "group", source: "manual" },
  });
  groupGrant(estate, "crm", "group:dir/main/support-leads", "entitlement:crm/main/role/lead");
  groupGrant(estate, "dir", "group:dir/main/support-leads", "entitlement:dir/main/role/helpdesk");
}

/** Grants a group something; the grant stands in the application's own export. */
export function groupGrant(
  estate: Estate,
  system: string,
  group: string,
  entitlement: string,
  more = {},
  when = {},
): string {
  const native = `${group.slice(group.lastIndexOf("/") + 1)}:${entitlement.split("/main/")[1]}`;
  const row = {
    principal: group,
    principalType: "group",
    entitlement,
    effect: "allow",
    direct: true,
    source: "connector",
  };
  const approved = { grantedAt: "2022-02-01T09:00:00Z", approvalRef: "REQ-100" };
  return estate.add(system, "grant", native, { ...row, ...approved, ...more }, when);
}

export interface Teams {
  readonly platform: readonly Person[];
  readonly leads: readonly Person[];
  readonly data: readonly Person[];
  readonly dba: readonly Person[];
}

/** Who is in groups that are no department's. */
export function fillGroups(estate: Estate, { platform, leads, data, dba }: Teams): void {
  for (const { dir } of platform) join(estate, dir, "platform", "2024-01-15");
  for (const { dir } of leads) join(estate, dir, "support-leads", "2024-02-01");
  for (const { dir, accounts } of data) {
    join(estate, dir, "data", "2024-05-01");
    if (accounts.code) dataMember(estate, accounts.code);
  }
  for (const { login, number } of dba) {
    const account = estate.add("pg", "account", login, { rolname: login, login: "t", validUntil: "infinity" });
    estate.add("pg", "membership", `writers:${number}`, {
      ...{ group: "group:pg/main/writers", member: account, memberType: "account", source: "manual" },
    });
  }
  for (const { login } of dba.slice(0, 1))
    give(estate, `account:pg/main/${login}`, "database/shop-read", { approvalRef: "REQ-7" });
}

function dataMember(estate: Estate, account: string): void {
  const native = `data:${account.slice(account.lastIndexOf("/") + 1)}`;
  const row = { group: "group:code/main/data", member: account, memberType: "account", source: "scim" };
  estate.add("code", "membership", native, { ...row, addedAt: "2024-05-01T07:30:00Z", state: "active" });
}
