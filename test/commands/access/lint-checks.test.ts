import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runHere } from "../run-here.ts";
import { collectedEstate, linesOf, lint } from "./collected-estate.ts";

const role = (more: string, grants = '"entitlement:crm/role/admin"') =>
  `owner: person:ana@example.com\ngrants: [${grants}]\n${more}\n`;
const waiver = (changes: Readonly<Record<string, string>> = {}) => {
  const usual = {
    ...{ rule: "nhi-no-expiry", object: "account:crm/main/b1", kind: "accepted-risk", owner: "group:dir/payments" },
    ...{ approver: "person:sec@example.com", reason: "vendor", created: "2026-11-20", until: "2026-12-20" },
    ...{ control: "rotation" },
  };
  const lines = Object.entries({ ...usual, ...changes }).filter(([, value]) => value !== "");
  return lines.map(([key, value]) => `${key}: ${value}\n`).join("");
};

/** What lint says of some files, without what it says to do. */
async function told(files: Readonly<Record<string, string>>, args: readonly string[] = []): Promise<string[]> {
  const ran = await lint(files, args);
  const lines = linesOf(ran).map((line) => line.replace(/(\[access\/[a-z-]+\]).*/, "$1"));
  return [`exit ${ran.code}`, ...lines];
}

test("an estate without mistakes has none", async () => {
  expect(await lint({})).toEqual({ code: 0, stdout: "No problems: 2 applications, 2 references.\n", stderr: "" });
});

describe("people who answer for something", () => {
  test("and have left, alone or all together, are warnings", async () => {
    const machine = (owner: string, more = "") =>
      `kind: service\naccounts: ["account:crm/main/b1"]\nowner: ${owner}\npurpose: x\nexpires: 2027-01-01\n${more}`;
    expect(await told({ "identities/a.yaml": machine("person:gone@example.com") })).toEqual([
      "exit 0",
      "warning: access/identities/a.yaml:3:8: person:gone@example.com, owner of nhi:a, has left [access/owner-left]",
    ]);
    expect(await told({ "identities/a.yaml": machine("group:dir/leavers", "backup: group:dir/empty\n") })).toEqual([
      "exit 0",
      "warning: access/identities/a.yaml:3:8: group:dir/leavers, owner of nhi:a, has only members who have left [access/owner-left]",
      "warning: access/identities/a.yaml:6:9: group:dir/empty, backup of nhi:a, has no members [access/owner-left]",
    ]);
    expect(await told({ "identities/a.yaml": machine("group:dir/payments") })).toEqual(["exit 0"]);
  });

  test("of applications too: those whose owner has left are listed", async () => {
    const app = (owner: string) => ({
      "apps/crm.yaml": `owner: ${owner}\npeople: [dir]\nlifecycle: { channel: manual }\n`,
    });
    expect(await told(app("person:gone@example.com"))).toEqual([
      "exit 0",
      "warning: access/apps/crm.yaml:1:8: person:gone@example.com, owner of crm, has left [access/owner-left]",
    ]);
    expect(await told(app("person:ana@example.com"))).toEqual(["exit 0"]);
  });
});

