import { suffix } from "./seed.ts";

export const asOf = "2026-11-22T09:00:00Z";

/** entitlint.yaml with a directory, and with HR where asked. `more` are further options of the directory, one a line. */
export function config(url: string, { user = "reader", more = [] as readonly string[], hr = false } = {}): string {
  return [
    "version: 1",
    "sources:",
    "  dir:",
    "    collector: ldap",
    "    role: directory",
    `    url: ${url}`,
    "    ca: ca.pem",
    `    user: cn=${user},${suffix}`,
    `    password: env:LDAP_PASSWORD`,
    `    services: [{base: "ou=services,${suffix}", filter: (objectClass=inetOrgPerson)}]`,
    `    accessGroups: ["cn=admins,ou=groups,${suffix}"]`,
    ...more.map((line) => `    ${line}`),
    ...(hr ? hrSource : []),
    "",
  ].join("\n");
}

const hrSource = [
  "  hr:",
  "    collector: files",
  "    role: authoritative-identity",
  "    reads:",
  "      - path: exports/hr.csv",
  "        exportedAt: {from: value, value: 2026-11-22T06:00:00Z}",
  "        records:",
  "          - kind: identity",
  '            id: "{id}"',
  "            fields: {kind: {value: human}, status: {from: state, map: {here: active, gone: terminated}}, userName: login, employeeId: id, emails: mail}",
];
