/** The config that reads Keystone, and a personnel file beside it. */
export function keystoneConfig(base: string, { paging = "", user = "auditor" } = {}): string {
  return `version: 1
sources:
  hr:
    collector: files
    role: authoritative-identity
    reads:
      - path: exports/hr.csv
        exportedAt: {from: value, value: 2026-11-22T06:00:00Z}
        records:
          - kind: identity
            id: "{login}"
            expect: {min: 1}
            fields: {kind: {value: human}, status: {from: status, map: {active: active, terminated: terminated}}, userName: login}
  cloud:
    collector: http
    role: application
    base: ${base}/v3
    auth:
      login:
        path: auth/tokens
        values: {password: env:CLOUD_PASSWORD}
        body:
          auth:
            identity:
              methods: [password]
              password: {user: {name: ${user}, domain: {id: default}, password: "{password}"}}
            scope: {system: {all: true}}
        token: {header: X-Subject-Token}
        send: {header: X-Auth-Token, prefix: ""}
    reads:
      users:
        path: users
        items: users
${paging}        records:
          - kind: account
            id: "{id}"
            expect: {min: 5}
            fields:
              kind: {value: human}
              status: {from: enabled, map: {"true": active, "false": disabled}}
              userName: name
      groups:
        path: groups
        items: groups
        records:
          - {kind: group, id: "{id}", expect: {min: 1}, fields: {name: name, kind: {value: security}, membershipType: {value: assigned}}}
      members:
        forEach: groups
        path: groups/{id}/users
        items: users
        records:
          - kind: membership
            id: "{$parent.id}:{id}"
            expect: {min: 1}
            fields: {group: {ref: group, id: "{$parent.id}"}, member: {ref: account, id: "{id}"}, source: {value: manual}}
      assignments:
        path: role_assignments
        query: {include_names: "true"}
        items: role_assignments
        records:
          - kind: entitlement
            id: "{role.id}@{scope.project.id}"
            when: {from: scope.project.id, notEmpty: true}
            expect: {min: 1}
            fields: {kind: {value: role}, name: "{role.name} in {scope.project.name}"}
          - kind: grant
            id: "{user.id}:{role.id}@{scope.project.id}"
            when: [{from: user.id, notEmpty: true}, {from: scope.project.id, notEmpty: true}]
            expect: {min: 1}
            fields: {principal: {ref: account, id: "{user.id}"}, entitlement: {ref: entitlement, id: "{role.id}@{scope.project.id}"}}
          - kind: grant
            id: "{group.id}:{role.id}@{scope.project.id}"
            when: [{from: group.id, notEmpty: true}, {from: scope.project.id, notEmpty: true}]
            expect: {min: 1}
            fields: {principal: {ref: group, id: "{group.id}"}, entitlement: {ref: entitlement, id: "{role.id}@{scope.project.id}"}}
`;
}
