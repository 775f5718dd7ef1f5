import type { Estate, Row } from "../estate.ts";
import { give, type Person } from "./staff.ts";

const seen = "2026-11-21T22:00:00Z";
const made = "2026-08-01T09:00:00Z";
const registry = "identities/machines";

const padded = (index: number) => String(index + 1).padStart(2, "0");

/** Sixty-odd machines of every sort, each with an owner, a purpose and an end. */
export function addMachines(estate: Estate, owners: readonly Person[]): void {
  const ownerOf = (index: number) => owners[index % owners.length] ?? { mail: "", dir: "" };
  for (let index = 0; index < 20; index += 1) addService(estate, index, ownerOf(index).dir);
  for (let index = 0; index < 12; index += 1) addAgent(estate, index, ownerOf(index).mail, ownerOf(index + 3).mail);
  for (let index = 0; index < 10; index += 1) addIntegration(estate, index, ownerOf(index).mail);
  for (let index = 0; index < 10; index += 1) addWorkload(estate, index, ownerOf(index).mail);
  for (let index = 0; index < 5; index += 1) addShared(estate, index, ownerOf(index).mail);
  addEmergency(estate, owners);
}

/** A service account of the directory; some have an account in the database, some one in the repositories. */
export function addService(estate: Estate, index: number, owner: string, more = {}): string {
  const name = `svc-job-${padded(index)}`;
  const row = { kind: "service", state: "on", since: made, login: name, name, guid: `guid-svc-${padded(index)}` };
  const purpose = { purpose: `runs job ${padded(index)}`, environment: "prod", owners: [owner] };
  const id = estate.add("dir", "identity", `s${padded(index)}`, {
    ...{ ...row, ...purpose, created: made, expires: "2027-06-30", lastLogin: seen },
    ...more,
  });
  if (index < 8) {
    const login = `svc_job_${padded(index)}`;
    const account = estate.add("pg", "account", login, { rolname: login, login: "t", validUntil: "infinity" });
    give(estate, account, "database/shop-read", { approvalRef: `REQ-2${padded(index)}` });
    register(estate, `job-${padded(index)}`, "service", account, String(estate.row(owner).mail));
  } else if (index < 16) {
    const account = estate.add("code", "account", `svc${padded(index)}`, {
      ...{ ...machine("service", name), externalId: `guid-svc-${padded(index)}`, provenance: "scim" },
    });
    give(estate, account, "repo/web", { grantedAt: made, approvalRef: `REQ-3${padded(index)}` });
    addKey(estate, "code", account, "certificate", { owners: [owner] });
  }
  return id;
}

export function machine(kind: string, name: string) {
  return {
    kind,
    status: "active",
    displayName: name,
    userName: name,
    createdAt: made,
    lastLoginAt: seen,
    loginMethods: ["oauth-client"],
    expiresAt: "never",
  };
}

/** A key of an account; two months old, with an end before half a year is over. */
export function addKey(estate: Estate, system: string, principal: string, type: string, more: Row = {}): string {
  const native = `${type}-${principal.slice(principal.lastIndexOf("/") + 1)}`;
  const times = { createdAt: "2026-09-20T09:00:00Z", expiresAt: "2027-03-01T00:00:00Z", lastUsedAt: seen };
  const row = {
    principal,
    type,
    status: "active",
    name: native,
    workloads: ["job"],
    environments: ["prod"],
    hashId: `h-${native}`,
  };
  return estate.add(system, "credential", native, { ...row, ...times, ...more });
}

export function addAgent(estate: Estate, index: number, owner: string, principal: string): string {
  const name = `agent-${padded(index)}`;
  const account = estate.add("agents", "account", name, machine("agent", name));
  const tool = ["ticket-write", "search", "calendar"][index % 3] ?? "";
  give(estate, account, `tool/${tool}`, { grantedAt: made, approvalRef: `REQ-4${padded(index)}`, source: "manual" });
  addKey(estate, "agents", account, "oauth-client-secret");
  estate.list(registry).push({
    ...{ id: `nhi:${name}`, kind: "agent", accounts: [account], owner: `person:${owner}`, purpose: "sorts requests" },
    ...{
      expires: "2027-02-28",
      onBehalfOf: `person:${principal}`,
      tools: [`entitlement:agents/tool/${tool}`],
      environment: "prod",
    },
  });
  return account;
}

