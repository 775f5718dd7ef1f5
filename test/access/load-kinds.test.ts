import { describe, expect, test } from "vitest";
import { declared, faultsOf } from "./declare.ts";

const person = (name: string) => expect.objectContaining({ kind: "person", name });
const at = (line: number, column: number) => expect.objectContaining({ line, column });

describe("a role", () => {
  const role = `owner: person:ana@example.com
grants: ["entitlement:github/team/payments", "group:okta/payments"]
members:
  - person:dana@example.com
  - {who: person:li@example.com, from: 2026-12-01, until: 2027-01-31, reason: rotation, ref: OPS-12}
  - nhi:ci-payments
selector: {department: Payments, costCenter: [007, 8], attributes.site: [Rome, Oslo]}
birthright: true
validUntil: 2027-06-30
`;
  const file = (text: string) => ({ "access/roles/payments.yaml": text });

  test("keeps all it says, and where each part of it stands", async () => {
    expect((await declared(file(role))).roles).toEqual([
      {
        id: "payments",
        owner: person("ana@example.com"),
        grants: [
          expect.objectContaining({ kind: "entitlement", app: "github", entitlementKind: "team", name: "payments" }),
          expect.objectContaining({ kind: "group", system: "okta", name: "payments", place: at(2, 46) }),
        ],
        members: [
          { who: expect.objectContaining({ name: "dana@example.com", place: at(4, 5) }) },
          {
            who: expect.objectContaining({ name: "li@example.com", place: at(5, 11) }),
            ...{ from: "2026-12-01", until: "2027-01-31", reason: "rotation", ref: "OPS-12" },
          },
          { who: expect.objectContaining({ kind: "nhi", id: "nhi:ci-payments" }) },
        ],
        selector: {
          terms: [
            { field: "department", values: ["Payments"], place: at(7, 24) },
            { field: "costCenter", values: ["007", "8"], place: at(7, 46) },
            { field: "attributes.site", values: ["Rome", "Oslo"], place: at(7, 73) },
          ],
          place: at(7, 11),
        },
        birthright: true,
        validUntil: "2027-06-30",
        place: at(1, 1),
      },
    ]);
  });

  test("needs members or a selector, and gives nothing by birth that nobody has by attributes", async () => {
    const bare = role.replace(/members:[\s\S]*?selector.*\n/, "");
    expect(await faultsOf(file(bare))).toEqual([
      expect.stringMatching(/payments.yaml:1:1: members and selector are both missing/),
      expect.stringMatching(/payments.yaml:3:13: a birthright comes from attributes.*access\/contradiction/),
    ]);
    expect(await faultsOf(file(role.replace(/selector.*/, "selector: {}")))).toEqual([
      expect.stringMatching(/:7:11: selector names no attribute/),
    ]);
  });

  test("is told everything that is wrong with it at once", async () => {
    const wrong = `owner: app:github
grants: ["person:ana@example.com", nothing]
member: [person:x]
members: [group:okta/x, {who: tag:x}, {until: 2027-02-30}]
selector: {departmant: Payments}
`;
    expect(await faultsOf(file(wrong))).toEqual([
      expect.stringMatching(/:1:8: .*access\/bad-reference/),
      expect.stringMatching(/:2:10: .*access\/bad-reference/),
      expect.stringMatching(/:2:36: .*access\/bad-reference/),
      expect.stringMatching(/:3:1: unknown key "member".*`members`/),
      expect.stringMatching(/:4:11: .*access\/bad-reference/),
      expect.stringMatching(/:4:31: .*access\/bad-reference/),
      expect.stringMatching(/:4:39: 3rd of members, who is missing/),
      expect.stringMatching(/:4:47: 3rd of members, until/),
    ]);
    expect(await faultsOf(file(role.replace("department", "departmant")))).toEqual([
      expect.stringMatching(/:7:24: there is no attribute "departmant".*`department`/),
    ]);
  });
});

