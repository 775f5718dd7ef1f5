// @module-tag long
import { describe, expect, test } from "vitest";
import { SubjectDocument } from "../../src/model/document.ts";
import { Estate } from "../../src/model/estate.ts";
import { Report } from "../../src/model/report.ts";
import { asOf, clean, collected, config, withLeaver } from "./small-project.ts";

const at = ["--as-of", asOf];

/** People of the forge sign in by names of their own; the directory knows these as an attribute. */
const otherNames = {
  ...clean,
  "entitlint.yaml": config.replace(
    "userName: login, displayName: name}\n  forge",
    "userName: login, displayName: name, attributes.forgeLogin: nick}\n  forge",
  ),
  "exports/idp.csv": "id,login,name,state,nick\n1,ana,Ana,on,anax\n2,ben,Ben,on,benx\n3,cem,Cem,on,cemx\n",
  "exports/forge.csv": "id,login,name,state,role\nf1,anax,Ana,on,dev\nf2,benx,Ben,on,dev\nf3,zed,Zed,on,dev\n",
};

/** Two people of the directory who go by one name. */
const twoBens = {
  ...clean,
  "exports/idp.csv": "id,login,name,state\n1,ana,Ana,on\n2,ben,Ben,on\n3,BEN,Ben,on\n",
};

describe("documents", () => {
  test("prints every subject and source as a line that follows its schema, and one by its id", async () => {
    const made = await collected(withLeaver);
    const all = (await made.run("documents", ...at)).stdout.trimEnd().split("\n");
    const ids = all.map((line) => JSON.parse(line).id);
    expect(ids).toEqual([
      ...["source:forge", "source:idp", "identity:idp/main/1", "identity:idp/main/2"],
      ...["entitlement:forge/main/dev", "app:forge", "app:idp"],
    ]);
    const subjects = (await made.run("documents", "--scope", "subject", ...at)).stdout.trimEnd().split("\n");
    expect(subjects).toEqual(all.slice(2, 4));
    const one = await made.run("documents", "identity:idp/main/2", ...at);
    expect([one.code, one.stdout]).toEqual([0, `${all[3]}\n`]);
    const document = SubjectDocument.parse(JSON.parse(one.stdout));
    expect(document.accounts.map(({ app, link, grants }) => [app, link.by, grants.map(({ name }) => name)])).toEqual([
      ["forge", "userName", ["dev"]],
      ["idp", "same-record", []],
    ]);
  });

  test("says where there is none to print", async () => {
    const made = await collected({
      ...clean,
      "entitlint.yaml":
        'version: 1\nsources: {x: {collector: files, role: directory, reads: [{path: x.csv, exportedAt: {from: value, value: 2026-11-22T06:00:00Z}, records: [{kind: group, id: "{id}", fields: {kind: {value: team}, membershipType: {value: assigned}, name: id}}]}]}}\n',
      "access/apps/forge.yaml": "[]\n",
      "x.csv": "id\ng\n",
    });
    const { code, stdout, stderr } = await made.run("documents", "--scope", "subject", ...at);
    expect([code, stdout, stderr]).toEqual([
      0,
      "",
      expect.stringContaining("there is no document of the scope subject"),
    ]);
  });

  test("prints what all of them share", async () => {
    const made = await collected();
    const { code, stdout } = await made.run("documents", "--estate", ...at);
    const { estate } = JSON.parse(stdout);
    expect([code, Estate.parse(estate).run.now]).toEqual([0, asOf]);
    expect(estate.apps.forge).toMatchObject({ declared: true, people: ["idp"], channel: "manual" });
  });
});

describe("links suggest", () => {
  test("names the pair that would link most; declared, it links as many as it said", async () => {
    const made = await collected(otherNames);
    const before = await made.run("links", "suggest", "--app", "forge", "--format", "json", ...at);
    const [forge] = JSON.parse(before.stdout).apps;
    expect(forge).toMatchObject({ accounts: 3, linked: 0 });
    expect(forge.pairs[0]).toMatchObject({
      ...{ account: "userName", person: "attributes.forgeLogin", ignoreCase: false, links: 2, ambiguous: 0 },
      samples: [{ account: "account:forge/main/f1", person: "identity:idp/main/1", value: "anax" }, {}],
    });
    const text = (await made.run("links", "suggest", ...at)).stdout;
    expect(text).toContain("- {account: userName, person: attributes.forgeLogin}   links 2 more");
    made.write({
      "access/apps/forge.yaml": `${clean["access/apps/forge.yaml"]}correlate: [{account: userName, person: attributes.forgeLogin}]\n`,
    });
    const after = await made.run("links", "suggest", "--app", "forge", "--format", "json", ...at);
    expect(JSON.parse(after.stdout).apps[0]).toMatchObject({ linked: 2, pairs: [] });
  });

  test("an application that is not linked leaves its grants undecided by one cause, counted", async () => {
    const made = await collected(otherNames);
    const { stdout } = await made.run("check", "--format", "json", ...at);
    const report = Report.parse(JSON.parse(stdout));
    expect(report.unknowns).toMatchObject([
      { rule: "grant-no-active-record", app: "forge", object: "forge", reason: "uncorrelated", count: 3 },
    ]);
    expect(report.counts.find(({ rule }) => rule === "grant-no-active-record")).toMatchObject({ unknown: 3 });
    expect((await made.run("check", ...at)).stdout).toContain("3 cases in forge cannot be judged");
  });
});

