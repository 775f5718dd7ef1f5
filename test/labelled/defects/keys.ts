import { addIntegration, addKey, machine, register } from "../clean/machines.ts";
import { give } from "../clean/staff.ts";
import type { Clean } from "../clean.ts";
import { type Defect, label } from "../defect.ts";
import type { Row } from "../estate.ts";

/** A key of an integration that differs in some columns from those that are as they should be. */
const key = (what: string, index: number, type: string, more: Row, ...rules: string[]): Defect => ({
  what,
  plant: (clean: Clean) => {
    const account = addIntegration(clean.estate, index, clean.officers[4]?.mail ?? "");
    const id = `credential:crm/main/api-key-${account.slice(account.lastIndexOf("/") + 1)}`;
    clean.estate.change(id, { type, ...more });
    return rules.map((rule) => label(rule, id));
  },
});

/** A workload's key in an application that takes federated ones. */
const workloadKey = (what: string, name: string, type: string, more: Row, ...rules: string[]): Defect => ({
  what,
  plant: ({ estate, officers }: Clean) => {
    const account = estate.add("code", "account", name, { ...machine("workload", name), provenance: "scim" });
    give(estate, account, "repo/web", { grantedAt: "2026-08-01T10:00:00Z", approvalRef: "REQ-902" });
    register(estate, name, "workload", account, officers[4]?.mail ?? "");
    const id = addKey(estate, "code", account, type, more);
    return rules.map((rule) => label(rule, id));
  },
});

const federated = { expiresAt: undefined, hashId: undefined, issuer: "https://token.ci.example" };

// Each limit of a life has two days beyond it, because some systems only allow less than their limit.
export const keys: readonly Defect[] = [
  key("a key that never ends", 60, "api-key", { expiresAt: "never" }, "nhi-no-expiry"),
  key(
    "a secret that lives for 183 days",
    61,
    "oauth-client-secret",
    { expiresAt: "2027-03-22T10:00:00Z" },
    "nhi-expiry-too-far",
  ),
  key("a secret that lives for 179 days", 62, "oauth-client-secret", { expiresAt: "2027-03-18T09:00:00Z" }),
  key(
    "a certificate that lives for 368 days",
    63,
    "certificate",
    { expiresAt: "2027-09-23T10:00:00Z" },
    "nhi-expiry-too-far",
  ),
  key("a certificate that lives for 364 days", 64, "certificate", { expiresAt: "2027-09-19T09:00:00Z" }),
  key("a token that lives for 93 days", 65, "pat", { expiresAt: "2026-12-22T10:00:00Z" }, "nhi-expiry-too-far"),
  key("a token that lives for 89 days", 66, "pat", { expiresAt: "2026-12-18T09:00:00Z" }),
  key("a key unused for 47 days", 67, "api-key", { lastUsedAt: "2026-10-06T06:00:00Z" }, "nhi-stale"),
  key("a key unused for 43 days", 68, "api-key", { lastUsedAt: "2026-10-10T06:00:00Z" }),
  key(
    "a key that was never used, and is 32 days old",
    69,
    "api-key",
    { lastUsedAt: undefined, createdAt: "2026-10-21T06:00:00Z" },
    "nhi-stale",
  ),
  key("a key that was never used, and is 28 days old", 70, "api-key", {
    lastUsedAt: undefined,
    createdAt: "2026-10-25T06:00:00Z",
  }),
  key(
    "a key that has not been changed for 92 days",
    71,
    "api-key",
    { createdAt: "2026-08-22T06:00:00Z", expiresAt: "2026-12-31T00:00:00Z" },
    "nhi-rotation-overdue",
  ),
  key("a key that has not been changed for 88 days", 72, "api-key", {
    createdAt: "2026-08-26T06:00:00Z",
    expiresAt: "2026-12-31T00:00:00Z",
  }),
  key("a key that was made long ago and changed last month", 73, "api-key", {
    ...{ createdAt: "2026-08-01T06:00:00Z", rotatedAt: "2026-10-20T06:00:00Z", expiresAt: "2026-12-31T00:00:00Z" },
  }),
  key(
    "a key pair that has not been changed for 182 days",
    74,
    "ssh-key",
    { createdAt: "2026-05-24T06:00:00Z", expiresAt: "2026-11-30T00:00:00Z" },
    "nhi-rotation-overdue",
  ),
  key("a key pair that has not been changed for 178 days", 75, "ssh-key", {
    ...{ createdAt: "2026-05-28T06:00:00Z", expiresAt: "2026-11-30T00:00:00Z" },
  }),
  key(
    "a key for production and for tests",
    76,
    "api-key",
    { environments: ["prod", "test"] },
    "nhi-shared-environments",
  ),
  key("a key that two workloads use", 77, "api-key", { workloads: ["billing", "reports"] }, "nhi-shared-workloads"),
  workloadKey(
    "a federation that trusts every repository",
    "fed-wide",
    "federated",
    { ...federated, subject: "repo:*", audience: "crm" },
    "nhi-weak-credential",
  ),
  workloadKey("a federation that trusts one repository", "fed-one", "federated", {
    ...federated,
    subject: "repo:company/web:ref:refs/heads/main",
    audience: "crm",
  }),
  workloadKey(
    "a federation that trusts whoever it is for",
    "fed-open",
    "federated",
    { ...federated, subject: undefined, audience: undefined },
    "nhi-weak-credential",
  ),
  workloadKey("a managed key has no end, and needs none", "fed-managed", "managed", {
    expiresAt: undefined,
    hashId: undefined,
  }),
  workloadKey("a secret where others come by federation", "fed-not", "oauth-client-secret", {}, "nhi-weak-credential"),
  key("a machine has a password", 82, "password", {}, "nhi-weak-credential"),
  key(
    "a key has ended, and is said to work",
    83,
    "api-key",
    { expiresAt: "2026-11-20T06:00:00Z" },
    "expired-still-active",
  ),
  key("a key ended ten minutes ago", 84, "api-key", { expiresAt: "2026-11-22T05:50:00Z" }),
  {
    what: "one key in two applications",
    plant: ({ estate, officers }) => {
      const account = addIntegration(estate, 85, officers[4]?.mail ?? "");
      const other = addIntegration(estate, 86, officers[5]?.mail ?? "");
      const twin = addKey(estate, "crm", account, "webhook-secret", { hashId: "h-twin" });
      const again = addKey(estate, "crm", other, "webhook-secret", { hashId: "h-twin" });
      return [label("nhi-shared-workloads", twin), label("nhi-shared-workloads", again, "the other half")];
    },
  },
];
