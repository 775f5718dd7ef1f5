import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Ran, runTool } from "../../faults/run-tool.ts";
import type { SeedEntry } from "../ldap/ldif.ts";
import { people, suffix } from "../openldap/seed.ts";
import { type OpenLdap, startOpenLdap } from "../openldap/start.ts";
import { type RunningPostgres, startPostgres } from "../postgres/start.ts";
import { create } from "../scimmy/seed.ts";
import { type Scimmy, startScimmy } from "../scimmy/start.ts";
import { type Exported, filesAt, readerPassword } from "./files.ts";

export const danaDn = `uid=dana,${people}`;

/** A company on three servers and two exports, and a project that reads all of them. */
export interface Estate {
  readonly directory: OpenLdap;
  readonly database: RunningPostgres;
  readonly crm: Scimmy;
  /** Dana's id in the application behind SCIM. */
  readonly danaInCrm: string;
  readonly folder: string;
  /** Lets the exports and access files be those of an instant, in the project or in a copy of it. */
  write(exported: Exported, folder?: string): void;
  /** Runs the built tool as of an instant, in the project or in a copy of it. */
  run(at: string, args: readonly string[], folder?: string): Promise<Ran>;
  /** A copy of the project as it is now. */
  copy(): string;
  stop(): Promise<void>;
}

export async function startEstate(): Promise<Estate> {
  const stops: (() => Promise<void>)[] = [];
  const folders = [mkdtempSync(join(tmpdir(), "entitlint-leaver-"))];
  const [folder = ""] = folders;
  const stop = async () => {
    for (const one of stops.toReversed()) await one();
    for (const one of folders) rmSync(one, { recursive: true, force: true });
  };
  const started = async <S extends { stop(): Promise<void> }>(starting: Promise<S>): Promise<S> => {
    const server = await starting;
    stops.push(() => server.stop());
    return server;
  };
  try {
    const directory = await started(startOpenLdap(entries));
    const database = await started(startPostgres(15));
    await database.run(roles);
    const crm = await started(startScimmy(4));
    await create(crm.base, crm.token, "Users", userOf("alice", "E1"));
    const danaInCrm = await create(crm.base, crm.token, "Users", userOf("dana", "E7"));
    cpSync(join(directory.folder, "ca.pem"), join(folder, "ldap.pem"));
    cpSync(database.ca, join(folder, "pg.pem"));
    const addresses = { directory: directory.ldaps, database: database.port, crm: crm.base };
    const env = { LDAP_PASSWORD: "reader-password", PG_PASSWORD: readerPassword, CRM_TOKEN: crm.token };
    return {
      ...{ directory, database, crm, danaInCrm, folder, stop },
      write: (exported, where = folder) => {
        for (const [path, text] of Object.entries(filesAt(addresses, exported))) {
          mkdirSync(dirname(join(where, path)), { recursive: true });
          writeFileSync(join(where, path), text);
        }
      },
      run: (at, args, where = folder) => runTool(where, [...args, "--as-of", at], { env, now: new Date(at) }),
      copy: () => {
        const to = mkdtempSync(join(tmpdir(), "entitlint-leaver-"));
        folders.push(to);
        cpSync(folder, to, { recursive: true });
        return to;
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const person = (uid: string, number: string): SeedEntry => ({
  ...{ dn: `uid=${uid},${people}`, objectClass: ["inetOrgPerson"], uid, cn: uid, sn: uid },
  ...{ mail: `${uid}@example.test`, employeeNumber: number, userPassword: `${uid}-of-no-use-1` },
});

const entries: readonly SeedEntry[] = [
  { dn: suffix, objectClass: ["dcObject", "organization"], o: "Example" },
  ...["people", "groups"].map((ou) => ({ dn: `ou=${ou},${suffix}`, objectClass: "organizationalUnit", ou })),
  {
    ...{ dn: `cn=reader,${suffix}`, objectClass: ["organizationalRole", "simpleSecurityObject"] },
    ...{ cn: "reader", userPassword: "reader-password" },
  },
  person("alice", "E1"),
  person("dana", "E7"),
  {
    ...{ dn: `cn=staff,ou=groups,${suffix}`, objectClass: ["groupOfNames"], cn: "staff" },
    member: [`uid=alice,${people}`, danaDn],
  },
];

const roles = `
  CREATE ROLE entitlint_reader LOGIN PASSWORD '${readerPassword}';
  CREATE ROLE payroll_writer NOLOGIN;
  CREATE ROLE alice LOGIN PASSWORD 'x-of-no-use-1';
  CREATE ROLE dana LOGIN PASSWORD 'x-of-no-use-2';
  GRANT payroll_writer TO alice, dana;
  CREATE SCHEMA payroll;
  GRANT USAGE, CREATE ON SCHEMA payroll TO payroll_writer;
  CREATE TABLE payroll.wages (person text, amount int);
  GRANT SELECT ON payroll.wages TO dana;
`;

function userOf(name: string, employeeNumber: string): object {
  const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  return {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User", enterprise],
    ...{ userName: `${name}@crm.example.test`, active: true, roles: [{ value: "editor" }] },
    [enterprise]: { employeeNumber },
  };
}