describe("people whom only Git knows", () => {
  test("keep what links their accounts, as it was written", async () => {
    const { people } = await declared({
      "access/people.yaml": "- {id: person:dana@example.com, github: 4711, login: dana-x, badge: 007}\n",
    });
    expect(people).toEqual([
      {
        id: "person:dana@example.com",
        name: "dana@example.com",
        attributes: [
          { name: "github", value: "4711", place: at(1, 41) },
          { name: "login", value: "dana-x", place: at(1, 54) },
          { name: "badge", value: "007", place: at(1, 69) },
        ],
        place: at(1, 3),
      },
    ]);
  });

  test("have an id each, and no login in common", async () => {
    const text =
      "- {id: dana, x: 1}\n- {github: 1}\n- {id: person:a, login: x}\n- {id: person:b, login: x}\n- {id: person:a}\n";
    const app = (person: string) =>
      `owner: person:a\npeople: [people]\nlifecycle: { channel: manual }\ncorrelate: [{ account: userName, person: ${person} }]\n`;
    const linked = { "access/people.yaml": "- {id: person:a, login: x}\n- {id: person:b, login: x}\n" };
    expect(await faultsOf({ ...linked, "access/apps/crm.yaml": app("attributes.site") })).toEqual([]);
    expect(await faultsOf({ "access/people.yaml": text, "access/apps/crm.yaml": app("attributes.login") })).toEqual([
      expect.stringMatching(/people.yaml:1:8: id: must be an id like person:/),
      expect.stringMatching(/people.yaml:2:3: id is missing/),
      expect.stringMatching(/people.yaml:4:25: login x is person:b's, and person:a's in access\/people.yaml:3:25/),
      expect.stringMatching(/people.yaml:5:3: person:a is declared a second time/),
    ]);
    expect(await faultsOf({ "access/people.yaml": "- {id: person:a, roles: [x]}\n" })).toEqual([
      expect.stringMatching(/:1:25: roles/),
    ]);
  });
});

describe("separation of duties", () => {
  test("has two sides, and is high unless it says otherwise", async () => {
    const { sod } = await declared({
      "access/sod.yaml":
        "- {id: b, a: [tag:deploy, 'entitlement:github/org/owner'], b: [tag:approve], severity: critical, scope: same-environment, reason: four eyes}\n- {id: a, a: [group:okta/x], b: [tag:x]}\n",
    });
    expect(sod).toMatchObject([
      { id: "a", severity: "high", scope: "any", a: [{ kind: "group" }], b: [{ kind: "tag", tag: "x" }] },
      { id: "b", severity: "critical", scope: "same-environment", reason: "four eyes", place: { line: 1, column: 3 } },
    ]);
  });

  test("names itself, and duties that can be held", async () => {
    expect(
      await faultsOf({ "access/sod.yaml": "- {a: [app:x], b: []}\n- {id: x, a: [tag:a], b: [tag:b], scope: city}\n" }),
    ).toEqual([
      expect.stringMatching(/:1:3: id is missing/),
      expect.stringMatching(/:1:8: .*access\/bad-reference/),
      expect.stringMatching(/:1:19: b: /),
      expect.stringMatching(/:2:42: scope: /),
    ]);
  });
});

describe("authority", () => {
  test("keeps its order, and what is not given", async () => {
    const { authority } = await declared({
      "access/authority.yaml": `- {field: person.status, from: [hr, ad], level: authoritative}
- {field: person.attributes.site, from: [hr], level: advisory, transform: trim, securityRelevant: true}
- {field: account.displayName, app: "*", from: [app], level: advisory, transform: [trim, lowercase]}
- {field: account.userName, from: [app], level: advisory}
`,
    });
    expect(authority).toMatchObject([
      { field: { of: "person", name: "status" }, from: [{ system: "hr", place: at(1, 33) }, { system: "ad" }] },
      { field: { of: "person", name: "attributes.site" }, transform: ["trim"], securityRelevant: true },
      { field: { of: "account", name: "displayName" }, app: { id: "*" }, transform: ["trim", "lowercase"] },
      { field: { of: "account", name: "userName" }, app: { id: "*" }, transform: [], securityRelevant: false },
    ]);
    expect(authority[0]).not.toHaveProperty("app");
  });

  test("is about fields that records have, each once", async () => {
    const text = `- {field: person.departmnt, from: [hr], level: authoritative}
- {field: person.department, from: [app], level: authoritative, app: crm}
- {field: person.title, from: [hr], level: authoritative}
- {field: person.title, from: [ad], level: authoritative}
- {field: group.name, from: [], level: maybe}
`;
    expect(await faultsOf({ "access/authority.yaml": text })).toEqual([
      expect.stringMatching(/:1:11: there is no attribute "departmnt".*`department`/),
      expect.stringMatching(/:2:37: `app` means/),
      expect.stringMatching(/:2:70: app is for fields of accounts/),
      expect.stringMatching(
        /:4:3: the authority for person.title is named a second time in access\/authority.yaml:3:3/,
      ),
      expect.stringMatching(/:5:11: field: /),
      expect.stringMatching(/:5:29: from: /),
      expect.stringMatching(/:5:40: level: /),
    ]);
  });
});

