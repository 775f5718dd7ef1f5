import { leave, strip } from "../clean/changes.ts";
import { addAgent, addIntegration, addKey, addService, addShared, machine } from "../clean/machines.ts";
import { give } from "../clean/staff.ts";
import type { Clean } from "../clean.ts";
import { type Defect, grantOf, label, of } from "../defect.ts";

const ownerIn = ({ officers }: Clean) => officers[3]?.dir ?? "";
const mailIn = ({ officers }: Clean) => officers[3]?.mail ?? "";

/** A machine of the directory that differs in some columns from those that are as they should be. */
const service = (
  what: string,
  index: number,
  more: Record<string, string | readonly string[] | undefined>,
  ...rules: string[]
) => ({
  what,
  plant: (clean: Clean) => {
    const id = addService(clean.estate, index, ownerIn(clean), more);
    return rules.map((rule) => label(rule, id));
  },
});

export const machines: readonly Defect[] = [
  service("a service account for which nobody answers", 30, { owners: [] }, "nhi-no-owner"),
  service("a service account without an end", 31, { expires: undefined }, "nhi-no-expiry"),
  service(
    "a service account that is to live for longer than a year",
    32,
    { expires: "2027-12-01" },
    "nhi-expiry-too-far",
  ),
  service("a service account that is to live for just under a year", 33, { expires: "2027-07-30" }),
  service("a service account unused for ninety-two days", 34, { lastLogin: "2026-08-22T06:00:00Z" }, "nhi-stale"),
  service("a service account unused for eighty-eight days", 35, { lastLogin: "2026-08-26T06:00:00Z" }),
  service(
    "a service account that was never used, and is thirty-two days old",
    36,
    { lastLogin: undefined, created: "2026-10-21T06:00:00Z", since: "2026-10-21T06:00:00Z" },
    "nhi-stale",
  ),
  service("a service account that was never used, and is four weeks old", 37, {
    ...{ lastLogin: undefined, created: "2026-10-25T06:00:00Z", since: "2026-10-25T06:00:00Z" },
  }),
  service("a service account that is for nothing", 38, { purpose: undefined }, "nhi-purpose-ended"),
  {
    what: "a service account that is part of an agent that was switched off",
    plant: (clean) => {
      const parent = addService(clean.estate, 39, ownerIn(clean), {
        state: "off",
        since: "2026-09-01T09:00:00Z",
        lastLogin: "2026-08-30T09:00:00Z",
      });
      return [label("nhi-purpose-ended", addService(clean.estate, 40, ownerIn(clean), { parent }))];
    },
  },
  {
    what: "a service account belongs to a group in which nobody is left",
    plant: ({ estate, officers }) => {
      const row = {
        name: "nobody-left",
        kind: "security",
        membershipType: "assigned",
        owners: [officers[0]?.dir ?? ""],
      };
      const group = estate.add("dir", "group", "nobody-left", row);
      return [label("nhi-owner-inactive", addService(estate, 41, group))];
    },
  },
  {
    what: "a machine's account that no registry and no directory knows",
    plant: ({ estate }) => {
      const row = { ...machine("service", "export-bot"), createdAt: "2025-06-01T09:00:00Z", provenance: "manual" };
      const account = estate.add("crm", "account", "export-bot", row);
      // Whoever is in no directory and not registered is asked to be registered first, and not for an owner as well.
      return [label("nhi-unregistered", account)];
    },
  },
  {
    what: "a person signs in as a machine",
    plant: (clean) => {
      const account = addIntegration(clean.estate, 42, mailIn(clean));
      clean.estate.change(account, { loginMethods: ["saml", "password"] });
      return [label("nhi-human-use", account)];
    },
  },
  {
    what: "a machine may do everything, and nobody approved it",
    plant: (clean) => {
      const account = addIntegration(clean.estate, 43, mailIn(clean));
      const more = { grantedAt: "2026-08-01T10:00:00Z", source: "connector" };
      return [label("nhi-overprivileged", give(clean.estate, account, "role/admin", more))];
    },
  },
  {
    what: "a machine may do everything, which was approved",
    plant: (clean) => {
      const account = addIntegration(clean.estate, 44, mailIn(clean));
      give(clean.estate, account, "role/admin", {
        grantedAt: "2026-08-01T10:00:00Z",
        source: "connector",
        approvalRef: "REQ-900",
      });
      return [];
    },
  },
  {
    what: "a machine works in production and in the test environment",
    plant: (clean) => {
      const name = "svc-both";
      const account = clean.estate.add("code", "account", name, { ...machine("service", name), provenance: "scim" });
      const approved = { grantedAt: "2026-08-01T10:00:00Z", approvalRef: "REQ-901" };
      give(clean.estate, account, "repo/web", approved);
      give(clean.estate, account, "repo/sandbox", approved);
      clean.estate.list("identities/machines").push({
        ...{ id: "nhi:both", kind: "service", accounts: [account], owner: `person:${mailIn(clean)}` },
        ...{ purpose: "carries code from one to the other", expires: "2027-05-31" },
      });
      return [label("nhi-shared-environments", "nhi:both")];
    },
  },
  {
    what: "an agent works on for somebody who has left",
    plant: (clean) => {
      const person = clean.take("sales");
      const account = addAgent(clean.estate, 45, mailIn(clean), person.mail);
      leave(clean.estate, person, { at: "2026-11-01T16:00:00Z" });
      return [label("nhi-agent-tool-residual", grantOf(account, "tool/ticket-write"))];
    },
  },
  {
    what: "an agent works on for somebody who left twenty minutes before the export",
    plant: (clean) => {
      const person = clean.take("sales");
      addAgent(clean.estate, 46, mailIn(clean), person.mail);
      leave(clean.estate, person, { at: "2026-11-22T05:40:00Z" });
      return [];
    },
  },
  {
    what: "an agent was switched off, and holds its tool still",
    plant: (clean) => {
      const account = addAgent(clean.estate, 47, mailIn(clean), mailIn(clean));
      clean.estate.change(account, {
        status: "disabled",
        disabledAt: "2026-10-01T09:00:00Z",
        lastLoginAt: "2026-09-30T09:00:00Z",
      });
      clean.estate.change("credential:agents/main/oauth-client-secret-agent-48", { status: "revoked" });
      const grant = grantOf(account, "tool/calendar");
      return [
        label("nhi-agent-tool-residual", grant),
        label(
          "leaver-grant-residual",
          grant,
          "a disabled account that holds something; disabling there is verified to end use",
        ),
      ];
    },
  },
  {
    what: "a login that several people share, and nobody has declared",
    plant: ({ estate }) => {
      const row = { ...machine("human", "reception"), loginMethods: ["password"] };
      const account = estate.add("desk", "account", "reception", row);
      return [label("shared-account-undeclared", account), label("orphan-account", account, "and it is nobody's")];
    },
  },
  {
    what: "a login that its system calls shared, and nobody has registered",
    plant: ({ estate }) => {
      const row = { ...machine("shared", "counter-3"), loginMethods: undefined };
      // It is asked to be registered, and for nothing else before.
      return [label("nhi-unregistered", estate.add("desk", "account", "counter-3", row))];
    },
  },
  {
    what: "the owner of a shared login left on Tuesday, and its password is older than that",
    plant: ({ estate, take }) => {
      const person = take("support");
      const account = addShared(estate, 50, person.mail);
      leave(estate, person, { at: "2026-11-17T16:00:00Z" });
      return [
        label("shared-account-undeclared", account.replace("account:desk/main/", "credential:desk/main/password-")),
      ];
    },
  },
  {
    what: "a shared login that is declared, with an owner",
    plant: (clean) => {
      addShared(clean.estate, 49, mailIn(clean));
      return [];
    },
  },
  {
    what: "a machine that was switched off and holds nothing has no owner any more",
    plant: ({ estate }) => {
      const account = estate.add("crm", "account", "old-bot", {
        ...machine("service", "old-bot"),
        status: "disabled",
        provenance: "manual",
      });
      addKey(estate, "crm", account, "api-key", { status: "revoked" });
      strip(estate, "crm", of(account));
      return [];
    },
  },
];
