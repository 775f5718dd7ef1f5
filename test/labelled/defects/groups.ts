import { groupGrant } from "../clean/groups.ts";
import { codeMember, give, join } from "../clean/staff.ts";
import { type Defect, label, of } from "../defect.ts";
import type { Estate } from "../estate.ts";

function directoryGroup(estate: Estate, name: string, owners: readonly string[]): string {
  return estate.add("dir", "group", name, { name, kind: "security", membershipType: "assigned", owners });
}

export const groups: readonly Defect[] = [
  {
    what: "the repositories' group has somebody whom the directory's has not",
    plant: ({ estate, take }) => [
      label(
        "group-app-drift",
        codeMember(estate, of(take("payments").accounts.code), "eng", "2026-10-10T09:00:00Z", "scim"),
      ),
    ],
  },
  {
    what: "the same since half an hour before the export: the channel has an hour",
    plant: ({ estate, take }) => {
      codeMember(estate, of(take("payments").accounts.code), "eng", "2026-11-22T05:30:00Z", "scim");
      return [];
    },
  },
  {
    what: "the repositories' group lacks somebody whom the directory's has",
    plant: ({ estate, take }) => {
      const { hr, accounts, number } = take("engineering");
      estate.remove(`membership:code/main/eng:c${number}`);
      return [
        label("group-app-drift", "group:code/main/eng", `${accounts.code} is missing, which is told of the group`),
        label("group-policy-drift", `${hr}/entitlement:code/main/repo/platform`, "what the role gives by that group"),
      ];
    },
  },
  {
    what: "the directory's group has somebody whom the role does not mean",
    plant: ({ estate, take }) => [
      label("group-policy-drift", join(estate, take("support").dir, "finance", "2026-10-01")),
      label("group-policy-drift", "grant:code/main/eng:repo/platform", "what they get by it, in the mode listed"),
    ],
  },
  {
    what: "the directory's group lacks somebody whom the role means",
    plant: ({ estate, take }) => {
      const { hr, number } = take("finance");
      estate.remove(`membership:dir/main/finance:u${number}`);
      return [label("group-policy-drift", `${hr}/group:dir/main/finance`)];
    },
  },
  {
    what: "the line that gives a group ended in October, and they are in it still",
    plant: ({ estate, take }) => {
      const { dir, mail } = take("sales");
      memberOfLeads(estate, { who: `person:${mail}`, until: "2026-10-31" });
      return [label("group-policy-drift", join(estate, dir, "support-leads", "2026-09-01"))];
    },
  },
  {
    what: "the line that gives a group ends today",
    plant: ({ estate, take }) => {
      const { dir, mail } = take("sales");
      memberOfLeads(estate, { who: `person:${mail}`, until: "2026-11-22" });
      join(estate, dir, "support-leads", "2026-09-01");
      return [];
    },
  },
  {
    what: "somebody was put by hand into a group that the directory fills",
    plant: ({ estate, take }) => {
      const { number } = take("engineering");
      const membership = `membership:code/main/eng:c${number}`;
      estate.change(membership, { source: "manual", addedBy: "somebody", addedAt: "2026-10-12T09:00:00Z" });
      return [label("group-local-managed", membership)];
    },
  },
  {
    what: "somebody was put by hand into such a group half a day ago",
    plant: ({ estate, take }) => {
      const { number } = take("engineering");
      estate.change(`membership:code/main/eng:c${number}`, { source: "manual", addedAt: "2026-11-21T20:00:00Z" });
      return [];
    },
  },
  {
    what: "an account for emergencies was put by hand into such a group",
    plant: ({ estate }) => {
      codeMember(estate, "account:code/main/emergency-1", "eng", "2026-10-12T09:00:00Z", "manual");
      return [];
    },
  },
  {
    what: "a group that is gone is still granted something",
    plant: ({ estate }) => {
      const grant = groupGrant(estate, "crm", "group:dir/main/crm-old", "entitlement:crm/main/role/kb");
      return [
        label("group-orphaned-grant", "group:dir/main/crm-old"),
        label("snapshot-integrity", grant, "it refers to a record that is not there"),
      ];
    },
  },
  {
    what: "a group without a member is granted something, for longer than thirty days",
    plant: ({ estate, officers }) => {
      const group = directoryGroup(estate, "crm-empty", [officers[0]?.dir ?? ""]);
      groupGrant(estate, "crm", group, "entitlement:crm/main/role/kb");
      return [label("group-orphaned-grant", group)];
    },
  },
  {
    what: "a group that has been empty for two weeks at most is granted something",
    plant: ({ estate, officers }) => {
      const group = directoryGroup(estate, "crm-paused", [officers[0]?.dir ?? ""]);
      join(estate, officers[0]?.dir ?? "", "crm-paused", "2024-01-01", { to: 1 });
      groupGrant(estate, "crm", group, "entitlement:crm/main/role/kb");
      // The catalogue gives thirty days; since when a group is empty is told by no source and no history, so it is told at once.
      return [label("group-orphaned-grant", group)];
    },
  },
  {
    what: "a group that gives something privileged belongs to nobody",
    plant: ({ estate, officers }) => {
      const group = directoryGroup(estate, "dir-admins", []);
      join(estate, officers[0]?.dir ?? "", "dir-admins", "2024-01-01");
      const grant = groupGrant(estate, "dir", group, "entitlement:dir/main/role/global-admin", { eligibleOnly: true });
      return grant === "" ? [] : [label("group-orphaned-grant", group)];
    },
  },
  {
    what: "people of a nested group do not reach the application",
    plant: ({ estate, officers, take }) => {
      const owners = [officers[0]?.dir ?? ""];
      const [outer, inner] = [directoryGroup(estate, "ml", owners), directoryGroup(estate, "ml-lab", owners)];
      const [one, other] = [take("engineering"), take("engineering")];
      join(estate, one.dir, "ml", "2025-01-01");
      join(estate, other.dir, "ml-lab", "2025-01-01");
      join(estate, inner, "ml", "2025-01-01");
      const group = estate.add("code", "group", "ml", { name: "ml", kind: "team", membershipType: "assigned", owners });
      groupGrant(estate, "code", group, "entitlement:code/main/repo/web");
      codeMember(estate, of(one.accounts.code), "ml", "2025-01-01T09:00:00Z", "scim");
      const code = estate.access.get("apps/code");
      if (code && !Array.isArray(code) && Array.isArray(code.groups))
        code.groups.push({ group: "group:code/ml", from: outer.replace("/main", "") });
      return [label("group-nested-unpropagated", group)];
    },
  },
  {
    what: "somebody gave an account more by hand, beside what the channel manages",
    plant: ({ estate, take }) => {
      const more = { source: "manual", grantedAt: "2026-11-10T09:00:00Z" };
      return [label("scim-gap-local-override", give(estate, of(take("payments").accounts.code), "repo/web", more))];
    },
  },
  {
    what: "somebody gave an account more by hand, and it was approved",
    plant: ({ estate, take }) => {
      const more = { source: "manual", grantedAt: "2026-11-10T09:00:00Z", approvalRef: "REQ-800" };
      give(estate, of(take("payments").accounts.code), "repo/web", more);
      return [];
    },
  },
  {
    what: "the way into the workspace was taken away, and a project in it was not",
    plant: ({ estate, take }) => {
      const account = of(take("sales").accounts.desk);
      const more = { grantedAt: "2025-02-03T09:05:00Z", approvalRef: "REQ-16" };
      give(estate, account, "workspace/main", more, { to: 1 });
      return [label("scim-gap-nested-residue", give(estate, account, "project/apollo", more))];
    },
  },
];

function memberOfLeads(estate: Estate, member: Record<string, string>): void {
  const role = estate.access.get("roles/support-leads");
  if (role && !Array.isArray(role) && Array.isArray(role.members)) role.members.push(member);
}
