/** The config that `init` would leave after somebody has mapped the columns. */
export function config(exportedAt: string): string {
  return `version: 1
sources:
  hr:
    collector: files
    role: authoritative-identity
    exportedAt: {from: value, value: ${exportedAt}}
    reads:
      - path: exports/hr.csv
        records:
          - kind: identity
            id: "{number}"
            fields:
              kind: {value: human}
              status: {from: state, map: {active: active, left: terminated}}
              statusChangedAt: since
              employeeId: number
              displayName: name
              emails: [mail]
              department: department
  directory:
    collector: files
    role: directory
    exportedAt: {from: value, value: ${exportedAt}}
    reads:
      - path: exports/directory.csv
        records:
          - kind: identity
            id: "{id}"
            fields:
              kind: {from: kind, map: {person: human, service: service}}
              status: {from: state, map: {on: active, off: disabled}}
              statusChangedAt: since
              userName: login
              displayName: name
              emails: [mail]
              employeeId: number
${["forge", "crm", "warehouse"].map((app) => application(app, exportedAt)).join("")}`;
}

function application(app: string, exportedAt: string): string {
  return `  ${app}:
    collector: files
    role: application
    exportedAt: {from: value, value: ${exportedAt}}
    reads:
      - path: exports/${app}-accounts.csv
        records:
          - kind: account
            id: "{id}"
            fields:
              kind: {from: kind, map: {person: human, service: service}}
              status: {from: state, map: {on: active, off: disabled}}
              userName: login
              emails: [mail]
      - path: exports/${app}-grants.csv
        records:
          - {kind: entitlement, id: "role/{role}", fields: {kind: {value: role}, name: role}}
          - kind: grant
            id: "{id}:{role}"
            fields: {principal: {ref: account, id: "{id}"}, entitlement: {ref: entitlement, id: "role/{role}"}}
`;
}
