import { everything } from "../../everything.ts";
import { accountsOf, grantsOf } from "./applications.ts";
import { config } from "./company-config.ts";
import { type Employee, employees, machineNumber } from "./people.ts";

/** When the exports were made. */
export const exportedAt = "2026-11-22T06:00:00Z";

/** A fifth of the company will do where not everything is tried. */
const part = everything ? 1 : 5;

/** What is planted, counted by code that knows no rule. */
export const planted = {
  employees: 5_000 / part,
  /** Service accounts of the directory whose owner nobody has written down. */
  ownerless: 400 / part,
  /** Gone for months, and still enabled in one application. */
  leaversEnabled: 60 / part,
  /** Gone, disabled, and still a member of something. */
  leaversHolding: 140 / part,
  /** Applications of which too many are administrators. */
  crowded: 3,
  /** Accounts that match nobody. */
  strangers: 25 / part,
} as const;

/**
 * A company of five thousand on the day it adopts the tool: HR, a directory, three applications, nothing declared but the
 * applications. What is wrong in it has grown over years, so that the first report has hundreds of findings.
 */
export function companyFiles(): Record<string, string> {
  const everybody = employees(planted.employees);
  const machines = Array.from({ length: planted.ownerless }, (_, number) => machineNumber(number));
  return {
    "entitlint.yaml": config(exportedAt),
    "exports/hr.csv": csv(
      ["number", "name", "mail", "state", "since", "department"],
      everybody.map(({ number, name, mail, left, department }) => [
        ...[number, name, mail, left ? "left" : "active", left ?? "", department],
      ]),
    ),
    "exports/directory.csv": csv(
      ["id", "kind", "login", "name", "mail", "number", "state", "since"],
      [
        ...everybody.map(directoryRow),
        ...machines.map(({ id, login }) => [id, "service", login, login, "", "", "on", ""]),
      ],
    ),
    ...Object.fromEntries(
      (["forge", "crm", "warehouse"] as const).flatMap((app) => [
        [
          `exports/${app}-accounts.csv`,
          csv(["id", "login", "mail", "kind", "state"], accountsOf(app, everybody, machines)),
        ],
        [`exports/${app}-grants.csv`, csv(["id", "role"], grantsOf(app, everybody, machines))],
        [`access/apps/${app}.yaml`, appFile(app)],
      ]),
    ),
  };
}

function directoryRow({ number, name, mail, left }: Employee): string[] {
  return [`u${number}`, "person", mail.split("@")[0] ?? "", name, mail, number, left ? "off" : "on", left ?? ""];
}

function appFile(app: string): string {
  const privileged = app === "warehouse" ? "superuser" : "admin";
  return `owner: person:u00001
people: [directory]
tier: ${app === "warehouse" ? 1 : 2}
lifecycle: {channel: manual, sla: PT24H, deactivationBlocksUse: verified}
correlate:
  - {account: emails, person: emails, ignoreCase: true}
entitlements:
  - {match: "role/${privileged}", privileged: true}
`;
}

function csv(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heading, ...rows].map((row) => `${row.join(",")}\n`).join("");
}
