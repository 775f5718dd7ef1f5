import { removeWhere } from "../clean/changes.ts";
import { crmRolesOf, give, hire, join, type Person } from "../clean/staff.ts";
import { type Defect, grantOf, label, of } from "../defect.ts";
import type { Estate } from "../estate.ts";

/** Somebody of support goes to people operations; HR and the directory know from a reading on, and the groups follow. */
function move(estate: Estate, { hr, dir }: Person, from: 1 | 2): void {
  for (const id of [hr, dir]) estate.change(id, { department: "people" }, { from });
  estate.change(hr, { costCenter: "cc-people" }, { from });
  removeWhere(estate, "dir", "membership", ({ member }) => member === dir, { from });
  join(estate, dir, "people", from === 1 ? "2026-11-07" : "2026-11-21", { from });
}

function takeAway(estate: Estate, { accounts }: Person, kept: readonly string[], from: 1 | 2): void {
  const gone = crmRolesOf.support.filter((role) => !kept.includes(role));
  for (const role of gone) estate.remove(grantOf(accounts.crm, `role/${role}`), { from });
}

/** An application in the mode `listed` holds whatever a role names against roles, whatever was approved besides. */
const beyond = "a role names it and none of theirs does, and the mode is listed";

export const movers: readonly Defect[] = [
  {
    what: "moved two weeks ago, and can still make refunds",
    plant: ({ estate, take }) => {
      const person = take("support");
      move(estate, person, 1);
      takeAway(estate, person, ["refund-create"], 1);
      const grant = grantOf(person.accounts.crm, "role/refund-create");
      return [label("mover-residual-grant", grant), label("group-policy-drift", grant, beyond)];
    },
  },
  {
    what: "moved since the last reading: a week is given",
    plant: ({ estate, take }) => {
      const person = take("support");
      move(estate, person, 2);
      return [];
    },
  },
  {
    what: "moved two weeks ago, and kept all six roles: they pile up",
    plant: ({ estate, take }) => {
      const person = take("support");
      move(estate, person, 1);
      const grants = crmRolesOf.support.map((role) => grantOf(person.accounts.crm, `role/${role}`));
      return [
        label("mover-residual-grant", person.hr, "six of them, which is a finding by itself"),
        ...grants.map((grant) => label("mover-residual-grant", grant, "each of the six")),
        ...grants.map((grant) => label("group-policy-drift", grant, beyond)),
      ];
    },
  },
  {
    what: "moved two weeks ago; what is kept was approved again",
    plant: ({ estate, take }) => {
      const person = take("support");
      move(estate, person, 1);
      takeAway(estate, person, ["kb"], 1);
      const grant = grantOf(person.accounts.crm, "role/kb");
      estate.change(grant, { approvalRef: "REQ-700" });
      return [label("group-policy-drift", grant, beyond)];
    },
  },
  {
    what: "the directory has another department than HR, which decides who gets what",
    plant: ({ estate, take }) => {
      const { dir } = take("sales");
      estate.change(dir, { department: "marketing" });
      return [label("mover-attribute-drift", `${dir}/department`)];
    },
  },
  {
    what: "the directory has another title than HR",
    plant: ({ estate, take }) => {
      const { dir } = take("sales");
      estate.change(dir, { title: "Director" });
      return [label("mover-attribute-drift", `${dir}/title`)];
    },
  },
  {
    what: "HR has a new title since the last reading, the directory not yet",
    plant: ({ estate, take }) => {
      const { hr } = take("sales");
      estate.change(hr, { title: "Head of Everything" }, { from: 2 });
      return [];
    },
  },
  {
    what: "the directory's department has a space more: declared to be trimmed",
    plant: ({ estate, take }) => {
      const { dir } = take("sales");
      estate.change(dir, { department: "sales " });
      return [];
    },
  },
  {
    what: "an application shows another name than the directory",
    plant: ({ estate, take }) => {
      const { accounts } = take("sales");
      estate.change(of(accounts.desk), { displayName: "Somebody Else" });
      return [label("mover-attribute-drift", `${of(accounts.desk)}/displayName`)];
    },
  },
  {
    what: "hired two weeks ago, and holds more than the job brings",
    plant: ({ estate }) => {
      const { accounts } = hire(estate, { number: 1701, department: "sales", start: "2026-11-05", when: { from: 1 } });
      const more = { grantedAt: "2026-11-06T09:00:00Z", source: "connector" };
      const grant = give(estate, of(accounts.crm), "role/kb", more, { from: 1 });
      return [label("joiner-excess-access", grant), label("group-policy-drift", grant, beyond)];
    },
  },
  {
    what: "hired two weeks ago, and what goes beyond the job was approved",
    plant: ({ estate }) => {
      const { accounts } = hire(estate, { number: 1702, department: "sales", start: "2026-11-05", when: { from: 1 } });
      const more = { grantedAt: "2026-11-06T09:00:00Z", source: "connector", approvalRef: "REQ-701" };
      return [label("group-policy-drift", give(estate, of(accounts.crm), "role/kb", more, { from: 1 }), beyond)];
    },
  },
  {
    what: "hired thirty-three days ago: no joiner any more",
    plant: ({ estate }) => {
      const { accounts } = hire(estate, { number: 1703, department: "sales", start: "2026-10-20", when: { from: 1 } });
      const grant = give(
        estate,
        of(accounts.crm),
        "role/kb",
        { grantedAt: "2026-10-21T09:00:00Z", source: "connector" },
        { from: 1 },
      );
      return [label("group-policy-drift", grant, beyond)];
    },
  },
  {
    what: "an account was made by hand where the connector makes them",
    plant: ({ estate, take }) => {
      const { accounts } = take("sales");
      estate.change(of(accounts.crm), { provenance: "manual", createdAt: "2026-09-28T09:00:00Z" });
      return [label("joiner-out-of-band", accounts.crm)];
    },
  },
  {
    what: "an account was made by hand ninety-one days ago",
    plant: ({ estate, take }) => {
      const { accounts } = take("sales");
      estate.change(of(accounts.crm), { provenance: "manual", createdAt: "2026-08-23T07:00:00Z" });
      return [];
    },
  },
  {
    what: "starts in eight days, and the account is open",
    plant: ({ estate }) => {
      const { accounts } = hire(estate, {
        number: 1704,
        department: "sales",
        start: "2026-11-30",
        without: ["wiki", "crm"],
        when: { from: 2 },
      });
      makeEarly(estate, 1704, "2026-11-30");
      return [label("joiner-timing", accounts.desk)];
    },
  },
  {
    what: "starts tomorrow, and the account is open: a day before is fine",
    plant: ({ estate }) => {
      hire(estate, {
        number: 1705,
        department: "sales",
        start: "2026-11-23",
        without: ["wiki", "crm"],
        when: { from: 2 },
      });
      makeEarly(estate, 1705, "2026-11-23");
      return [];
    },
  },
  {
    what: "has worked here for weeks without the account that everybody gets",
    plant: ({ estate }) => {
      const { hr } = hire(estate, {
        number: 1706,
        department: "people",
        start: "2026-11-02",
        without: ["desk"],
        when: { from: 1 },
      });
      return [label("joiner-timing", `${hr}/entitlement:desk/main/role/user`)];
    },
  },
  {
    what: "started today without the account that everybody gets: there is a day for it",
    plant: ({ estate }) => {
      hire(estate, { number: 1707, department: "people", start: "2026-11-22", without: ["desk"], when: { from: 2 } });
      estate.change("identity:dir/main/u1707", { created: "2026-11-21T20:00:00Z", since: "2026-11-21T20:00:00Z" });
      estate.change("membership:dir/main/people:u1707", { addedAt: "2026-11-21T20:00:00Z" });
      return [];
    },
  },
];

/** Everything of a person was made the day before yesterday, and they have not come yet. */
function makeEarly(estate: Estate, number: number, start: string): void {
  const made = "2026-11-20T09:00:00Z";
  estate.change(`identity:hr/main/${number}`, { state: "hired", since: "2026-11-20", start });
  estate.change(`identity:dir/main/u${number}`, { state: "staged", created: made, since: made, lastLogin: undefined });
  estate.remove(`membership:dir/main/sales:u${number}`);
  estate.change(`account:desk/main/d${number}`, { createdAt: made, lastLoginAt: undefined });
  estate.change(`grant:desk/main/d${number}:role/user`, { grantedAt: made });
}
