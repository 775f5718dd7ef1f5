import { suffix } from "../openldap/seed.ts";

export const readerPassword = "Reader-of-the-leaver-1";

/** Where the servers of the estate listen. */
export interface Addresses {
  readonly directory: string;
  readonly database: number;
  readonly crm: string;
}

/** What exports say at one instant: of HR whether Dana is there, of the platform of agents what keys there are. */
export interface Exported {
  readonly at: string;
  readonly left?: string;
  readonly person?: "on" | "off";
  readonly token?: "live" | "revoked";
  readonly agentKey?: { readonly rotated?: string };
  /** For whom the agent acts. */
  readonly actsFor?: "dana" | "alice";
}

/** The files of the project as they are at an instant. */
export function filesAt(addresses: Addresses, exported: Exported): Record<string, string> {
  const { at, left, person = "on", token = "live", agentKey = {}, actsFor = "dana" } = exported;
  const dana = left === undefined ? "E7,dana,here," : `E7,dana,gone,${left}`;
  const platform = {
    exported: at,
    agents: [{ id: "agt-1", name: "triage", state: "running" }],
    people: [
      { login: "alice", state: "on" },
      { login: "dana", state: person },
    ],
    keys: [
      { id: "tok-dana", of: "dana", type: "pat", state: token, by: "dana" },
      { id: "key-agt-1", of: "agt-1", type: "api-key", state: "live", by: "dana", rotated: agentKey.rotated ?? "" },
    ],
  };
  return {
    "exports/hr.csv": `number,login,state,since\nE1,alice,here,\n${dana}\n`,
    "exports/platform.json": `${JSON.stringify(platform, null, 2)}\n`,
    "access/apps/dir.yaml": app("[hr]", "deactivationBlocksUse: verified"),
    "access/apps/db.yaml": `${app("[dir]", "deactivationBlocksUse: verified")}correlate: [{account: userName, person: userName}]\nkinds: [{match: "entitlint_*", kind: service}]\n`,
    "access/apps/crm.yaml": app("[dir]", "deactivationBlocksUse: verified"),
    "access/apps/platform.yaml": `${app("[dir]", "deactivationBlocksUse: no")}correlate: [{account: userName, person: userName}]\n`,
    "access/identities/triage.yaml": `kind: agent\naccounts: ["account:platform/main/agt-1"]\nowner: person:alice\npurpose: sorts incoming tickets\nexpires: 2027-06-30\nonBehalfOf: person:${actsFor}\n`,
    "entitlint.yaml": configOf(addresses, at),
  };
}

function app(people: string, blocks: string): string {
  return `owner: person:alice\npeople: ${people}\nlifecycle: {channel: manual, sla: PT24H, ${blocks}}\n`;
}

function configOf({ directory, database, crm }: Addresses, at: string): string {
  return `version: 1
sources:
  hr:
    collector: files
    role: authoritative-identity
    reads:
      - path: exports/hr.csv
        exportedAt: {from: value, value: ${at}}
        records:
          - kind: identity
            id: "{number}"
            fields:
              kind: {value: human}
              status: {from: state, map: {here: active, gone: terminated}}
              statusChangedAt: since
              employeeId: number
              userName: login
  dir:
    collector: ldap
    role: directory
    url: ${directory}
    ca: ldap.pem
    user: cn=reader,${suffix}
    password: env:LDAP_PASSWORD
  db: {collector: postgres, role: application, host: 127.0.0.1, port: ${database}, user: entitlint_reader, password: "env:PG_PASSWORD", ca: pg.pem}
  crm: {collector: scim, role: application, base: "${crm}", auth: {bearer: "env:CRM_TOKEN"}}
  platform:
    collector: files
    role: application
    reads:
      - path: exports/platform.json
        exportedAt: {from: field, path: exported}
        records:
          - kind: account
            each: agents.*
            id: "{id}"
            fields: {kind: {value: agent}, status: {from: state, map: {running: active}}, userName: name}
          - kind: account
            each: people.*
            id: "{login}"
            fields: {kind: {value: human}, status: {from: state, map: {on: active, off: disabled}}, userName: login}
          - kind: credential
            each: keys.*
            id: "{id}"
            fields:
              principal: {ref: account, id: "{of}"}
              type: type
              status: {from: state, map: {live: active, revoked: revoked}}
              createdBy: by
              rotatedAt: rotated
`;
}