describe("roles", () => {
  test("that no attribute leads to, or none that is read, are warnings", async () => {
    expect(await told({ "roles/a.yaml": role("selector: {department: Paiments}") })).toEqual([
      "exit 0",
      "warning: access/roles/a.yaml:3:11: nobody who is here has department Paiments, so that the selector of a means nobody [access/selects-nobody]",
    ]);
    expect(await told({ "roles/a.yaml": role("selector: {title: Clerk}") })).toEqual([
      "exit 0",
      "warning: access/roles/a.yaml:3:11: whom the selector of a means cannot be looked up: no source reads title [access/not-looked-up]",
    ]);
    expect(await told({ "roles/a.yaml": role("selector: {department: Payments}") })).toEqual(["exit 0"]);
  });

  test("that grant what their application does not have are errors, told from what was not read", async () => {
    const grants =
      '"entitlement:crm/role/adnim", "entitlement:crm/team/admin", "entitlement:dir/role/x", "group:cmr/x"';
    const ran = await lint({ "roles/a.yaml": role("members: [person:ana@example.com]", grants) });
    expect(ran.code).toBe(3);
    expect(linesOf(ran)).toEqual([
      expect.stringMatching(
        /^warning: \S+a.yaml:2:70: entitlement:dir\/role\/x cannot be looked up.*\[access\/not-looked-up\]/,
      ),
      expect.stringMatching(
        /^\S+a.yaml:2:10: crm has no entitlement:crm\/role\/adnim \[access\/unknown-entitlement\] Did you mean entitlement:crm\/role\/admin/,
      ),
      expect.stringMatching(/^\S+a.yaml:2:40: crm has no entitlement:crm\/team\/admin \[access\/unknown-entitlement\]/),
      expect.stringMatching(
        /^\S+a.yaml:2:96: group:cmr\/x: no source reads a system "cmr" \[access\/unknown-system\] Did you mean `crm`/,
      ),
    ]);
  });

  test("with one thing twice under two names are errors", async () => {
    const grants = '"entitlement:crm/role/admin", "entitlement:crm/role/r1"';
    expect(await told({ "roles/a.yaml": role("members: [person:li@example.com, person:li]", grants) })).toEqual([
      "exit 3",
      "access/roles/a.yaml:2:40: entitlement:crm/role/r1 stands twice in grants of a; first as entitlement:crm/role/admin in access/roles/a.yaml:2:10 [access/listed-twice]",
      "access/roles/a.yaml:3:34: person:li stands twice in members of a; first as person:li@example.com in access/roles/a.yaml:3:11 [access/listed-twice]",
    ]);
  });

  test("with a member twice are errors, unless one line takes over from the other", async () => {
    const twice =
      "members:\n  - person:li@example.com\n  - {who: person:li@example.com, until: 2027-01-31}\n  - nhi:none";
    expect(await told({ "roles/a.yaml": role(twice) })).toEqual([
      "exit 3",
      "access/roles/a.yaml:5:11: person:li@example.com stands twice in members of a; first in access/roles/a.yaml:4:5 [access/listed-twice]",
      "access/roles/a.yaml:6:5: nhi:none resolves to nothing [access/unresolved-reference]",
    ]);
    const relay =
      "members:\n  - {who: person:li@example.com, until: 2027-01-31}\n  - {who: person:li@example.com, from: 2027-02-01}";
    expect(await told({ "roles/a.yaml": role(relay) })).toEqual(["exit 0"]);
  });

  test("can be given by the id of a record, as a message proposes it", async () => {
    const grants = '"entitlement:crm/main/r1", "group:dir/main/payments"';
    expect(await told({ "roles/a.yaml": role("members: [person:1]", grants) })).toEqual(["exit 0"]);
  });
});

