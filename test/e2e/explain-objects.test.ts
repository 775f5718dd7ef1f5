import { expect, test } from "vitest";
import { asOf, clean, collected, config } from "./small-project.ts";

const at = ["--as-of", asOf];

/** Two groups, one in the other; the outer one holds a role, the inner one has somebody who has not accepted. */
const files = {
  ...clean,
  "entitlint.yaml": `${config}      - path: exports/groups.csv
        exportedAt: {from: value, value: 2026-11-22T06:00:00Z}
        records:
          - {kind: group, id: "{group}", fields: {kind: {value: team}, membershipType: {value: assigned}, name: "{group} people"}}
      - path: exports/members.csv
        exportedAt: {from: value, value: 2026-11-22T06:00:00Z}
        records:
          - kind: membership
            id: "{group}:{kind}:{member}"
            when: {from: kind, equals: account}
            fields: {group: {ref: group, id: "{group}"}, member: {ref: account, id: "{member}"}, state: state, source: {value: manual}}
          - kind: membership
            id: "{group}:{kind}:{member}"
            when: {from: kind, equals: group}
            fields: {group: {ref: group, id: "{group}"}, member: {ref: group, id: "{member}"}, state: state, source: {value: manual}}
      - path: exports/rights.csv
        exportedAt: {from: value, value: 2026-11-22T06:00:00Z}
        records:
          - {kind: entitlement, id: "{right}", fields: {kind: {value: role}, name: right}}
          - kind: grant
            id: "{group}:{right}"
            fields: {principal: {ref: group, id: "{group}"}, entitlement: {ref: entitlement, id: "{right}"}}
`,
  "exports/forge.csv": "id,login,name,state,role\n1,ana,Ana,on,dev\n2,ben,Ben,on,dev\n3,zed,\u001b[2JZed,on,dev\n",
  "exports/groups.csv": "group\nouter\ninner\nempty\n",
  "exports/members.csv":
    "group,kind,member,state\nouter,account,1,active\nouter,group,inner,active\ninner,account,2,active\ninner,account,3,pending\ninner,group,outer,active\nempty,account,9,active\n",
  "exports/rights.csv": "group,right\nouter,deploy\n",
};

const ana = { id: "account:forge/main/1", subject: "identity:idp/main/1", name: "Ana" };
const ben = { id: "account:forge/main/2", subject: "identity:idp/main/2", name: "Ben" };
const outer = "group:forge/main/outer";
const inner = "group:forge/main/inner";

async function explained(id: string) {
  const made = await collected(files);
  const { code, stdout, stderr } = await made.run("explain", id, "--format", "json", ...at);
  expect([code, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout);
}

test("a group: who is in it, by nesting too, and what it gives, its own and what it is in", async () => {
  expect(await explained(outer)).toEqual({
    ...{ version: 1, id: outer, kind: "group", notes: [] },
    record: expect.objectContaining({ id: outer, places: ["forge/group.ndjson:3"] }),
    memberOf: [inner],
    members: [
      { ...ana, via: [] },
      { ...ben, via: [inner] },
    ],
    idle: [],
    grants: [{ id: "grant:forge/main/outer:deploy", entitlement: "deploy", privileged: false, via: [] }],
  });
});

test.each([inner, "group:forge/inner people", "group:forge/inner"])(
  "%s: those who have not accepted get nothing",
  async (id) => {
    expect(await explained(id)).toMatchObject({
      id: inner,
      members: [
        { ...ana, via: [outer] },
        { ...ben, via: [] },
      ],
      idle: [{ member: "account:forge/main/3", reason: "the invitation is not accepted" }],
      grants: [{ id: "grant:forge/main/outer:deploy", via: [outer] }],
    });
  },
);

test("a member that is not there", async () => {
  const { members, idle } = await explained("group:forge/main/empty");
  expect([members, idle]).toEqual([
    [],
    [
      {
        id: "membership:forge/main/empty:account:9",
        member: "account:forge/main/9",
        reason: "its member is not in the snapshot",
      },
    ],
  ]);
});

test.each(["entitlement:forge/main/deploy", "entitlement:forge/role/deploy", "grant:forge/main/outer:deploy"])(
  "%s: who holds it, by what grant and through what groups",
  async (id) => {
    const { holders } = await explained(id);
    const grant = { grant: "grant:forge/main/outer:deploy", effect: "allow" };
    expect(holders).toEqual([
      { ...ana, ...grant, via: [outer] },
      { ...ben, ...grant, via: [inner, outer] },
    ]);
  },
);

test("a membership: whose it is, and whether it gives anything", async () => {
  expect(await explained("membership:forge/main/outer:account:1")).toMatchObject({
    kind: "membership",
    notes: [],
    members: [{ ...ana, via: [] }],
  });
  expect(await explained("membership:forge/main/inner:account:3")).toMatchObject({
    notes: ["it gives nothing: the invitation is not accepted"],
    members: [{ id: "account:forge/main/3", unmatched: true }],
  });
});

test("as text, with names made harmless", async () => {
  const made = await collected(files);
  const { stdout } = await made.run("explain", "entitlement:forge/main/dev", ...at);
  expect(stdout).toContain(
    "entitlement:forge/main/dev  entitlement\n\nRecord\n  entitlement:forge/main/dev  forge/entitlement.ndjson:2\n",
  );
  expect(stdout).toContain("Held by  3 subjects\n");
  expect(stdout).toContain("  account:forge/main/1  of identity:idp/main/1  (Ana)  by grant:forge/main/1:dev\n");
  expect(stdout).toMatch(/account:forge\/main\/3 {2}belongs to nobody {2}\(.*Zed\)/);
  expect(stdout).not.toContain("\u001b");
  const group = await made.run("explain", inner, ...at);
  expect(group.stdout).toContain("Members  2\n");
  expect(group.stdout).toContain(
    "Give nothing  1\n  account:forge/main/3  the invitation is not accepted (membership:",
  );
  expect(group.stdout).toContain("  deploy  grant:forge/main/outer:deploy through group:forge/main/outer\n");
});

test("what is nowhere is still an error, and a name that several have names them", async () => {
  const made = await collected({ ...files, "exports/groups.csv": "group\nouter\nOUTER\n" });
  for (const id of ["group:forge/main/nobody", "group:forge/nobody", "entitlement:forge/role/none", "membership:x/y/z"])
    expect(await made.run("explain", id, ...at)).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("[estate/unknown-object]"),
    });
  const { code, stderr } = await made.run("explain", "group:forge/Outer people", ...at);
  expect([code, stderr]).toEqual([
    3,
    expect.stringMatching(/OUTER, group:forge\/main\/outer \[estate\/ambiguous-object\]/),
  ]);
});

test("an application: what was declared of it, and how much of it is read", async () => {
  const explanation = await explained("app:forge");
  expect(explanation).toMatchObject({
    ...{ version: 1, id: "app:forge", kind: "app", notes: [] },
    record: {
      id: "app:forge",
      record: {
        role: "application",
        kinds: expect.arrayContaining([expect.objectContaining({ kind: "group", count: 3 })]),
        entitlements: [expect.objectContaining({ kind: "role", count: 2, held: 2 })],
      },
    },
  });
});
