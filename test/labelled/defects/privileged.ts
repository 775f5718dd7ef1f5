import { addEvent, leave } from "../clean/changes.ts";
import { machine } from "../clean/machines.ts";
import { addAdministrator } from "../clean/special.ts";
import { give, type Person } from "../clean/staff.ts";
import { type Defect, grantOf, label, of } from "../defect.ts";
import type { Estate } from "../estate.ts";

const approved = { grantedAt: "2026-11-10T09:00:00Z", approvalRef: "REQ-950" };

export const privileged: readonly Defect[] = [
  {
    what: "an administrator for ever",
    plant: ({ estate, take }) => {
      const account = addAdministrator(estate, "code", take("engineering"), "role/owner", { eligibleOnly: false });
      return [label("priv-standing-admin", grantOf(account, "role/owner"))];
    },
  },
  {
    what: "an administrator without a second factor",
    plant: ({ estate, take }) => {
      const account = addAdministrator(estate, "crm", take("sales"), "role/admin");
      estate.change(account, { mfaEnrolled: false, mfaResistant: false, loginMethods: ["password"] });
      return [label("priv-no-mfa", account)];
    },
  },
  {
    what: "an administrator with a second factor that can be phished",
    plant: ({ estate, take }) => {
      const account = addAdministrator(estate, "crm", take("sales"), "role/admin");
      estate.change(account, { mfaResistant: false, loginMethods: ["password"] });
      return [label("priv-no-mfa", account)];
    },
  },
  {
    what: "the account of every day may be switched to administration",
    plant: ({ estate, take }) => {
      const account = of(take("sales").accounts.crm);
      give(estate, account, "role/admin", { ...approved, source: "connector", eligibleOnly: true });
      return [label("priv-no-mfa", account)];
    },
  },
  {
    what: "an administrator without a second factor here, who comes in by single sign-on alone",
    plant: ({ estate, take }) => {
      const account = addAdministrator(estate, "code", take("engineering"), "role/owner");
      estate.change(account, { mfaEnrolled: false, mfaResistant: false });
      return [];
    },
  },
  {
    what: "somebody without a second factor who administrates nothing",
    plant: ({ estate, take }) => {
      estate.change(of(take("sales").accounts.crm), { mfaEnrolled: false, mfaResistant: false });
      return [];
    },
  },
  {
    what: "nine people hold the highest role of the database",
    plant: ({ estate, take }) => {
      for (let index = 0; index < 7; index += 1) {
        const { login } = take("engineering");
        const account = estate.add("pg", "account", login, { rolname: login, login: "t", validUntil: "infinity" });
        give(estate, account, "role/superuser", { approvalRef: "REQ-951" });
      }
      return [label("priv-admin-count", "entitlement:pg/main/role/superuser")];
    },
  },
  {
    what: "one person makes refunds and approves them",
    plant: ({ estate, take }) => {
      const { hr, accounts } = take("support");
      const grant = give(estate, of(accounts.crm), "role/refund-approve", approved);
      return [
        label("sod-conflict", `${hr}/refund-create-vs-approve`),
        label(
          "group-policy-drift",
          grant,
          "a role of finance names it; an approval is no role, and the mode is listed",
        ),
      ];
    },
  },
  {
    what: "one person makes refunds, and was to approve them until yesterday",
    plant: ({ estate, take }) => {
      give(
        estate,
        of(take("support").accounts.crm),
        "role/refund-approve",
        { ...approved, expiresAt: "2026-11-20T06:00:00Z" },
        { to: 1 },
      );
      return [];
    },
  },
  {
    what: "one person brings out code in production and works in a test environment: not the same environment",
    plant: ({ estate, take }) => {
      const account = of(take("engineering").accounts.code);
      give(estate, account, "role/deploy", approved);
      give(estate, account, "repo/sandbox", approved);
      return [];
    },
  },
  {
    what: "somebody approved their own access",
    plant: ({ estate, take }) => {
      const { dir, accounts } = take("engineering");
      const account = of(accounts.code);
      give(estate, account, "repo/web", { ...approved, source: "scim" });
      const object = "entitlement:code/main/repo/web";
      return [
        label(
          "sod-self-approval",
          addEvent(estate, "grant", account, "2026-11-10T08:50:00Z", { object, requestedBy: dir, approver: dir }),
        ),
      ];
    },
  },
  {
    what: "one approved what another had asked for",
    plant: ({ estate, take }) => {
      const account = of(take("engineering").accounts.code);
      give(estate, account, "repo/web", { ...approved, source: "scim" });
      addEvent(estate, "grant", account, "2026-11-10T08:51:00Z", { object: "entitlement:code/main/repo/web" });
      return [];
    },
  },
  {
    what: "an account has ended and is open",
    plant: ({ estate, take }) => {
      const { accounts } = take("sales");
      estate.change(of(accounts.crm), { expiresAt: "2026-11-15T00:00:00Z" });
      return [label("expired-still-active", accounts.crm)];
    },
  },
  {
    what: "an account ended ten minutes ago",
    plant: ({ estate, take }) => {
      estate.change(of(take("sales").accounts.crm), { expiresAt: "2026-11-22T05:50:00Z" });
      return [];
    },
  },
  {
    what: "an account ends today, by its date",
    plant: ({ estate, take }) => {
      estate.change(of(take("sales").accounts.crm), { expiresAt: "2026-11-22" });
      return [];
    },
  },
  {
    what: "a grant has ended and is there",
    plant: ({ estate, take }) => {
      const more = { ...approved, expiresAt: "2026-11-18T06:00:00Z", source: "connector" };
      return [label("expired-still-active", give(estate, of(take("sales").accounts.crm), "role/kb", more))];
    },
  },
  {
    what: "a membership has ended and is there",
    plant: ({ estate, take }) => {
      const { number } = take("engineering");
      const membership = `membership:dir/main/eng:u${number}`;
      estate.change(membership, { expiresAt: "2026-11-15T00:00:00Z" });
      return [label("expired-still-active", membership)];
    },
  },
  {
    what: "an identity has ended in the directory and is on",
    plant: ({ estate, take }) => {
      const { dir } = take("sales");
      estate.change(dir, { expires: "2026-11-01" });
      return [
        label("expired-still-active", dir),
        label(
          "expired-still-active",
          dir.replace("identity:", "account:"),
          "a directory's user is an account of it too",
        ),
      ];
    },
  },
  {
    what: "a password of the database has ended: the database itself does not take it any more",
    plant: ({ estate }) => {
      const login = "svc_job_03";
      estate.change(`account:pg/main/${login}`, { validUntil: "2026-11-01T00:00:00Z" });
      return [];
    },
  },
  {
    what: "given for the moment, without an end",
    plant: ({ estate, take }) => {
      const more = { grantedAt: approved.grantedAt, source: "jit" };
      return [label("grant-unbounded-temporary", give(estate, of(take("payments").accounts.code), "repo/web", more))];
    },
  },
  {
    what: "the highest role, given for the moment, for thirteen hours",
    plant: ({ estate, take }) => {
      const account = addAdministrator(estate, "crm", take("sales"), "role/admin", {
        ...{
          eligibleOnly: false,
          approvalRef: undefined,
          source: "jit",
          grantedAt: "2026-11-22T01:00:00Z",
          expiresAt: "2026-11-22T14:00:00Z",
        },
      });
      return [label("grant-unbounded-temporary", grantOf(account, "role/admin"))];
    },
  },
  {
    what: "the highest role, given for the moment, for eleven hours",
    plant: ({ estate, take }) => {
      addAdministrator(estate, "crm", take("sales"), "role/admin", {
        ...{
          eligibleOnly: false,
          approvalRef: undefined,
          source: "jit",
          grantedAt: "2026-11-22T01:00:00Z",
          expiresAt: "2026-11-22T12:00:00Z",
        },
      });
      return [];
    },
  },
  {
    what: "an account for emergencies that nobody has tried since the summer",
    plant: ({ estate, officers }) => {
      const account = addEmergency(estate, "emergency-3", officers, "2026-08-20");
      return [label("breakglass-noncompliant", account)];
    },
  },
  {
    what: "an account for emergencies that was tried eighty-eight days ago",
    plant: ({ estate, officers }) => {
      addEmergency(estate, "emergency-4", officers, "2026-08-26");
      return [];
    },
  },
  {
    what: "an account for emergencies was used since it was tried, and nobody has told why",
    plant: ({ estate, officers }) => {
      const account = addEmergency(estate, "emergency-5", officers, "2026-10-01");
      estate.change(account, { lastLoginAt: "2026-11-10T02:00:00Z" });
      return [label("breakglass-noncompliant", account)];
    },
  },
  {
    what: "an account for emergencies that only opens by the directory",
    plant: ({ estate, officers }) => {
      const account = addEmergency(estate, "emergency-6", officers, "2026-10-01");
      estate.change(account, { loginMethods: ["saml"] });
      return [label("breakglass-noncompliant", account)];
    },
  },
  {
    what: "one of the two accounts for emergencies of the database is switched off",
    plant: ({ estate }) => {
      const account = "account:pg/main/emergency_2";
      estate.change(account, { login: "f" });
      return [
        label("breakglass-too-few", "app:pg/breakglass/main"),
        label("breakglass-noncompliant", account),
        label("leaver-grant-residual", grantOf(account, "role/superuser"), "what is off holds what it held"),
      ];
    },
  },
  {
    what: "one account for emergencies alone, where one is said to be enough",
    plant: ({ estate, officers }) => {
      const account = estate.add("desk", "account", "emergency-9", {
        ...{ ...machine("break-glass", "emergency-9"), loginMethods: ["fido2"] },
        ...{ createdAt: "2024-01-10T09:00:00Z", lastLoginAt: "2026-10-01T10:00:00Z" },
      });
      declareEmergency(estate, account, officers, "2026-10-01");
      return [];
    },
  },
  {
    what: "both who can get at an account for emergencies have left",
    plant: ({ estate, take }) => {
      const custodians = [take("support"), take("support")];
      for (const person of custodians) leave(estate, person, { at: "2026-10-28T16:00:00Z" });
      return [label("breakglass-noncompliant", addEmergency(estate, "emergency-7", custodians, "2026-10-01"))];
    },
  },
];

function addEmergency(estate: Estate, name: string, people: readonly Person[], testedAt: string): string {
  const account = estate.add("code", "account", name, {
    ...{
      ...machine("break-glass", name),
      loginMethods: ["fido2"],
      provenance: "manual",
      createdAt: "2024-01-10T09:00:00Z",
    },
    ...{ mfaEnrolled: true, mfaResistant: true, mfaEvidence: "app", lastLoginAt: `${testedAt}T10:00:00Z` },
  });
  declareEmergency(estate, account, people, testedAt);
  return account;
}

function declareEmergency(estate: Estate, account: string, people: readonly Person[], testedAt: string): void {
  estate.list("breakglass").push({
    ...{ account, testedAt, custodians: people.slice(0, 2).map(({ mail }) => `person:${mail}`) },
    allow: ["orphan-account", "grant-no-active-record"],
  });
}