describe("dates", () => {
  test("that have passed are warnings, those that contradict each other errors, those to come in the past warnings", async () => {
    const files = {
      "roles/a.yaml": role(
        "members:\n  - {who: person:1, until: 2026-11-21}\n  - {who: person:2, from: 2027-02-01, until: 2027-01-01}\nvalidUntil: 2026-01-01",
      ),
      "trusts.yaml": "- {from: hr/main, to: crm/main, owner: person:1, until: 2026-11-21, reason: x}\n",
      "links.yaml": "- {account: account:crm/main/a4, person: person:4, until: 2026-11-21}\n",
      "waivers/w.yaml": waiver({ created: "2026-12-01", until: "2026-11-30" }),
      "breakglass.yaml": "- {account: account:crm/main/a1, custodians: [person:1], testedAt: 2026-11-23, allow: []}\n",
      "reviews/q.yaml": "- {object: app:crm, decision: keep, by: person:1, at: 2027-01-01}\n",
      "baseline.yaml": `- {fingerprint: ${"a".repeat(64)}, title: old, owner: person:1, until: 2026-11-21}\n`,
    };
    expect(await told(files)).toEqual([
      "exit 3",
      'warning: access/baseline.yaml:1:3: the debt "old" ended on 2026-11-21 [access/expired]',
      "warning: access/breakglass.yaml:1:3: the test of account:crm/main/a1 is dated 2026-11-23, which has not come yet [access/in-future]",
      "warning: access/links.yaml:1:3: the link of account:crm/main/a4 ended on 2026-11-21 [access/expired]",
      "warning: access/reviews/q.yaml:1:3: the decision on app:crm is dated 2027-01-01, which has not come yet [access/in-future]",
      "warning: access/roles/a.yaml:1:1: the role a ended on 2026-01-01 [access/expired]",
      "warning: access/roles/a.yaml:4:11: person:1 in a ended on 2026-11-21 [access/expired]",
      "warning: access/trusts.yaml:1:3: the trust from hr/main to crm/main ended on 2026-11-21 [access/expired]",
      "warning: access/waivers/w.yaml:1:1: the waiver w is dated 2026-12-01, which has not come yet [access/in-future]",
      "access/roles/a.yaml:5:11: person:2 in a ends on 2027-01-01, before it begins on 2027-02-01 [access/end-before-start]",
      "access/waivers/w.yaml:1:1: the waiver w ends on 2026-11-30, before it begins on 2026-12-01 [access/end-before-start]",
    ]);
  });

  test("are held against the instant that is given", async () => {
    const files = { "trusts.yaml": "- {from: hr/main, to: crm/main, owner: person:1, until: 2026-11-22, reason: x}\n" };
    expect(await told(files)).toEqual(["exit 0"]);
    expect(await told(files, ["--as-of", "2026-11-23"])).toHaveLength(2);
    expect(await told(files, ["--as-of", "2026-11-23", "--strict"])).toEqual([
      "exit 3",
      "access/trusts.yaml:1:3: the trust from hr/main to crm/main ended on 2026-11-22 [access/expired]",
    ]);
  });
});

