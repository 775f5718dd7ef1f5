import { describe, expect, test } from "vitest";
import { nothingDeclared } from "../../src/model/access.ts";
import { declared, faultsOf } from "./declare.ts";

const app = "owner: person:ana@example.com\npeople: [okta]\nlifecycle: { channel: manual }\n";
const machine = `kind: service
accounts: ["account:crm/main/7"]
owner: group:okta/platform
purpose: exports invoices
expires: 2027-05-31
`;

describe("an application", () => {
  test("that says what it must gets the defaults, and its id from the file", async () => {
    expect((await declared({ "access/apps/crm.yaml": app })).apps).toEqual([
      {
        id: "crm",
        owner: expect.objectContaining({ kind: "person", name: "ana@example.com" }),
        people: [{ system: "okta", place: { file: "access/apps/crm.yaml", line: 2, column: 10 } }],
        mode: "observe",
        tier: 2,
        ssoRequired: false,
        lifecycle: { channel: "manual", onLeave: "keep", deactivationBlocksUse: "no" },
        localLogin: "allowed",
        correlate: [],
        kinds: [],
        entitlements: [],
        place: { file: "access/apps/crm.yaml", line: 1, column: 1 },
      },
    ]);
  });

  test("that says everything keeps it", async () => {
    const text = `id: github
owner: group:okta/platform
people: [okta]
mode: listed
tier: 1
ssoRequired: true
lifecycle:
  channel: scim
  covers: {users: [create, deactivate], groups: false, entitlements: none}
  sla: PT24H
  onLeave: disable
  deactivationBlocksUse: verified
fallbackDeactivation: {method: runbook, testedAt: 2026-09-01}
freshness: {schedule: weekdays, max: P1D}
localLogin: vendor-forced
correlate:
  - {account: userName, person: attributes.githubLogin, ignoreCase: true}
kinds:
  - {match: "*-bot", kind: service}
entitlements:
  - {match: "org/owner", privileged: true, sodTags: [prod]}
  - {match: "org/member", default: true}
`;
    expect((await declared({ "access/apps/anything.yaml": text })).apps[0]).toMatchObject({
      id: "github",
      owner: { kind: "group", system: "okta", name: "platform" },
      mode: "listed",
      tier: 1,
      ssoRequired: true,
      lifecycle: {
        channel: "scim",
        covers: { users: ["create", "deactivate"], groups: false, entitlements: [] },
        sla: 86_400,
        onLeave: "disable",
        deactivationBlocksUse: "verified",
      },
      fallbackDeactivation: { method: "runbook", testedAt: "2026-09-01" },
      freshness: { schedule: "weekdays", max: 86_400 },
      localLogin: "vendor-forced",
      correlate: [{ account: "userName", person: "attributes.githubLogin", ignoreCase: true }],
      kinds: [{ match: "*-bot", kind: "service" }],
      entitlements: [
        { match: "org/owner", privileged: true, sodTags: ["prod"], place: { line: 21, column: 5 } },
        { match: "org/member", default: true, sodTags: [] },
      ],
    });
  });

  test("behind single sign-on means no local logins unless it says so", async () => {
    const { apps } = await declared({ "access/apps/crm.yaml": `${app}ssoRequired: true\n` });
    expect(apps[0]?.localLogin).toBe("forbidden");
  });

  test.each([
    ["owner: person:ana@example.com\n", "", /^access\/apps\/crm.yaml:\d+:\d+: owner is missing/],
    ["people: [okta]\n", "", /people is missing/],
    ["lifecycle: { channel: manual }\n", "", /lifecycle is missing/],
    ["{ channel: manual }", "{}", /lifecycle.channel is missing/],
    ["channel: manual", "channel: pigeon", /^access\/apps\/crm.yaml:3:23: lifecycle.channel/],
    ["person:ana", "app:ana", /:1:8: .*access\/bad-reference/],
    ["people", "peple", /unknown key "peple"/],
    ["lifecycle:", "correlate: [{ account: displayName, person: userName }]\nlifecycle:", /:3:24: .*never links/],
    [
      "lifecycle:",
      "correlate: [{ account: username, person: userName }]\nlifecycle:",
      /access\/unknown-attribute.*`userName`/,
    ],
    ["lifecycle:", "freshness: { max: P1M }\nlifecycle:", /freshness.max/],
  ])("with %j replaced by %j is refused", async (from, to, told) => {
    const faults = await faultsOf({ "access/apps/crm.yaml": app.replace(from, to) });
    expect(faults.join("\n")).toMatch(told);
  });

  test("of a list has to name itself", async () => {
    const indented = app.trimEnd().replaceAll("\n", "\n  ");
    expect(await faultsOf({ "access/apps/all.yaml": `- ${indented}\n- id: crm\n  ${indented}\n` })).toEqual([
      expect.stringMatching(/^access\/apps\/all.yaml:1:3: id is missing/),
    ]);
  });
});