describe("trust between tenants", () => {
  const trust =
    "{from: okta/partner, to: github/acme, owner: group:okta/platform, until: 2027-03-31, reason: managed service}";
  test("names both", async () => {
    expect((await declared({ "access/trusts.yaml": `- ${trust}\n` })).trusts).toMatchObject([
      {
        from: { system: "okta", tenant: "partner", place: at(1, 10) },
        to: { system: "github", tenant: "acme" },
        until: "2027-03-31",
        reason: "managed service",
      },
    ]);
  });

  test("is declared once, whole, and not in itself", async () => {
    const text = `- ${trust}\n- ${trust}\n- {from: a/b, to: a/b, owner: person:x, until: 2027-01-01, reason: x}\n- {from: okta, to: a/b/c}\n`;
    expect(await faultsOf({ "access/trusts.yaml": text })).toEqual([
      expect.stringMatching(/:2:3: the trust from okta\/partner to github\/acme is declared a second time/),
      expect.stringMatching(/:3:19: a tenant needs no trust in itself/),
      expect.stringMatching(/:4:3: owner is missing/),
      expect.stringMatching(/:4:3: until is missing/),
      expect.stringMatching(/:4:3: reason is missing/),
      expect.stringMatching(/:4:10: from: must be a system and a tenant/),
      expect.stringMatching(/:4:20: to: /),
    ]);
  });
});

describe("an account for emergencies", () => {
  const glass =
    "{account: account:entra/acme/7f0c-1, custodians: [person:ana@example.com, person:li@example.com], testedAt: 2026-10-01, allow: [sso-bypass-login]}";
  test("keeps its custodians and the rules that leave it alone", async () => {
    expect((await declared({ "access/breakglass.yaml": `- ${glass}\n` })).breakglass).toEqual([
      {
        account: expect.objectContaining({ id: "account:entra/acme/7f0c-1" }),
        custodians: [person("ana@example.com"), person("li@example.com")],
        testedAt: "2026-10-01",
        allow: [{ id: "sso-bypass-login", place: at(1, 131) }],
        place: at(1, 3),
      },
    ]);
  });

  test("is no machine, and is given once", async () => {
    const machine =
      'kind: service\naccounts: ["account:entra/acme/7f0c-1"]\nowner: person:x\npurpose: x\nexpires: 2027-01-01\n';
    const files = { "access/breakglass.yaml": `- ${glass}\n- ${glass}\n`, "access/identities/x.yaml": machine };
    expect(await faultsOf(files)).toEqual([
      expect.stringMatching(/breakglass.yaml:1:13: .*to its custodians, for emergencies, and to nhi:x/),
      expect.stringMatching(/breakglass.yaml:2:13: .*and to nhi:x/),
    ]);
    const links = "- {account: account:entra/acme/7f0c-1, person: null}\n";
    expect(await faultsOf({ "access/breakglass.yaml": `- ${glass}\n`, "access/links.yaml": links })).toEqual([]);
  });
});