describe("waivers", () => {
  test("that hold are left alone", async () => {
    expect(await told({ "waivers/w.yaml": waiver() })).toEqual(["exit 0"]);
    const longest = waiver({ until: "2027-02-18" });
    expect(await told({ "waivers/w.yaml": longest })).toEqual(["exit 0"]);
    const medium = waiver({ rule: "nhi-unregistered", until: "2027-05-19", control: "" });
    expect(await told({ "waivers/w.yaml": medium })).toEqual(["exit 0"]);
  });

  test("that are longer than the severity of their rule allows, or say no control, are errors", async () => {
    const files = {
      "waivers/high.yaml": waiver({ until: "2027-02-19", control: "" }),
      "waivers/medium.yaml": waiver({ rule: "nhi-unregistered", until: "2027-05-20" }),
    };
    expect(await told(files)).toEqual([
      "exit 3",
      "access/waivers/high.yaml:1:1: high lasts 91 days, and nhi-no-expiry is high: at most 90 [access/waiver-too-long]",
      "access/waivers/high.yaml:1:1: high does not say what is done instead, and nhi-no-expiry is high [access/waiver-without-control]",
      "access/waivers/medium.yaml:1:1: medium lasts 181 days, and nhi-unregistered is medium: at most 180 [access/waiver-too-long]",
    ]);
  });

  test("are held to the severity that the config gives a rule", async () => {
    const folder = await collectedEstate({ "waivers/w.yaml": waiver({ until: "2027-02-18" }) });
    const { appendFileSync } = await import("node:fs");
    appendFileSync(join(folder, "entitlint.yaml"), "rules: { nhi-no-expiry: { level: critical } }\n");
    const { stderr } = await runHere(folder, ["access", "lint"]);
    expect(stderr).toContain("w lasts 90 days, and nhi-no-expiry is critical: at most 30");
  });

  test("approved by whom they are about, or by who alone owns them, are errors", async () => {
    const own = "about themselves [access/waiver-approver]";
    const alone = "and alone owns it [access/waiver-approver]";
    const cases: [changes: Record<string, string>, end: string | undefined][] = [
      [{ object: "person:sec@example.com" }, own],
      [{ object: "account:crm/main/a4" }, own],
      [{ object: "grant:crm/main/a4:r2" }, own],
      [{ object: "identity:hr/main/4" }, own],
      [{ owner: "person:4" }, alone],
      [{ owner: "group:dir/only-sec" }, alone],
      [{ owner: "group:dir/payments", approver: "person:ana@example.com" }, undefined],
    ];
    for (const [changes, end] of cases) {
      const [code, ...lines] = await told({ "waivers/w.yaml": waiver(changes) });
      expect([code, lines.map((line) => line.slice(-(end?.length ?? 0)))]).toEqual(
        end === undefined ? ["exit 0", []] : ["exit 3", [end]],
      );
    }
  });

  test("of rules that do not exist, and patterns that pass for one object, are errors", async () => {
    const files = {
      "waivers/a.yaml": waiver({ rule: "nhi-no-expire" }),
      "waivers/b.yaml": waiver({ object: "account:crm/main/b*" }),
      "breakglass.yaml":
        "- {account: account:crm/main/a1, custodians: [person:1], testedAt: 2026-11-01, allow: [orphan-account, sso-bypass]}\n",
    };
    const ran = await lint(files);
    expect(ran.code).toBe(3);
    expect(linesOf(ran)).toEqual([
      expect.stringMatching(
        /^warning: \S+b.yaml:2:9: account:crm\/main\/b\* is not in the snapshot \[access\/object-gone\]/,
      ),
      expect.stringMatching(
        /^\S+breakglass.yaml:1:\d+: there is no rule "sso-bypass" \[access\/unknown-rule\] List them/,
      ),
      expect.stringMatching(
        /^\S+a.yaml:1:7: there is no rule "nhi-no-expire" \[access\/unknown-rule\] Did you mean `nhi-no-expiry`/,
      ),
      expect.stringMatching(
        /^\S+b.yaml:2:9: .*looks like a pattern.*\[access\/waiver-pattern\] Write \{pattern: "account:crm\/main\/b\*", maxMatches/,
      ),
    ]);
  });
});

describe("duties", () => {
  const sod = (a: string, b: string) => ({ "sod.yaml": `- {id: x, a: [${a}], b: [${b}]}\n` });
  test("whose sides overlap are errors: by what is written, tagged, and held", async () => {
    expect(await told(sod("tag:deploy", "tag:deploy"))).toEqual([
      "exit 3",
      "access/sod.yaml:1:32: tag:deploy stands on both sides of x [access/overlapping-duties]",
    ]);
    expect(await told(sod("tag:deploy", '"entitlement:crm/role/admin"'))).toEqual([
      "exit 3",
      "access/sod.yaml:1:3: both sides of x hold entitlement:crm/main/r1 [access/overlapping-duties]",
    ]);
    const tagged =
      "owner: group:dir/payments\npeople: [dir]\nlifecycle: { channel: manual }\nentitlements: [{ match: role/*, sodTags: [deploy, approve] }]\n";
    expect(await told({ ...sod("tag:deploy", "tag:approve"), "apps/crm.yaml": tagged })).toEqual([
      "exit 3",
      "access/apps/crm.yaml:4:16: crm tags role/* with both sides of x [access/overlapping-duties]",
    ]);
    expect(await told(sod("tag:deploy", '"entitlement:crm/role/user"'))).toEqual(["exit 0"]);
  });

  test("with a tag that nothing carries are errors", async () => {
    const { stderr } = await lint(sod("tag:deploi", '"entitlement:crm/role/user"'));
    expect(stderr).toMatch(
      /no entitlement carries tag:deploi \[access\/unresolved-reference\] Did you mean tag:deploy\?/,
    );
  });
});

describe("systems that nothing reads", () => {
  test("are errors wherever they are named", async () => {
    const files = {
      "authority.yaml":
        "- {field: person.status, from: [hr, workday], level: authoritative}\n- {field: account.userName, app: jira, from: [app], level: advisory}\n",
      "trusts.yaml": "- {from: okta/main, to: crm/main, owner: person:1, until: 2027-11-21, reason: x}\n",
      "waivers/w.yaml": waiver({ object: "source:hrr", rule: "sync-snapshot-stale" }),
    };
    const codes = linesOf(await lint(files)).map((line) => line.replace(/ Did.*| Known.*/, ""));
    expect(codes).toEqual([
      'access/authority.yaml:1:37: no source reads a system "workday" [access/unknown-system]',
      'access/authority.yaml:2:34: no source reads a system "jira" [access/unknown-system]',
      'access/trusts.yaml:1:10: no source reads a system "okta" [access/unknown-system]',
      'access/waivers/w.yaml:2:9: source:hrr: no source reads a system "hrr" [access/unknown-system]',
    ]);
  });
});

describe("what keeps some of it from being checked", () => {
  test("a file that cannot be read leaves the others to be checked, and what may stand in it unsaid", async () => {
    const files = {
      "identities/ci.yaml": "kind: [\n",
      "roles/a.yaml": role("members: [nhi:ci, person:nobody]"),
      "roles/b.yaml": role("members: [person:1, person:1]"),
    };
    expect((await told(files)).map((line) => line.replace(/: .*\[/, " ["))).toEqual([
      "exit 3",
      "warning [access/not-looked-up]",
      "access/identities/ci.yaml:2:1 [input/does-not-parse] Mend the syntax.",
      "access/roles/a.yaml:3:19 [access/unresolved-reference]",
      "access/roles/b.yaml:3:21 [access/listed-twice]",
    ]);
  });

  test("without a snapshot, all that needs none is checked, and what was not is said", async () => {
    const files = {
      "roles/a.yaml": role("selector: {department: Nowhere}"),
      "links.yaml": "- {account: account:crm/main/a1, person: person:nobody}\n",
      "waivers/w.yaml": waiver({ rule: "none", owner: "person:sec@example.com" }),
      "sod.yaml": "- {id: x, a: [tag:deploy], b: [tag:deploy]}\n",
    };
    const folder = await collectedEstate(files);
    rmSync(join(folder, "snapshots"), { recursive: true });
    const wrong = await runHere(folder, ["access", "lint", "--no-snapshot"]);
    expect([wrong.code, linesOf(wrong).map((line) => line.replace(/.*\[(.*?)\].*/, "$1"))]).toEqual([
      3,
      ["access/overlapping-duties", "access/unknown-rule", "access/waiver-approver"],
    ]);
    const right = await collectedEstate({ ...files, "sod.yaml": "[]", "waivers/w.yaml": waiver() });
    rmSync(join(right, "snapshots"), { recursive: true });
    expect(await runHere(right, ["access", "lint"])).toEqual({
      code: 2,
      stdout:
        "No problems: 2 applications, 1 role, 1 link, 1 waiver, 9 references; 9 references were not looked up.\nNot checked without a snapshot: whether those who answer for something are still here; whom selectors mean; whether linked accounts are privileged; whether those who approve waivers are behind their objects and owners.\n",
      stderr: expect.stringContaining("[snapshot/none]"),
    });
  });

  test("policies that cannot be read are told beside the rest", async () => {
    const folder = await collectedEstate({ "waivers/w.yaml": waiver({ owner: "person:4" }) });
    const { appendFileSync } = await import("node:fs");
    appendFileSync(join(folder, "entitlint.yaml"), "policies: [nowhere]\n");
    const { code, stderr } = await runHere(folder, ["access", "lint"]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/nowhere[\s\S]*access\/waiver-approver|access\/waiver-approver[\s\S]*nowhere/);
  });
});

test("as JSON it tells everything to programs, with what roles come to", async () => {
  const files = {
    "roles/a.yaml": role("members: [person:1, person:2]\nselector: {department: Payments}", '"group:dir/payments"'),
    "roles/b.yaml": role("members: [person:1, person:2, nhi:none]\nvalidUntil: 2026-01-01"),
  };
  const { code, stdout, stderr } = await lint(files, ["--format", "json"]);
  expect([code, stderr]).toEqual([3, ""]);
  expect(JSON.parse(stdout)).toMatchObject({
    version: 1,
    exitCode: 3,
    errors: [
      {
        code: "access/unresolved-reference",
        message: "nhi:none resolves to nothing",
        place: { file: "access/roles/b.yaml", line: 3, column: 31 },
      },
    ],
    warnings: [{ code: "access/expired" }],
    unable: [],
    counts: { apps: 2, roles: 2, waivers: 0 },
    references: 11,
    notLookedUp: 0,
    notChecked: [],
    roles: [
      { id: "a", holders: 2, grants: 0, memberships: 3 },
      { id: "b", holders: 2, grants: 2, memberships: 0 },
    ],
  });
});