describe("a non-human identity", () => {
  test("is named by its file, or names itself in a list", async () => {
    const { identities } = await declared({ "access/identities/invoices.yaml": machine });
    expect(identities).toMatchObject([
      {
        id: "nhi:invoices",
        kind: "service",
        accounts: [{ kind: "account", id: "account:crm/main/7", place: { line: 2, column: 12 } }],
        owner: { kind: "group" },
        purpose: "exports invoices",
        expires: "2027-05-31",
        platformManaged: false,
        tools: [],
      },
    ]);
  });

  test("with an owner only proposed owes neither owner, purpose nor end", async () => {
    const stub = `kind: service
accounts: ["account:ad/example.test/S-1-5-21-1107"]
ownerProposed: {who: person:li@example.com, because: managedBy}
decideBy: 2027-01-15
`;
    expect((await declared({ "access/identities/etl.yaml": stub })).identities[0]).toMatchObject({
      proposed: { who: { name: "li@example.com" }, because: "managedBy", decideBy: "2027-01-15" },
    });
    expect(await faultsOf({ "access/identities/etl.yaml": stub.replace(/decideBy.*\n/, "") })).toEqual([
      expect.stringContaining("decideBy is missing"),
    ]);
    expect(await faultsOf({ "access/identities/etl.yaml": `${stub}owner: person:li@example.com\n` })).toEqual([
      expect.stringContaining("access/contradiction"),
    ]);
  });

  test.each([
    [/owner.*\n/, ["owner is missing"]],
    [/purpose.*\n/, ["purpose is missing"]],
    [/expires.*\n/, ["expires is missing"]],
    [/owner[\s\S]*/, ["owner is missing", "purpose is missing", "expires is missing"]],
    [/accounts.*\n/, ["accounts is missing"]],
    [/account:crm\/main\/7/, ["1st of accounts"]],
    [/kind: service/, ["kind"]],
  ])("without %s is refused", async (part, told) => {
    const faults = await faultsOf({ "access/identities/invoices.yaml": machine.replace(part, "") });
    expect(faults).toHaveLength(told.length);
    for (const [index, text] of told.entries()) expect(faults[index]).toContain(text);
  });

  test("that its platform manages has no end of its own", async () => {
    const managed = machine.replace(/expires.*/, "platformManaged: true");
    expect((await declared({ "access/identities/x.yaml": managed })).identities[0]).toMatchObject({
      platformManaged: true,
    });
    expect(await faultsOf({ "access/identities/x.yaml": `${machine}platformManaged: true\n` })).toEqual([
      expect.stringContaining("exclude each other"),
    ]);
  });

  test("an agent names whom it acts for and what it may use", async () => {
    const agent = `${machine.replace("service", "agent")}onBehalfOf: person:dana@example.com\ntools: ["entitlement:agents/tool/jira-write"]\n`;
    expect((await declared({ "access/identities/triage.yaml": agent })).identities[0]).toMatchObject({
      onBehalfOf: { name: "dana@example.com" },
      tools: [{ app: "agents", entitlementKind: "tool", name: "jira-write" }],
    });
  });
});

describe("a link", () => {
  test("goes to a person, or proves that there is none", async () => {
    const { links } = await declared({
      "access/links.yaml": `- {account: account:crm/main/2, person: person:dana@example.com, reason: no SAML, by: person:ana@example.com, until: 2027-11-30}
- {account: account:crm/main/1, person: null}
`,
    });
    expect(links).toMatchObject([
      { account: { id: "account:crm/main/1" }, place: { line: 2, column: 3 } },
      { account: { id: "account:crm/main/2" }, person: { name: "dana@example.com" }, until: "2027-11-30" },
    ]);
    expect(links[0]).not.toHaveProperty("person");
  });

  test("that forgets its person is not one to nobody", async () => {
    expect(await faultsOf({ "access/links.yaml": "- account: account:crm/main/1\n" })).toEqual([
      expect.stringContaining("person is missing"),
    ]);
  });
});