describe("a waiver", () => {
  const waiver = `rule: nhi-no-expiry
object: nhi:ci-payments
kind: accepted-risk
owner: group:okta/payments
approver: person:sec@example.com
reason: vendor has no expiry
created: 2026-11-22
until: 2027-01-31
control: quarterly rotation
ticket: SEC-88
`;
  test("is named by its file, and keeps everything", async () => {
    expect((await declared({ "access/waivers/w-041.yaml": waiver })).waivers).toEqual([
      {
        id: "w-041",
        rule: { id: "nhi-no-expiry", place: at(1, 7) },
        object: { kind: "exact", reference: expect.objectContaining({ kind: "nhi", id: "nhi:ci-payments" }) },
        kind: "accepted-risk",
        owner: expect.objectContaining({ kind: "group" }),
        approver: person("sec@example.com"),
        ...{ reason: "vendor has no expiry", created: "2026-11-22", until: "2027-01-31" },
        ...{ control: "quarterly rotation", ticket: "SEC-88", place: at(1, 1) },
      },
    ]);
  });

  test.each([
    ["grant:crm/main/u1:role/admin", { kind: "record", id: "grant:crm/main/u1:role/admin", system: "crm" }],
    ["account:crm/main/7", { kind: "account" }],
    ["identity:hr/main/7", { kind: "record" }],
    ["source:okta", { kind: "source", system: "okta" }],
    ["person:ana@example.com", { kind: "person" }],
    ["app:crm", { kind: "app" }],
  ])("may be about %s", async (object, reference) => {
    const { waivers } = await declared({ "access/waivers/x.yaml": waiver.replace("nhi:ci-payments", object) });
    expect(waivers[0]?.object).toMatchObject({ kind: "exact", reference });
  });

  test("may be about a pattern, which says how much it may match", async () => {
    const pattern = waiver.replace("nhi:ci-payments", '{pattern: "account:crm/main/test-*", maxMatches: 3}');
    expect((await declared({ "access/waivers/x.yaml": pattern })).waivers[0]?.object).toEqual({
      ...{ kind: "pattern", pattern: "account:crm/main/test-*", maxMatches: 3, place: at(2, 9) },
    });
    expect(await faultsOf({ "access/waivers/x.yaml": pattern.replace(", maxMatches: 3", "") })).toEqual([
      expect.stringMatching(/:2:1: object.maxMatches is missing/),
    ]);
  });

  test.each(["rule", "object", "kind", "owner", "approver", "reason", "created", "until"])(
    "without %s is refused",
    async (key) => {
      const text = waiver.replace(new RegExp(`^${key}:.*\n`, "m"), "");
      expect(await faultsOf({ "access/waivers/x.yaml": text })).toEqual([expect.stringContaining(`${key} is missing`)]);
    },
  );

  test("does not call one finding both true and false", async () => {
    const two = [waiver, waiver.replace("accepted-risk", "false-positive").replace("2026-11-22", "2027-01-31")];
    const later = waiver
      .replace("accepted-risk", "false-positive")
      .replace("2026-11-22", "2027-02-01")
      .replace("2027-01-31", "2027-02-28");
    const files = (texts: readonly string[]) =>
      Object.fromEntries(texts.map((text, index) => [`access/waivers/${index}.yaml`, text]));
    expect(await faultsOf(files(two))).toEqual([
      expect.stringMatching(
        /1.yaml:1:1: 1 calls nhi-no-expiry on nhi:ci-payments a false positive, and 0 an accepted risk/,
      ),
    ]);
    expect(await faultsOf(files([waiver, later]))).toEqual([]);
  });
});

describe("a review", () => {
  test("is a decision on somebody or something", async () => {
    const { reviews } = await declared({
      "access/reviews/2026-q4.yaml": `- {subject: person:dana@example.com, decision: keep, by: person:ana@example.com, at: 2026-11-20}
- {object: "grant:crm/main/u1:role/admin", decision: revoke, by: person:ana@example.com, at: 2026-11-20T10:00:00Z, campaign: admins}
`,
    });
    expect(reviews).toMatchObject([
      { about: { kind: "record" }, decision: "revoke", at: "2026-11-20T10:00:00Z", campaign: "admins" },
      { about: { kind: "person" }, decision: "keep", at: "2026-11-20", campaign: "2026-q4", place: { line: 1 } },
    ]);
  });

  test("is about one thing, and is made once", async () => {
    const end = "by: person:ana@example.com, at: 2026-11-20}";
    const text = `- {decision: keep, ${end}
- {subject: person:x, object: app:crm, decision: keep, ${end}
- {subject: person:dana@example.com, decision: keep, ${end}
- {subject: person:dana@example.com, decision: revoke, ${end}
- {subject: app:crm, decision: perhaps}
`;
    expect(await faultsOf({ "access/reviews/q.yaml": text })).toEqual([
      expect.stringMatching(/:1:3: subject is missing/),
      expect.stringMatching(/:2:31: a decision is about a subject or about an object/),
      expect.stringMatching(
        /:4:3: q decides at 2026-11-20 to revoke person:dana@example.com, and to keep it in access/,
      ),
      expect.stringMatching(/:5:3: by is missing/),
      expect.stringMatching(/:5:3: at is missing/),
      expect.stringMatching(/:5:13: .*access\/bad-reference/),
      expect.stringMatching(/:5:32: decision: /),
    ]);
  });
});

test("a baseline holds fingerprints with their owners and ends, each once", async () => {
  const line = (digit: string) =>
    `- {fingerprint: ${digit.repeat(64)}, title: an old bot, owner: person:ana@example.com, until: 2027-01-31}\n`;
  expect((await declared({ "access/baseline.yaml": line("b") + line("a") })).baseline).toMatchObject([
    { fingerprint: "a".repeat(64), title: "an old bot", owner: person("ana@example.com"), until: "2027-01-31" },
    { fingerprint: "b".repeat(64) },
  ]);
  expect(await faultsOf({ "access/baseline.yaml": `${line("a")}${line("a")}- {fingerprint: abc}\n` })).toEqual([
    expect.stringMatching(/:2:3: a+ is declared a second time/),
    expect.stringMatching(/:3:3: title is missing/),
    expect.stringMatching(/:3:3: owner is missing/),
    expect.stringMatching(/:3:3: until is missing/),
    expect.stringMatching(/:3:17: fingerprint: /),
  ]);
});
