import { addEvent, later } from "../clean/changes.ts";
import { groupGrant } from "../clean/groups.ts";
import { give, human, join, type Person } from "../clean/staff.ts";
import { type Defect, label, of } from "../defect.ts";
import type { Estate } from "../estate.ts";

const all = ["create", "update", "deactivate", "reactivate", "delete"];

/** A small application more, in which some people have an account. */
function addApplication(
  estate: Estate,
  app: string,
  lifecycle: Record<string, unknown>,
  people: readonly Person[],
  more = {},
): string[] {
  const [owner] = estate.ids("hr", "identity");
  const whole = { sla: "PT24H", deactivationBlocksUse: "verified", ...lifecycle };
  estate.access.set(`apps/${app}`, {
    owner: `person:${estate.row(of(owner)).mail}`,
    people: ["dir"],
    tier: 3,
    lifecycle: whole,
    ...more,
  });
  return people.map(({ number, name, login, mail }) =>
    estate.add(app, "account", `${app}${number}`, {
      ...human(name, login, mail, "2025-01-01"),
      loginMethods: ["saml"],
    }),
  );
}

const role = (estate: Estate, app: string) =>
  estate.add(app, "entitlement", "role/user", { kind: "role", name: "user", isDefault: true, capability: ["read"] });

export const applications: readonly Defect[] = [
  {
    what: "an application has permissions that its channel does not carry, and nothing else looks after",
    plant: ({ estate, officers }) => {
      const covers = { users: all, groups: true, entitlements: ["role"] };
      const accounts = addApplication(estate, "shop", { channel: "scim", covers }, officers.slice(0, 4));
      role(estate, "shop");
      estate.add("shop", "entitlement", "custom/discount", { kind: "custom", name: "discount", capability: ["write"] });
      for (const account of accounts) {
        give(estate, account, "role/user", {});
        give(estate, account, "custom/discount", { approvalRef: "REQ-960" });
      }
      return [label("scim-gap-uncovered-object", "app:shop/custom")];
    },
  },
  {
    what: "an application of which nobody reads what people may do",
    plant: ({ estate, officers }) => {
      const covers = { users: all, groups: true, entitlements: "all" };
      addApplication(estate, "vault", { channel: "scim", covers }, officers.slice(0, 4));
      return [label("scim-gap-no-entitlement-source", "app:vault")];
    },
  },
  {
    what: "an application whose channel makes accounts and does nothing more",
    plant: ({ estate, officers }) => {
      const covers = { users: ["create"], groups: false, entitlements: "none" };
      const accounts = addApplication(estate, "mail", { channel: "scim", covers }, officers.slice(0, 4));
      role(estate, "mail");
      for (const account of accounts) give(estate, account, "role/user", {});
      return [label("scim-gap-partial-app", "app:mail")];
    },
  },
  {
    what: "nobody has said whose word counts for the employee number of accounts",
    plant: ({ estate }) => {
      const rows = estate.list("authority");
      const index = rows.findIndex(({ field }) => field === "account.employeeId");
      rows.splice(index, 1);
      return [label("authority-gap", "app:crm")];
    },
  },
  {
    what: "an export that people make by hand is thirty-three days old",
    plant: ({ estate, officers }) => {
      const accounts = addApplication(
        estate,
        "poll",
        { channel: "manual", covers: { users: all, groups: true, entitlements: "all" } },
        officers.slice(0, 3),
      );
      role(estate, "poll");
      for (const account of accounts) give(estate, account, "role/user", {});
      estate.exportedAt.set("poll", "2026-10-20T06:00:00Z");
      return ["account", "entitlement", "grant"].map((kind) => label("sync-snapshot-stale", `source:poll/${kind}`));
    },
  },
  {
    what: "an export that people make by hand is twenty-nine days old",
    plant: ({ estate, officers }) => {
      const accounts = addApplication(
        estate,
        "forum",
        { channel: "manual", covers: { users: all, groups: true, entitlements: "all" } },
        officers.slice(0, 3),
      );
      role(estate, "forum");
      for (const account of accounts) give(estate, account, "role/user", {});
      estate.exportedAt.set("forum", "2026-10-24T09:00:00Z");
      return [];
    },
  },
  {
    what: "it took a channel an hour and a half to disable somebody, where an hour is promised",
    plant: ({ estate, take }) => {
      const requestedAt = "2026-11-12T10:00:00Z";
      const account = of(take("engineering").accounts.code);
      addEvent(estate, "disable", account, requestedAt, { ackedAt: later(requestedAt, 90) });
      addEvent(estate, "enable", account, "2026-11-12T15:00:00Z");
      return [label("sync-lag", "channel:prov/main/code/disable")];
    },
  },
  {
    what: "the log lacks three numbers",
    plant: ({ estate, take }) => {
      addEvent(estate, "update", of(take("engineering").accounts.code), "2026-11-13T10:00:00Z", { skips: 3 });
      return [label("sync-cursor-gap", "channel:prov/main/code")];
    },
  },
  {
    what: "the log does not tell who asked for something, who allowed it, and what came of it",
    plant: ({ estate, take }) => {
      const missing = {
        actor: undefined,
        requestedBy: undefined,
        approver: undefined,
        approvalRef: undefined,
        responseDigest: undefined,
      };
      addEvent(estate, "update", of(take("engineering").accounts.code), "2026-11-13T11:00:00Z", missing);
      return [label("audit-evidence-incomplete", "channel:prov/main/code")];
    },
  },
  {
    what: "more than one change in twenty fails",
    plant: ({ estate, take }) => {
      const account = of(take("engineering").accounts.code);
      for (const hour of ["10", "11", "12", "13"])
        addEvent(estate, "update", account, `2026-11-14T${hour}:00:00Z`, { result: "failure", httpStatus: 500 });
      return [label("sync-job-unhealthy", "channel:prov/main/code")];
    },
  },
  {
    what: "a job is in quarantine, and has not compared everything for eight days",
    plant: ({ estate }) => {
      const id = "channel:jobs/main/crm";
      estate.change(id, {
        jobState: "quarantine",
        reconcileStarted: "2026-11-14T02:00:00Z",
        reconcileEnded: "2026-11-14T02:10:00Z",
      });
      return [label("sync-job-unhealthy", id), label("sync-reconcile-overdue", id, "seven days in the second tier")];
    },
  },
  {
    what: "the token of a job ends in three weeks; it compared everything twenty-three hours ago",
    plant: ({ estate }) => {
      const id = "channel:jobs/main/pg";
      estate.change(id, {
        tokenExpiresAt: "2026-12-13T00:00:00Z",
        reconcileStarted: "2026-11-21T07:00:00Z",
        reconcileEnded: "2026-11-21T09:00:00Z",
      });
      return [label("sync-job-unhealthy", id)];
    },
  },
  {
    what: "the token of a job ends in thirty-one days, and people compared everything twenty-nine days ago",
    plant: ({ estate }) => {
      estate.change("channel:jobs/main/agents", {
        ...{
          tokenExpiresAt: "2026-12-23T12:00:00Z",
          reconcileStarted: "2026-10-24T08:00:00Z",
          reconcileEnded: "2026-10-24T09:00:00Z",
        },
      });
      return [];
    },
  },
  {
    what: "what compared everything did not come to its end",
    plant: ({ estate }) => {
      const id = "channel:jobs/main/desk";
      estate.change(id, { outcome: "partial" });
      return [label("sync-reconcile-overdue", id)];
    },
  },
  {
    what: "two groups are in each other",
    plant: ({ estate, officers }) => {
      for (const name of ["loop-a", "loop-b"])
        estate.add("dir", "group", name, {
          name,
          kind: "security",
          membershipType: "assigned",
          owners: [officers[0]?.dir ?? ""],
        });
      join(estate, "group:dir/main/loop-a", "loop-b", "2025-01-01");
      join(estate, "group:dir/main/loop-b", "loop-a", "2025-01-01");
      return ["loop-a", "loop-b"].map((name) => label("snapshot-integrity", `group:dir/main/${name}`));
    },
  },
  {
    what: "a grant names an account that is not there",
    plant: ({ estate }) => {
      const grant = give(estate, "account:desk/main/ghost", "role/user", { grantedAt: "2025-01-01T09:00:00Z" });
      return [label("snapshot-integrity", grant)];
    },
  },
  {
    what: "a group of another directory is granted something, and has people",
    plant: ({ estate }) => {
      groupGrant(estate, "desk", "group:dir/main/data", "entitlement:desk/main/role/user");
      return [];
    },
  },
];
