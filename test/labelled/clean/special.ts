import type { Estate } from "../estate.ts";
import { addEvent, leave } from "./changes.ts";
import { crmRolesOf, give, hire, human, join, type Person, strongMfa } from "./staff.ts";

/** People with whom something is as it seldom is, and as it should be all the same. */
export function addSpecial(estate: Estate, sponsor: Person): void {
  addAway(estate);
  addComingAndGoing(estate);
  addContractors(estate);
  addGuests(estate, sponsor);
  addChanged(estate);
}

/** On leave: two keep what they have, two had their accounts suspended. Locked: as good as active. */
function addAway(estate: Estate): void {
  for (const number of [1501, 1502, 1503, 1504]) {
    const person = hire(estate, { number, department: "sales", start: "2022-04-01", state: "away" });
    if (number <= 1502) continue;
    for (const account of [person.accounts.crm, person.accounts.desk, person.accounts.wiki])
      if (account) estate.change(account, { status: "suspended" });
    estate.change(person.dir, { state: "off", since: "2026-09-01T07:00:00Z" });
  }
  for (const number of [1505, 1506]) {
    const { dir } = hire(estate, { number, department: "sales", start: "2022-04-01" });
    estate.change(dir, { state: "locked", since: "2026-11-21T07:00:00Z" }, { from: 2 });
  }
}

function addComingAndGoing(estate: Estate): void {
  for (const number of [1511, 1512, 1513])
    hire(estate, { number, department: "support", start: "2026-12-01", state: "hired", when: { from: 1 } });
  for (const number of [1514, 1515])
    hire(estate, { number, department: "sales", start: "2026-11-02", when: { from: 1 } });
  for (const number of [1516, 1517]) {
    const { accounts } = hire(estate, { number, department: "engineering", start: "2026-11-02", when: { from: 1 } });
    if (accounts.code) addEvent(estate, "create", accounts.code, "2026-11-02T08:50:00Z");
  }
  // Gone long ago, and all of it was taken away; of two the customers' application keeps what a disabled account holds.
  for (const number of [1521, 1522, 1523, 1524, 1525, 1526]) {
    const department = number <= 1524 ? "support" : "engineering";
    const person = hire(estate, { number, department, start: "2021-02-01" });
    leave(estate, person, { at: "2026-10-20T15:00:00Z", ...(number <= 1522 && { holding: ["crm"] }) });
  }
  // The directory has deleted them since.
  for (const number of [1527, 1528]) {
    const person = hire(estate, { number, department: "sales", start: "2021-02-01" });
    leave(estate, person, { at: "2026-10-20T15:00:00Z" });
    for (const id of [person.dir, person.accounts.crm, person.accounts.desk]) if (id) estate.remove(id, { from: 1 });
  }
  // Came back: under the same number, and under a new one beside the old row.
  hire(estate, { number: 1531, department: "sales", start: "2026-03-01" });
  const again = hire(estate, { number: 1532, department: "sales", start: "2026-03-01" });
  const { name, mail } = again;
  estate.add("hr", "identity", "532", {
    ...{ name, mail, state: "left", since: "2024-05-31", start: "2019-01-07", type: "employee" },
    ...{ department: "support", title: "Associate", costCenter: "cc-support" },
  });
}

function addContractors(estate: Estate): void {
  const ends = ["2027-03-31", "2027-01-15", "2026-12-24", "2027-02-28", "2026-12-01", "2026-11-22"];
  for (const [index, end] of ends.entries()) {
    const { dir } = hire(estate, {
      number: 1541 + index,
      department: "sales",
      start: "2026-06-01",
      type: "contractor",
      end,
    });
    estate.change(dir, { expires: end });
  }
}

export function addGuest(
  estate: Estate,
  name: string,
  sponsors: readonly string[],
  more = {},
): { dir: string; account: string } {
  const mail = `${name}@partner.example`;
  const created = "2026-09-01T09:00:00Z";
  const dir = estate.add("dir", "identity", `g-${name}`, {
    ...{ kind: "external", type: "guest", state: "on", since: created, login: `${name}.guest`, name, mail, created },
    ...{
      expires: "2027-01-31",
      sponsors,
      reviewedAt: "2026-10-15",
      guid: `guid-${name}`,
      lastLogin: "2026-11-12T08:00:00Z",
      ...more,
    },
  });
  const desk = estate.add("desk", "account", `g-${name}`, {
    ...{ ...human(name, `${name}.guest`, mail, "2026-09-01"), kind: "external", loginMethods: ["saml"] },
  });
  give(estate, desk, "role/user", { grantedAt: "2026-09-01T09:05:00Z", approvalRef: "REQ-12" });
  return { dir, account: dir.replace("identity:", "account:") };
}

function addGuests(estate: Estate, { dir }: Person): void {
  for (const name of ["olga", "pavel", "quinn", "rosa", "samir", "tove"]) addGuest(estate, name, [dir]);
}

/** Renamed by marriage; moved to another department with everything; two accounts, one of them for administration. */
function addChanged(estate: Estate): void {
  for (const number of [1551, 1552]) {
    const { hr, dir, login, accounts, name } = hire(estate, { number, department: "finance", start: "2020-03-02" });
    const renamed = `${name.split(" ")[0]} Lindqvist`;
    const when = { from: 1 } as const;
    for (const id of [hr, dir]) estate.change(id, { name: renamed }, when);
    estate.change(dir, { login: login.replace(/\.\w+?(?=\d)/, ".lindqvist") }, when);
    for (const account of Object.values(accounts)) estate.change(account, { displayName: renamed }, when);
    estate
      .list("links")
      .push({ account: accounts.wiki, person: `person:${number}`, reason: "renamed", until: "2027-06-30" });
  }
  for (const number of [1553, 1554]) {
    const { hr, dir, accounts } = hire(estate, { number, department: "sales", start: "2020-03-02" });
    for (const id of [hr, dir]) estate.change(id, { department: "support" }, { to: 0 });
    estate.change(hr, { costCenter: "cc-support" }, { to: 0 });
    estate.remove(`membership:dir/main/sales:u${number}`, { to: 0 });
    join(estate, dir, "support", "2020-03-02", { to: 0 });
    if (accounts.crm === undefined) continue;
    estate.remove(`grant:crm/main/k${number}:role/quotes`, { to: 0 });
    for (const role of crmRolesOf.support.filter((name) => name !== "agent"))
      give(estate, accounts.crm, `role/${role}`, { grantedAt: "2020-03-02T09:00:00Z", source: "connector" }, { to: 0 });
  }
}

/** A second account, for administration alone; what it may do has to be switched on each time. */
export function addAdministrator(estate: Estate, app: "code" | "crm", person: Person, role: string, more = {}): string {
  const login = `adm-${person.login}`;
  const key = app === "crm" ? { employeeId: person.number, provenance: "connector" } : { provenance: "scim" };
  const account = estate.add(app, "account", login, {
    ...{ ...human(person.name, login, person.mail, "2026-03-01"), loginMethods: ["saml"], ...strongMfa, ...key },
  });
  give(estate, account, role, {
    grantedAt: "2026-03-01T10:00:00Z",
    approvalRef: "REQ-13",
    eligibleOnly: true,
    ...more,
  });
  return account;
}
