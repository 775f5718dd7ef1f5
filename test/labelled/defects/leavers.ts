import { addEvent, leave, removeWhere, strip } from "../clean/changes.ts";
import { addAgent, addService } from "../clean/machines.ts";
import { join } from "../clean/staff.ts";
import { addPersonsKey } from "../clean.ts";
import { type Defect, grantOf, label, of } from "../defect.ts";
import type { Estate } from "../estate.ts";

const longAgo = "2026-11-01T16:00:00Z";

/** What the umbrella tells of one grant of somebody who has left: the access, and why it is still there. */
const stillUsable = (grant: string) => [
  label("grant-no-active-record", grant, "a grant on a usable account of nobody active"),
  // What stayed on an account is said of accounts that were ended; this one was not.
  label("leaver-account-enabled", grant, "the cause of it"),
];

export const leavers: readonly Defect[] = [
  {
    what: "a leaver's account in an application without a channel was forgotten",
    plant: ({ estate, take }) => {
      const person = take("sales");
      leave(estate, person, { at: longAgo, forgotten: ["desk"] });
      return stillUsable(grantOf(person.accounts.desk, "role/user"));
    },
  },
  {
    what: "a leaver's account that holds nothing was forgotten",
    plant: ({ estate, take }) => {
      const person = take("sales");
      leave(estate, person, { at: longAgo, forgotten: ["wiki"] });
      return [label("leaver-account-enabled", person.accounts.wiki)];
    },
  },
  {
    what: "left an hour and a half ago, and the channel that needs an hour at most did nothing",
    plant: ({ estate, take }) => {
      const person = take("engineering");
      const code = of(person.accounts.code);
      leave(estate, person, { at: "2026-11-22T04:30:00Z", forgotten: ["code"], stillInDirectory: true });
      removeWhere(estate, "code", "membership", ({ member }) => member === code, { from: 2 });
      removeWhere(estate, "dir", "membership", ({ member }) => member === person.dir, { from: 2 });
      const grant = grantOf(code, "role/member");
      return [
        label("grant-no-active-record", grant, "the umbrella has the same hour"),
        label("leaver-account-enabled", grant, "the cause of it"),
      ];
    },
  },
  {
    what: "left half an hour before the exports were made, with a key of their own: nobody can have done anything yet",
    plant: ({ estate, take }) => {
      const person = take("engineering");
      addPersonsKey(estate, of(person.accounts.code));
      leave(estate, person, {
        at: "2026-11-22T05:30:00Z",
        forgotten: ["code", "desk", "wiki"],
        stillInDirectory: true,
      });
      return [];
    },
  },
  {
    what: "a disabled account still holds what it held, where nobody has tried what disabling does",
    plant: ({ estate, take }) => {
      const person = take("sales");
      leave(estate, person, { at: longAgo, holding: ["desk"] });
      return [label("leaver-grant-residual", grantOf(person.accounts.desk, "role/user"))];
    },
  },
  {
    what: "a disabled account holds what it held for less than a day",
    plant: ({ estate, take }) => {
      const person = take("sales");
      leave(estate, person, { at: "2026-11-21T12:00:00Z", holding: ["desk"] });
      return [];
    },
  },
  {
    what: "a leaver is still in a group, disabled everywhere: what the group is granted stays on their accounts",
    plant: ({ estate, take }) => {
      const person = take("support");
      leave(estate, person, { at: longAgo });
      // Memberships that bring nothing are not told of leavers; residue is told of grants.
      join(estate, person.dir, "support-leads", "2020-02-02");
      return [
        label("leaver-grant-residual", "grant:crm/main/support-leads:role/lead"),
        label(
          "leaver-grant-residual",
          "grant:dir/main/support-leads:role/helpdesk",
          "the same group, in the directory",
        ),
      ];
    },
  },
  {
    what: "a leaver's personal token still works",
    plant: ({ estate, take }) => {
      const person = take("payments");
      const key = addPersonsKey(estate, of(person.accounts.code));
      leave(estate, person, { at: longAgo });
      return [
        label("leaver-credential-active", key),
        label("leaver-used-after-revocation", key, "it was used yesterday"),
      ];
    },
  },
  {
    what: "a key of a machine was made by somebody who has left; the machine has an owner who is here",
    plant: ({ estate, take }) => {
      const person = take("payments");
      estate.change("credential:code/main/certificate-svc10", { createdBy: of(person.accounts.code) });
      leave(estate, person, { at: longAgo });
      return [];
    },
  },
  {
    what: "HR says left since the day before yesterday, the directory was not told",
    plant: ({ estate, take }) => {
      const person = take("sales");
      leave(estate, person, { at: "2026-11-20T12:00:00Z", stillInDirectory: true });
      removeWhere(estate, "dir", "membership", ({ member }) => member === person.dir, { from: 2 });
      return [label("leaver-hr-directory-lag", person.dir)];
    },
  },
  {
    what: "HR says left since yesterday noon: the directory has a day",
    plant: ({ estate, take }) => {
      const person = take("sales");
      leave(estate, person, { at: "2026-11-21T12:00:00Z", stillInDirectory: true });
      removeWhere(estate, "dir", "membership", ({ member }) => member === person.dir, { from: 2 });
      return [];
    },
  },
  {
    what: "a contract ended by its date, the directory was not told",
    plant: ({ estate, take }) => {
      const person = take("support");
      leave(estate, person, { at: "2026-11-20T12:00:00Z", stillInDirectory: true });
      estate.change(
        person.hr,
        { state: "employed", since: "2022-01-01", type: "contractor", end: "2026-11-20" },
        { from: 2 },
      );
      removeWhere(estate, "dir", "membership", ({ member }) => member === person.dir, { from: 2 });
      return [label("leaver-hr-directory-lag", person.dir)];
    },
  },
  {
    what: "an account was signed in with days after its person had left",
    plant: ({ estate, take }) => {
      const person = take("sales");
      leave(estate, person, { at: longAgo });
      estate.change(of(person.accounts.desk), { lastLoginAt: "2026-11-05T10:00:00Z" });
      return [label("leaver-used-after-revocation", person.accounts.desk)];
    },
  },
  {
    what: "an account was signed in with ten minutes after its person had left",
    plant: ({ estate, take }) => {
      const person = take("sales");
      leave(estate, person, { at: longAgo });
      estate.change(of(person.accounts.desk), { lastLoginAt: "2026-11-01T16:10:00Z" });
      return [];
    },
  },
  {
    what: "a leaver's token, revoked since, was used after they had left",
    plant: ({ estate, take }) => {
      const person = take("payments");
      const key = addPersonsKey(estate, of(person.accounts.code), {
        status: "revoked",
        lastUsedAt: "2026-11-04T10:00:00Z",
      });
      leave(estate, person, { at: longAgo });
      return [label("leaver-used-after-revocation", key)];
    },
  },
  {
    what: "the owner of a machine left three weeks ago",
    plant: ({ estate, take }) => {
      const person = take("support");
      const id = addService(estate, 70, person.dir);
      leave(estate, person, { at: longAgo });
      return [label("nhi-owner-inactive", id)];
    },
  },
  {
    what: "the owner of a machine left five days ago: there is a week to find another",
    plant: ({ estate, take }) => {
      const person = take("support");
      addService(estate, 71, person.dir);
      leave(estate, person, { at: "2026-11-17T16:00:00Z" });
      return [];
    },
  },
  {
    what: "the owner of a machine is on leave",
    plant: ({ estate }) => {
      addService(estate, 72, "identity:dir/main/u1503");
      return [];
    },
  },
  {
    what: "an account that was disabled at every reading before can be used again, and nobody approved it",
    plant: ({ estate, take }) => {
      const { accounts } = take("sales");
      const account = of(accounts.crm);
      estate.change(account, { status: "disabled" }, { to: 1 });
      return [label("reactivation-unapproved", account)];
    },
  },
  {
    what: "an account was enabled again by an approved change",
    plant: ({ estate, take }) => {
      const { accounts } = take("engineering");
      const account = of(accounts.code);
      estate.change(account, { status: "disabled" }, { from: 1, to: 1 });
      approvedReturn(estate, account);
      return [];
    },
  },
  {
    what: "disabling succeeded by the log, and the account works",
    plant: ({ estate, take }) => {
      const { accounts } = take("engineering");
      const account = of(accounts.code);
      disabledInTheLog(estate, account);
      return [
        label("scim-deactivation-ineffective", account),
        label("sync-missed-event", account, "a success without its effect"),
      ];
    },
  },
  {
    what: "somebody is disabled in the directory, the channel has no event of it, and the account is open",
    plant: ({ estate, take }) => {
      const person = take("engineering");
      const code = of(person.accounts.code);
      leave(estate, person, { at: "2026-10-25T10:00:00Z", forgotten: ["code"] });
      removeWhere(estate, "code", "membership", ({ member }) => member === code, { from: 1 });
      return [label("sync-missed-event", code), ...stillUsable(grantOf(code, "role/member"))];
    },
  },
  {
    what: "an account without a person's leaving is disabled and holds what it held",
    plant: ({ estate, take }) => {
      const { accounts } = take("sales");
      const account = of(accounts.desk);
      estate.change(
        account,
        { status: "disabled", disabledAt: longAgo, lastLoginAt: "2026-10-31T09:00:00Z" },
        { from: 1 },
      );
      return [label("leaver-grant-residual", grantOf(account, "role/user"))];
    },
  },
  {
    what: "a machine was switched off and holds nothing any more",
    plant: ({ estate }) => {
      const account = addDisabled(estate);
      strip(estate, "agents", account);
      return [];
    },
  },
];

function approvedReturn(estate: Estate, account: string): void {
  addEvent(estate, "disable", account, "2026-11-03T09:00:00Z");
  addEvent(estate, "enable", account, "2026-11-18T09:00:00Z");
}

function disabledInTheLog(estate: Estate, account: string): void {
  addEvent(estate, "disable", account, "2026-11-19T09:00:00Z");
}

function addDisabled(estate: Estate): string {
  const account = addAgent(estate, 73, "1001", "1002");
  estate.change(account, { status: "disabled", lastLoginAt: undefined });
  estate.change("credential:agents/main/oauth-client-secret-agent-74", { status: "revoked", lastUsedAt: undefined });
  return account;
}
