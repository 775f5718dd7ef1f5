import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Ran, runTool } from "../../faults/run-tool.ts";
import { fakeGithub, startFake } from "../github/fake.ts";
import { type FakeState, smallState } from "../github/state.ts";
import { startPostgres } from "../postgres/start.ts";
import { password as readerPassword, users } from "../samba/seed.ts";
import { startSamba } from "../samba/start.ts";
import { startScimmy } from "../scimmy/start.ts";

/** Some days later: what the servers of a test have made just now is old enough to be judged. */
export const asOf = "2026-12-01T09:00:00Z";

/** Active in the domain and everywhere else, terminated in HR. */
export const leaver = "grace";
/** Active everywhere. */
export const stayer = "alice";

const auditor = "Auditor-of-the-mixed-1";
const githubToken = "ghp_example_of_no_use_0123456789";
const numbers = new Map(users.map(({ name, more }) => [name, String(more?.employeeID ?? "")]));
const numberOf = (name: string) => numbers.get(name) ?? "";

export interface Estate {
  run(...args: string[]): Promise<Ran>;
  stop(): Promise<void>;
}

/** One company on five systems: a domain, HR's export, a database, an application behind SCIM, a GitHub organisation. */
export async function startEstate(): Promise<Estate> {
  const folder = mkdtempSync(join(tmpdir(), "entitlint-mixed-"));
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const one of stops.toReversed()) await one();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const domain = await startSamba();
    stops.push(domain.stop);
    const database = await startPostgres(15);
    stops.push(database.stop);
    await database.run(`
      CREATE ROLE auditor LOGIN PASSWORD '${auditor}';
      CREATE ROLE payroll_writer NOLOGIN;
      CREATE ROLE ${leaver} LOGIN PASSWORD 'x-of-no-use-1';
      CREATE ROLE ${stayer} LOGIN PASSWORD 'x-of-no-use-2';
      GRANT payroll_writer TO ${leaver}, ${stayer};
      CREATE SCHEMA payroll;
      GRANT USAGE, CREATE ON SCHEMA payroll TO payroll_writer;
    `);
    const crm = await startScimmy(4);
    stops.push(crm.stop);
    for (const name of [leaver, stayer]) await createUser(crm, name);
    const github = await startFake(fakeGithub(organization(), { token: githubToken }));
    stops.push(github.stop);
    cpSync(join(domain.folder, "ca.pem"), join(folder, "ad.pem"));
    cpSync(database.ca, join(folder, "pg.pem"));
    write(folder, filesOf({ database: database.port, crm: crm.base, github: github.base }));
    const env = {
      ...{ LDAP_PASSWORD: readerPassword, PG_PASSWORD: auditor, CRM_TOKEN: crm.token, GITHUB_TOKEN: githubToken },
    };
    return { run: (...args) => runTool(folder, [...args, "--as-of", asOf], { env }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function createUser({ base, token }: { base: string; token: string }, name: string): Promise<void> {
  const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  const answer = await fetch(`${base}/Users`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
    body: JSON.stringify({
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User", enterprise],
      ...{ userName: `${name}@crm.example.test`, active: true, roles: [{ value: "editor" }] },
      [enterprise]: { employeeNumber: numberOf(name) },
    }),
  });
  if (answer.status !== 201) throw new Error(`the application did not take ${name}: ${answer.status}`);
}

/** Both belong to a team that may write a repository; the provider names them by their personnel number. */
function organization(): FakeState {
  const person = (id: number, login: string, name: string) => ({
    ...{ id, login, name, role: "member" as const },
    saml: { nameId: `${name}@ad.example.test`, employeeNumber: numberOf(name) },
  });
  return {
    ...smallState(),
    users: [person(11, "g-hopper", leaver), { ...person(12, "a-lovelace", stayer), role: "admin" }],
    teams: [{ id: 31, slug: "payroll", members: { 11: "MEMBER", 12: "MAINTAINER" }, repositories: { 51: "write" } }],
    repositories: [{ id: 51, name: "payroll", private: true, collaborators: {}, keys: [] }],
    ...{ invitations: [], roles: [], installations: [], tokens: [], base: "none" },
  };
}

function filesOf(at: { database: number; crm: string; github: string }): Record<string, string> {
  const hr = users
    .filter(({ more }) => more?.employeeID !== undefined)
    .map(({ name }) => `${numberOf(name)},${name},${name === leaver ? "gone,2026-11-01" : "here,"}`);
  const app = (more: string) =>
    `owner: person:${stayer}\npeople: [ad]\nlifecycle: {channel: manual, sla: PT24H, deactivationBlocksUse: verified}\n${more}`;
  return {
    "hr.csv": `number,login,state,since\n${hr.join("\n")}\n`,
    "access/apps/ad.yaml": app("").replace("[ad]", "[hr]"),
    "access/apps/pg.yaml": app(
      "correlate: [{account: userName, person: userName}]\nkinds: [{match: auditor, kind: service}]\n",
    ),
    "access/apps/crm.yaml": app(""),
    "access/apps/github.yaml": app(""),
    "entitlint.yaml": `version: 1
sources:
  hr:
    collector: files
    role: authoritative-identity
    reads:
      - path: hr.csv
        exportedAt: {from: value, value: 2026-11-22T06:00:00Z}
        records:
          - kind: identity
            id: "{number}"
            expect: {min: 5}
            fields:
              kind: {value: human}
              status: {from: state, map: {here: active, gone: terminated}}
              statusChangedAt: since
              employeeId: number
              userName: login
  ad: {collector: ldap, role: directory, url: "ldaps://127.0.0.1", ca: ad.pem, user: reader@ad.example.test, password: "env:LDAP_PASSWORD"}
  pg: {collector: postgres, role: application, host: 127.0.0.1, port: ${at.database}, user: auditor, password: "env:PG_PASSWORD", ca: pg.pem}
  crm: {collector: scim, role: application, base: "${at.crm}", auth: {bearer: "env:CRM_TOKEN"}}
  github: {collector: github, role: application, tenant: acme, organization: acme, baseUrl: "${at.github}", auth: {token: "env:GITHUB_TOKEN"}, employeeAttribute: employeeNumber}
`,
  };
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