export function addIntegration(estate: Estate, index: number, owner: string): string {
  const name = `sync-${padded(index)}`;
  const account = estate.add("crm", "account", name, {
    ...machine("service", name),
    createdAt: "2025-06-01T09:00:00Z",
    provenance: "manual",
  });
  give(estate, account, "api-scope/contacts", {
    grantedAt: made,
    approvalRef: `REQ-5${padded(index)}`,
    source: "connector",
  });
  addKey(estate, "crm", account, "api-key");
  register(estate, name, "service", account, owner);
  return account;
}

export function register(estate: Estate, name: string, kind: string, account: string, owner: string, more = {}): void {
  estate.list(registry).push({
    ...{ id: `nhi:${name}`, kind, accounts: [account], owner: `person:${owner}`, purpose: `${name} at work` },
    ...{ expires: "2027-05-31", environment: "prod", ...more },
  });
}

/** A workload that signs in by federation: nothing to rotate, and no end is asked of it. */
function addWorkload(estate: Estate, index: number, owner: string): void {
  const name = `runner-${padded(index)}`;
  const account = estate.add("code", "account", name, { ...machine("workload", name), provenance: "scim" });
  give(estate, account, "repo/web", { grantedAt: made, approvalRef: `REQ-6${padded(index)}` });
  addKey(estate, "code", account, "federated", {
    ...{ expiresAt: undefined, hashId: undefined, issuer: "https://token.ci.example" },
    ...{ subject: `repo:company/${name}:ref:refs/heads/main`, audience: "code.company.example" },
  });
  estate.list(registry).push({
    ...{ id: `nhi:${name}`, kind: "workload", accounts: [account], owner: `person:${owner}`, purpose: "builds" },
    ...{ platformManaged: true, environment: "prod" },
  });
}

export function addShared(estate: Estate, index: number, owner: string): string {
  const name = `frontdesk-${padded(index)}`;
  const account = estate.add("desk", "account", name, { ...machine("shared", name), loginMethods: undefined });
  give(estate, account, "role/user", { grantedAt: made });
  addKey(estate, "desk", account, "password", {
    createdAt: made,
    rotatedAt: "2026-11-10T09:00:00Z",
    expiresAt: "2027-01-20T00:00:00Z",
  });
  register(estate, name, "shared", account, owner);
  return account;
}

/** Two accounts for emergencies in each of the applications that matter most, tried in October. */
function addEmergency(estate: Estate, owners: readonly Person[]): void {
  const custodians = owners.slice(0, 2).map(({ mail }) => `person:${mail}`);
  const allow = [
    "orphan-account",
    "grant-no-active-record",
    "priv-standing-admin",
    "nhi-unregistered",
    "sso-bypass-login",
  ];
  for (const name of ["emergency-1", "emergency-2"]) {
    const account = estate.add("code", "account", name, {
      ...{
        ...machine("break-glass", name),
        loginMethods: ["fido2"],
        provenance: "manual",
        createdAt: "2024-01-10T09:00:00Z",
      },
      ...{ mfaEnrolled: true, mfaResistant: true, mfaEvidence: "app", lastLoginAt: "2026-10-01T10:00:00Z" },
    });
    give(estate, account, "role/owner", { grantedAt: "2024-01-10T09:10:00Z", approvalRef: "REQ-8" });
    estate.list("breakglass").push({ account, custodians, testedAt: "2026-10-01", allow });
  }
  for (const name of ["emergency_1", "emergency_2"]) {
    const account = estate.add("pg", "account", name, { rolname: name, login: "t", validUntil: "infinity" });
    give(estate, account, "role/superuser", { approvalRef: "REQ-9" });
    estate.list("breakglass").push({ account, custodians, testedAt: "2026-10-01", allow });
  }
}