describe("the folder", () => {
  test("may be missing, and may hold pages for people and empty lists", async () => {
    expect(await declared({})).toEqual(nothingDeclared);
    expect(
      await declared({ "access/README.md": "# Us", "access/apps/notes.md": "x", "access/links.yaml": "[]" }),
    ).toEqual(nothingDeclared);
  });

  test("keeps nothing that nobody would read", async () => {
    const files = {
      "access/app/crm.yaml": app,
      "access/apps/crm.yml": app,
      "access/apps/deep/er.yaml": app,
      "access/link.yaml": "[]",
      "access/notes.txt": "",
      "access/roles.yaml": "[]",
      "access/sod/payments.yaml": "[]",
      "access/waiver/2026.yaml": "[]",
    };
    const faults = await faultsOf(files);
    expect(faults).toHaveLength(Object.keys(files).length);
    expect(faults).toEqual([
      expect.stringMatching(/^access\/app\/crm.yaml: .*access\/unknown-path.*`apps`/),
      expect.stringMatching(/^access\/apps\/crm.yml: .*Name it apps\/crm.yaml/),
      expect.stringMatching(/^access\/apps\/deep\/er.yaml: .*access\/unknown-path/),
      expect.stringMatching(/^access\/link.yaml: .*`links`/),
      expect.stringMatching(/^access\/notes.txt: .*access\/unknown-path/),
      expect.stringMatching(/^access\/roles.yaml: .*Such files lie in roles\/\*.yaml/),
      expect.stringMatching(/^access\/sod\/payments.yaml: .*All of it belongs into sod.yaml/),
      expect.stringMatching(/^access\/waiver\/2026.yaml: .*`waivers`/),
    ]);
  });

  test("tells everything that is wrong with all files at once", async () => {
    const faults = await faultsOf({
      "access/apps/a.yaml": "",
      "access/apps/b.yaml": "owner: [\n",
      "access/apps/c.yaml": new Uint8Array([0xff, 0x41]),
      "access/apps/d.yaml": "owner: x\nowner: y\n",
      "access/identities/e.yaml": "kind: robot\naccounts: []\n",
      "access/links.yaml": "just text",
    });
    for (const code of ["input/empty", "input/does-not-parse", "input/not-utf8", "input/duplicate-key", "input/schema"])
      expect(faults.join("\n")).toContain(code);
    for (const name of ["apps/a", "apps/b", "apps/c", "apps/d", "identities/e", "links"])
      expect(faults.join("\n")).toContain(`access/${name}.yaml`);
  });

  test("names each thing once", async () => {
    const files = {
      "access/apps/crm.yaml": app,
      "access/apps/other.yaml": `id: crm\n${app}`,
      "access/identities/a.yaml": machine,
      "access/identities/b.yaml": machine.replace("account:crm/main/7", "account:crm/main/8").concat("id: nhi:a\n"),
    };
    expect(await faultsOf(files)).toEqual([
      expect.stringMatching(
        /^access\/apps\/other.yaml:1:1: crm is declared a second time; first in access\/apps\/crm.yaml:1:1/,
      ),
      expect.stringMatching(/^access\/identities\/b.yaml:1:1: nhi:a is declared a second time/),
    ]);
  });

  test("gives an account to one owner only", async () => {
    const faults = await faultsOf({
      "access/identities/a.yaml": machine,
      "access/identities/b.yaml": machine,
      "access/links.yaml": "- {account: account:crm/main/7, person: person:dana@example.com}\n",
    });
    expect(faults).toEqual([
      expect.stringMatching(
        /^access\/identities\/b.yaml:2:12: .*to nhi:b, and to nhi:a in access\/identities\/a.yaml:2:12/,
      ),
      expect.stringMatching(/^access\/links.yaml:1:13: .*to person:dana@example.com, and to nhi:a/),
    ]);
  });
});
