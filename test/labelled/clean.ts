import { addEvent } from "./clean/changes.ts";
import { addChannels } from "./clean/channels.ts";
import { decide } from "./clean/decided.ts";
import { addEntitlements } from "./clean/entitlements.ts";
import { addGroups, fillGroups } from "./clean/groups.ts";
import { addKey, addMachines } from "./clean/machines.ts";
import { addAdministrator, addSpecial } from "./clean/special.ts";
import { type Department, give, hire, type Person } from "./clean/staff.ts";
import { type Estate, emptyEstate } from "./estate.ts";

const sizes: Readonly<Record<Department, number>> = {
  people: 20,
  engineering: 110,
  payments: 40,
  sales: 70,
  support: 60,
  finance: 30,
};

export interface Clean {
  readonly estate: Estate;
  /** People who answer for things: they stay as they are. */
  readonly officers: readonly Person[];
  /** The next ordinary person of a department, to whom something may happen. */
  readonly take: (department: Department) => Person;
}

/** A company in which everything is as it was decided: each thing that is odd has been thought of. */
export function cleanEstate(): Clean {
  const estate = emptyEstate();
  const staff = hireAll(estate);
  const officers = staff.people.slice(0, 12);
  const [owner] = officers;
  if (!owner) throw new Error("nobody owns anything");
  addEntitlements(estate);
  addGroups(estate, owner.dir);
  const teams = {
    platform: staff.engineering.slice(0, 8),
    data: staff.engineering.slice(8, 14),
    dba: staff.engineering.slice(14, 20),
    leads: staff.support.slice(0, 4),
  };
  for (const { dir } of teams.platform) estate.remove(dir.replace("identity:dir/main/", "membership:dir/main/eng:"));
  fillGroups(estate, teams);
  decide(estate, owner, teams.leads);
  addMachines(estate, officers);
  addChannels(estate);
  addSpecial(estate, officers[1] ?? owner);
  addAdministrators(estate, staff, teams.dba);
  for (const { accounts } of staff.payments.slice(0, 10)) if (accounts.code) addPersonsKey(estate, accounts.code);
  addEvent(estate, "update", staff.payments[0]?.accounts.code ?? "", "2026-09-14T10:00:00Z");
  acceptRisk(estate, owner, officers[1] ?? owner);
  const next = new Map<Department, number>();
  const take = (department: Department) => {
    const index = (next.get(department) ?? staff[department].length) - 1;
    next.set(department, index);
    const person = staff[department][index];
    if (!person || index < 20) throw new Error(`${department} has no more people`);
    return person;
  };
  return { estate, officers, take };
}

function hireAll(estate: Estate): Record<Department, Person[]> {
  let number = 1000;
  const hired = (department: Department) =>
    Array.from({ length: sizes[department] }, (_, index) => {
      number += 1;
      const start = `20${18 + (index % 8)}-0${1 + (index % 9)}-0${1 + (index % 7)}`;
      return hire(estate, { number, department, start });
    });
  return {
    people: hired("people"),
    engineering: hired("engineering"),
    payments: hired("payments"),
    sales: hired("sales"),
    support: hired("support"),
    finance: hired("finance"),
  };
}

function addAdministrators(estate: Estate, staff: Record<Department, Person[]>, dba: readonly Person[]): void {
  for (const person of staff.engineering.slice(0, 3)) addAdministrator(estate, "code", person, "role/owner");
  for (const person of staff.sales.slice(0, 3)) addAdministrator(estate, "crm", person, "role/admin");
  for (const { login } of dba.slice(0, 2))
    give(estate, `account:pg/main/${login}`, "role/superuser", { approvalRef: "REQ-14" });
  for (const { dir } of staff.engineering.slice(0, 3))
    estate.add("dir", "grant", `${dir.slice(dir.lastIndexOf("/") + 1)}:role/global-admin`, {
      ...{ principal: dir, principalType: "identity", entitlement: "entitlement:dir/main/role/global-admin" },
      ...{ effect: "allow", direct: true, source: "manual", eligibleOnly: true, approvalRef: "REQ-15" },
      grantedAt: "2024-03-01T10:00:00Z",
    });
  for (const { accounts } of staff.engineering.slice(20, 30)) {
    if (accounts.desk === undefined) continue;
    give(estate, accounts.desk, "workspace/main", { grantedAt: "2025-02-03T09:00:00Z", approvalRef: "REQ-16" });
    give(estate, accounts.desk, "project/apollo", { grantedAt: "2025-02-03T09:05:00Z", approvalRef: "REQ-16" });
  }
}

export function addPersonsKey(estate: Estate, account: string, more = {}): string {
  const row = { hashId: undefined, workloads: undefined, environments: undefined };
  const times = { createdAt: "2026-10-10T09:00:00Z", expiresAt: "2026-12-31T00:00:00Z" };
  return addKey(estate, "code", account, "pat", { ...row, ...times, ...more });
}

/** The vendor gives its keys no end, and somebody has accepted that for a while. */
function acceptRisk(estate: Estate, owner: Person, approver: Person): void {
  const key = "credential:crm/main/api-key-sync-10";
  estate.change(key, { expiresAt: "never" });
  estate.list("waivers/2026-11").push({
    ...{ id: "w-key-without-end", rule: "nhi-no-expiry", object: key, kind: "accepted-risk" },
    ...{ owner: `person:${owner.mail}`, approver: `person:${approver.mail}`, reason: "the vendor knows no end" },
    ...{ created: "2026-11-01", until: "2027-01-15", control: "changed every quarter" },
  });
}