describe("explain", () => {
  test.each(["ben", "person:ben", "identity:idp/main/2", "account:forge/main/2", "grant:forge/main/2:dev"])(
    "%s leads to Ben: records with their lines, keys tried, grants",
    async (id) => {
      const made = await collected(withLeaver);
      const { code, stdout } = await made.run("explain", id, "--format", "json", ...at);
      const explanation = JSON.parse(stdout);
      expect([code, explanation.id]).toEqual([0, "identity:idp/main/2"]);
      const forge = explanation.records.find((record: { id: string }) => record.id === "account:forge/main/2");
      expect(forge).toMatchObject({ link: "linked by userName (strong)", places: ["forge/account.ndjson:2"] });
      expect(forge.trials).toContainEqual({
        ...{ by: "userName", value: "ben", confidence: "strong", hits: ["identity:idp/main/2"] },
      });
      expect(explanation.grants).toMatchObject([{ id: "grant:forge/main/2:dev", entitlement: "dev", via: [] }]);
    },
  );

  test("says who nobody is", async () => {
    const made = await collected(otherNames);
    const { stdout } = await made.run("explain", "account:forge/main/f3", ...at);
    expect(stdout).toContain("account:forge/main/f3  human  belongs to nobody");
    expect(stdout).toContain("tried userName (strong) zed: nobody");
  });
});

describe("a name that several have", () => {
  test("is no answer for explain: it names them all", async () => {
    const made = await collected(twoBens);
    const { code, stdout, stderr } = await made.run("explain", "ben", ...at);
    expect([code, stdout]).toEqual([3, ""]);
    expect(stderr).toContain("identity:idp/main/2, identity:idp/main/3");
    expect(stderr).toContain("[estate/ambiguous-object]");
  });

  test("links nobody by hand, owns nothing, and is told with its place", async () => {
    const made = await collected({
      ...twoBens,
      "access/links.yaml":
        "- {account: account:forge/main/1, person: person:ben, reason: r, by: person:ana, until: 2027-01-31}\n",
      "access/identities/bot.yaml":
        "kind: service\naccounts: [account:forge/main/2]\nowner: person:ben\npurpose: builds\nexpires: 2027-05-31\n",
    });
    const lint = await made.run("access", "lint", ...at);
    expect(lint.code).toBe(3);
    expect(lint.stderr + lint.stdout).toMatch(/access\/identities\/bot\.yaml:3:\d+: .*ben.*\[access\/ambiguous/);
    const report = Report.parse(JSON.parse((await made.run("check", "--format", "json", ...at)).stdout));
    expect(report.notices.map(({ code, text }) => [code, text.split(":")[0]])).toEqual(
      expect.arrayContaining([
        ["access/ambiguous-reference", "access/identities/bot.yaml"],
        ["access/ambiguous-reference", "access/links.yaml"],
      ]),
    );
    expect(report.findings.map(({ rule, object }) => [rule, object])).toContainEqual(["nhi-owner-inactive", "nhi:bot"]);
  });

  test("disputes the account that carries it, and chooses neither", async () => {
    const made = await collected(twoBens);
    const report = Report.parse(JSON.parse((await made.run("check", "--format", "json", ...at)).stdout));
    expect(report.exitCode).toBe(1);
    expect(report.findings.map(({ rule, object }) => [rule, object])).toEqual([
      ["orphan-disputed-match", "account:forge/main/2"],
    ]);
    const { stdout } = await made.run("explain", "account:forge/main/2", ...at);
    expect(stdout).toContain("candidates: identity:idp/main/2, identity:idp/main/3");
  });
});

describe("check of a source that was read in part", () => {
  test("ends with 2, whatever it finds or does not find, and says what is missing", async () => {
    for (const files of [clean, withLeaver]) {
      const made = await collected(files);
      made.write({
        "entitlint.yaml": config.replace('id: "{id}:{role}"', 'id: "{id}:{role}"\n            expect: {min: 5}'),
      });
      expect((await made.run("collect", ...at)).code).toBe(2);
      const { code, stdout } = await made.run("check", "--format", "json", ...at);
      const report = Report.parse(JSON.parse(stdout));
      expect([code, report.obstacles]).toEqual([
        2,
        [{ code: "source-partial", source: "forge", text: expect.stringContaining("2 records, at least 5 expected") }],
      ]);
      expect(report.counts.some(({ rule, app }) => rule === "grant-no-active-record" && app === "forge")).toBe(false);
      expect((await made.run("check", ...at)).stdout).toContain("Could not judge");
    }
  });

  test("of which conditions leave nothing over is no pass either", async () => {
    const made = await collected({
      ...clean,
      "entitlint.yaml": config.replaceAll(
        "kind: identity\n",
        "kind: identity\n            when: {from: state, equals: gone}\n",
      ),
    });
    const { stdout } = await made.run("check", "--format", "json", ...at);
    const report = Report.parse(JSON.parse(stdout));
    expect([report.exitCode, report.obstacles.map(({ code }) => code)]).toEqual([2, ["source-empty"]]);
  });
});
