import { planted } from "./company.ts";
import type { Employee, Machine } from "./people.ts";

export type App = "forge" | "crm" | "warehouse";

const places: Readonly<Record<App, number>> = { forge: 0, crm: 1, warehouse: 2 };

/** Everybody has an account in two applications of three; machines in one. */
export function accountsOf(app: App, everybody: readonly Employee[], machines: readonly Machine[]): string[][] {
  const people = everybody.filter((employee) => hasAccount(app, employee));
  return [
    ...people.map(({ number, mail, leaver }) => {
      const state = leaver === undefined || isStillEnabled(app, leaver) ? "on" : "off";
      return [`${app}-${number}`, mail.split("@")[0] ?? "", mail, "person", state];
    }),
    ...strangersOf(app).map((id) => [id, `guest-${id}`, `${id}@elsewhere.example`, "person", "on"]),
    ...machines
      .filter(({ number }) => number % 3 === places[app])
      .map(({ id, login }) => [`${app}-${id}`, login, "", "service", "on"]),
  ];
}

/** One role each; every fortieth of the staff is privileged. Leavers of the first kind, and those who still hold, keep theirs. */
export function grantsOf(app: App, everybody: readonly Employee[], machines: readonly Machine[]): string[][] {
  const usual = app === "warehouse" ? ["analyst", "superuser"] : ["member", "admin"];
  const [role = "", privileged = ""] = usual;
  return [
    ...everybody
      .filter(
        (employee) =>
          hasAccount(app, employee) && (employee.leaver === undefined || isStillHolding(app, employee.leaver)),
      )
      .map(({ number }) => [`${app}-${number}`, Number(number) % 40 === 7 ? privileged : role]),
    ...strangersOf(app).map((id) => [id, role]),
    ...machines.filter(({ number }) => number % 3 === places[app]).map(({ id }) => [`${app}-${id}`, role]),
  ];
}

function hasAccount(app: App, { number, leaver }: Employee): boolean {
  return leaver === undefined ? Number(number) % 3 !== places[app] : leaver % 3 === places[app];
}

/** The first of those who have left were forgotten. */
function isStillEnabled(app: App, leaver: number): boolean {
  return leaver % 3 === places[app] && leaver < planted.leaversEnabled;
}

function isStillHolding(app: App, leaver: number): boolean {
  return leaver % 3 === places[app] && leaver < planted.leaversEnabled + planted.leaversHolding;
}

function strangersOf(app: App): string[] {
  return Array.from({ length: planted.strangers }, (_, number) => number)
    .filter((number) => number % 3 === places[app])
    .map((number) => `x${number}`);
}
