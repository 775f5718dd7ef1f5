import { readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readDateCells } from "../../src/commands/init/date-cells.ts";
import { proposeDates } from "../../src/commands/init/propose-dates.ts";
import { emptyFolder, write } from "../repository/make-repository.ts";
import { runHere } from "./run-here.ts";

/** The fields that init writes for an export, and what it says. */
async function fieldsOf(role: string, csv: string) {
  const folder = emptyFolder();
  write(folder, "x.csv", csv);
  const { code, stderr } = await runHere(folder, ["init", "--yes", "--system", `x=${role}:x.csv`]);
  expect(code, stderr).toBe(0);
  const text = readFileSync(join(folder, "entitlint.yaml"), "utf8");
  const [, fields = ""] = /fields:\n([\s\S]*?)(?:\n +status:|\n +# (?:status|not read))/.exec(text) ?? [];
  const dateFormat = /\n +dateFormat: (.*) # as the/.exec(text)?.[1];
  const lines = fields.split("\n").map((line) => line.trim().replace(/ # .*$/, ""));
  return { lines, dateFormat, stderr, config: text };
}

test("an HR export of the usual English names, with dates that may be read in two ways", async () => {
  const { lines, dateFormat, stderr } = await fieldsOf(
    "authoritative-identity",
    `Employee #,First Name,Last Name,Status,Hire Date,Termination Date,Department,Job Title,Work Email,Cost Center (code)
1,Ana,Example,Active,05/06/2020,,IT,Dev,a@example.com,7
2,Bo,Example,Inactive,01/02/2021,03/04/2025,IT,Dev,b@example.com,7
`,
  );
  expect([lines, dateFormat]).toEqual([
    [
      "kind: { value: human }",
      'displayName: "{First Name} {Last Name}"',
      "emails: [{ from: Work Email, primary: true }]",
      'employeeId: "Employee #"',
      "department: Department",
      "title: Job Title",
      'costCenter: "Cost Center (code)"',
      "# startDate: { from: Hire Date, dateFormat: MM/dd/yyyy }",
      "# endDate: { from: Termination Date, dateFormat: MM/dd/yyyy }",
    ],
    undefined,
  ]);
  expect(stderr).toContain("the dates in Hire Date may be written MM/dd/yyyy or dd/MM/yyyy");
});

test("a German one, whose name column holds the last name", async () => {
  const { lines, dateFormat, stderr } = await fieldsOf(
    "authoritative-identity",
    `Personalnummer;Vorname;Name;E-Mail;Eintrittsdatum;Austrittsdatum;Abteilung;Kostenstelle;Status
1;Ana;Beispiel;a@example.com;01.02.2020;31.12.9999;IT;100;aktiv
2;Bo;Beispiel;b@example.com;05.03.2021;30.06.2025;IT;100;ausgeschieden
`,
  );
  expect([lines, dateFormat, stderr]).toEqual([
    [
      "kind: { value: human }",
      'displayName: "{Vorname} {Name}"',
      "emails: [{ from: E-Mail, primary: true }]",
      "employeeId: Personalnummer",
      "department: Abteilung",
      "costCenter: Kostenstelle",
      "startDate: Eintrittsdatum",
      'endDate: { from: Austrittsdatum, never: ["31.12.9999"] }',
    ],
    "dd.MM.yyyy",
    "",
  ]);
});

test("a directory's, whose accounts' ends are left to people", async () => {
  const { lines, config } = await fieldsOf(
    "directory",
    `SamAccountName,Name,GivenName,Surname,mail,whenCreated,AccountExpirationDate
ana,Ana E,Ana,E,a@example.com,11/22/2020 9:30:00 AM,
bo,Bo E,Bo,E,b@example.com,1/2/2021 10:00:00 PM,12/31/2026 12:00:00 AM
`,
  );
  expect(lines).toEqual([
    "displayName: Name",
    "userName: SamAccountName",
    "emails: [{ from: mail, primary: true }]",
    'createdAt: { from: whenCreated, dateFormat: "M/d/yyyy h:mm:ss a" }',
    '# expiresAt: { from: AccountExpirationDate, dateFormat: "MM/dd/yyyy hh:mm:ss a" }',
  ]);
  expect(config).toContain("who is about to leave");
});

test.each<[string[], { formats: string[]; odd?: string; isStrange?: boolean; never?: string[] }]>([
  [["2026-11-22", "", "2026-11-22T08:00:00+01:00", "2026-11-22 08:00"], { formats: [] }],
  [["22.11.2026", "1.2.2026"], { formats: ["d.M.yyyy"] }],
  [["22.11.26"], { formats: ["dd.MM.yy"] }],
  [["05/06/2026"], { formats: ["MM/dd/yyyy", "dd/MM/yyyy"] }],
  [["05/06/2026", "13/06/2026"], { formats: ["dd/MM/yyyy"] }],
  [["05/06/2026", "06/13/2026"], { formats: ["MM/dd/yyyy"] }],
  [["05-06-2026"], { formats: ["MM-dd-yyyy", "dd-MM-yyyy"] }],
  [["13/06/2026", "06/13/2026"], { formats: [], odd: "06/13/2026", isStrange: true }],
  [["20261122"], { formats: ["yyyyMMdd"] }],
  [["05062026"], { formats: ["ddMMyyyy", "MMddyyyy"] }],
  [["22 Nov 2026"], { formats: ["dd MMM yyyy"] }],
  [["22-Nov-26"], { formats: ["dd-MMM-yy"] }],
  [["November 2, 2026"], { formats: ["MMMM d, yyyy"] }],
  [["22.11.2026 08:30"], { formats: ["dd.MM.yyyy HH:mm"] }],
  [["1774000000"], { formats: ["X"] }],
  [["45123"], { formats: [], odd: "45123", isStrange: true }],
  [["2026-11-22", "9999-12-31", "never"], { formats: [], never: ["9999-12-31", "never"] }],
  [["2026-02-30"], { formats: [], odd: "2026-02-30", isStrange: true }],
  [["31.02.2026"], { formats: [], odd: "31.02.2026", isStrange: true }],
  [[...Array.from({ length: 20 }, (_, day) => `2026-11-${String(day + 10)}`), "soon"], { formats: [], odd: "soon" }],
])("cells such as %j", (cells, expected) => {
  expect(readDateCells(cells)).toEqual({
    isStrange: false,
    never: [],
    isEmpty: false,
    ...expected,
  });
});

test("one column settles another that is written alike, and none that is not", () => {
  const propose = (start: string, created: string) =>
    proposeDates([
      { field: "startDate", column: "s", cells: [start] },
      { field: "createdAt", column: "c", cells: [created] },
    ]).map(({ format, choices }) => format ?? choices);
  expect(propose("05/06/2026", "11/22/2026 09:30")).toEqual(["MM/dd/yyyy", "MM/dd/yyyy HH:mm"]);
  expect(propose("05/06/2026", "22.11.2026")).toEqual([["MM/dd/yyyy", "dd/MM/yyyy"], "dd.MM.yyyy"]);
  expect(propose("05-06-2026", "22/11/2026")).toEqual([["MM-dd-yyyy", "dd-MM-yyyy"], "dd/MM/yyyy"]);
});

test("an application's members with their last sign-in and second factor, as some of them have neither", async () => {
  const { lines, config, stderr } = await fieldsOf(
    "application",
    `Email,Status,Last Sign In [READ ONLY],has-2fa,Role
a@example.com,Active,2026-11-20T08:00:00Z,1,admin
b@example.com,Active,Never logged in,0,member
`,
  );
  expect([lines, stderr]).toEqual([
    [
      "emails: [{ from: Email, primary: true }]",
      'lastLoginAt: { from: "Last Sign In [READ ONLY]", never: ["Never logged in"] }',
      'mfa.enrolled: { from: has-2fa, map: { "0": false, "1": true } }',
    ],
    "",
  ]);
  expect(config).not.toContain("not read");
});

test("a column of second factors with a word that nobody can guess waits for somebody who can", async () => {
  const { config } = await fieldsOf(
    "application",
    "Email,Status,MFA\na@example.com,Active,yes\nb@example.com,Active,pending\n",
  );
  expect(config).toContain('# mfa.enrolled: { from: MFA, map: { "yes": true } } # what does "pending" mean?');
});

test("what init proposes of uses and factors is read as it is meant", async () => {
  const folder = emptyFolder();
  const csv =
    "Email,Status,Last Login,MFA\na@example.com,Active,2026-11-20T08:00:00Z,on\nb@example.com,Active,Never,off\n";
  write(folder, "x.csv", csv);
  const made = new Date("2026-11-21T08:00:00Z");
  utimesSync(join(folder, "x.csv"), made, made);
  await runHere(folder, ["init", "--yes", "--system", "x=application:x.csv"]);
  const { code, stderr } = await runHere(folder, ["collect"]);
  expect(code, stderr).toBe(0);
  const accounts = readFileSync(join(folder, "snapshots/x/account.ndjson"), "utf8").trim().split("\n");
  expect(accounts.map((line) => JSON.parse(line).mfa)).toEqual([{ enrolled: true }, { enrolled: false }]);
  expect(accounts.map((line) => JSON.parse(line).unknown)).toEqual([undefined, undefined]);
  expect(stderr).not.toMatch(/last ?login/iu);
});

test("the bits of Active Directory as a status: the usual values, those of the export, and what is no number left open", async () => {
  const csv = "objectGUID,sAMAccountName,userAccountControl\n1,ana,512\n2,bob,590338\n3,cid,odd\n";
  const { config } = await fieldsOf("directory", csv);
  const status = config.slice(config.indexOf(" status:"));
  for (const line of ['"512": active', '"514": disabled', '"66050": disabled', '"590338": disabled'])
    expect(status).toContain(` ${line}\n`);
  expect(status).toContain("from: userAccountControl\n");
  expect(status).toContain('until it stands above: "odd"');
  expect(config).not.toContain("# not read: userAccountControl");
  const inWords = await fieldsOf("directory", "objectGUID,Enabled,userAccountControl\n1,True,512\n");
  expect(inWords.config).toContain("from: Enabled\n");
});
