// @module-tag long
import { generateKeyPairSync } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { everything, sampleOf } from "../everything.ts";
import { base, found, gatedOf, plainly, rulePath, text, wrong } from "./own-check.ts";
import { estate, type Files, houseRule, machine, type PullRequest, pullRequest } from "./pull-request.ts";
import { config, runIn } from "./small-project.ts";

const app = estate["access/apps/forge.yaml"];
const by = "owner: group:idp/security, approver: person:li, reason: because, created: 2026-11-20, until: 2026-12-20";

interface Attempt {
  readonly name: string;
  readonly files: Files;
  /** Files that are not what they are in other pull requests. */
  readonly instead?: Files;
  /** What of `found` a check would not find any more if it went by the pull request's own word. */
  readonly hides: "all" | "some" | "none yet";
  /** The part of the settings that is said to be changed. */
  readonly part?: string;
}

const off = ["grant-no-active-record", "nhi-owner-inactive", "nobody-is-admin"];
/** A finding is as grave as its causes, so whoever lowers one has to lower these too. */
const causes = ["leaver-account-enabled", "group-policy-drift"];

const attempts: readonly Attempt[] = [
  {
    name: "switch the rules off",
    files: {
      "entitlint.yaml": `${base["entitlint.yaml"]}rules:\n${off.map((id) => `  ${id}: {level: off}\n`).join("")}`,
    },
    hides: "all",
    part: "config",
  },
  {
    name: "lower their severity",
    files: {
      "entitlint.yaml": `${base["entitlint.yaml"]}rules:\n${[...off, ...causes].map((id) => `  ${id}: {level: low}\n`).join("")}`,
    },
    hides: "all",
    part: "config",
  },
  {
    name: "lower the gate",
    files: { "entitlint.yaml": `${base["entitlint.yaml"]}failOn: critical\n` },
    hides: "all",
    part: "config",
  },
  {
    name: "give a rule a limit that nothing reaches",
    files: { "entitlint.yaml": `${base["entitlint.yaml"]}rules: {nhi-owner-inactive: {params: {grace: P3650D}}}\n` },
    hides: "none yet",
    part: "config",
  },
  {
    name: "weaken a rule of the house",
    files: { [rulePath]: houseRule('endswith(grant.record.id, ":nobody")') },
    hides: "some",
    part: "policies",
  },
  {
    name: "take the rules of the house away",
    files: { "entitlint.yaml": text, policies: undefined },
    hides: "some",
    part: "config",
  },
  {
    name: "move policies: to a folder with weaker rules",
    files: {
      "entitlint.yaml": `${text}policies: [rules]\n`,
      [rulePath.replace("policies/", "rules/")]: houseRule('endswith(grant.record.id, ":nobody")'),
    },
    hides: "some",
    part: "config",
  },
  {
    name: "add a waiver for its own finding",
    files: {
      "access/waivers/own.yaml": `- {id: w-1, rule: nhi-owner-inactive, object: nhi:ci, kind: accepted-risk, ${by}, control: look}\n`,
    },
    hides: "none yet",
    part: "waivers",
  },
  {
    name: "write its own findings into the baseline",
    files: {
      "access/baseline.yaml": `- {fingerprint: ${"a".repeat(64)}, title: Known, owner: person:ana, until: 2027-01-01}\n`,
    },
    hides: "none yet",
    part: "baseline",
  },
  {
    name: "link the leaver's account to somebody present",
    files: {
      "access/links.yaml":
        "- {account: account:forge/main/2, person: person:ana, reason: hers now, by: person:ana, until: 2027-11-30}\n",
    },
    hides: "some",
    part: "links",
  },
  {
    name: "delete the application",
    files: { "access/apps/forge.yaml": undefined },
    hides: "some",
    part: "apps",
  },
  {
    name: "say that all accounts of the application are machines",
    files: { "access/apps/forge.yaml": `${app}kinds: [{match: "*", kind: service}]\n` },
    hides: "none yet",
    part: "apps",
  },
  {
    name: "say that nobody's people are in the application",
    files: { "access/apps/forge.yaml": app.replace("people: [idp]", "people: [forge]") },
    hides: "some",
    part: "apps",
  },
  {
    name: "declare the account to be for emergencies",
    files: {
      "access/breakglass.yaml":
        "- {account: account:forge/main/2, custodians: [person:ana, person:li], testedAt: 2026-10-01, allow: [grant-no-active-record]}\n",
    },
    hides: "none yet",
    part: "breakglass",
  },
  {
    name: "let another system be the authority",
    files: { "access/authority.yaml": "- {field: person.status, from: [forge], level: authoritative}\n" },
    hides: "none yet",
    part: "authority",
  },
  {
    name: "move access: to a folder that declares nothing",
    files: { "entitlint.yaml": `${base["entitlint.yaml"]}access: nothing\n` },
    hides: "some",
    part: "config",
  },
  {
    name: "no longer read what declares",
    files: { "entitlint.yaml": `${config}policies: [policies]\n` },
    hides: "some",
    part: "config",
  },
  {
    name: "map what declares to a role that nobody minds",
    files: { "entitlint.yaml": base["entitlint.yaml"].replace('id: "team:{id}:{role}"', 'id: "team:{id}:dev"') },
    hides: "some",
    part: "config",
  },
  {
    name: "register the leaver's account as a machine",
    files: {},
    instead: {
      "access/identities/ci.yaml": machine(
        "person:ben",
        "- id: nhi:ben\n  kind: service\n  accounts: [account:forge/main/2]\n  owner: person:ana\n  purpose: none\n  expires: 2027-01-31\n",
      ),
    },
    hides: "some",
  },
];

describe("a pull request does not weaken its own check", { timeout: 120_000 }, () => {
  test("without any attempt it is red for what it does", async () => {
    const pr = await pullRequest(base);
    pr.commit(wrong);
    const report = await pr.report();
    expect(report.exitCode).toBe(1);
    expect(gatedOf(report)).toEqual(found);
    expect(await plainly(pr)).toEqual(found);
  });

  test.each(sampleOf(attempts, 7))("$name", async ({ files, instead, hides, part }) => {
    const pr = await pullRequest(base);
    pr.commit({ ...wrong, ...files, ...instead });
    const report = await pr.report();
    expect(gatedOf(report)).toEqual(found);
    expect(report.exitCode).toBe(1);
    // By its own word it would be green, or less red: else nothing has been shown.
    const left = await plainly(pr);
    if (hides === "all") expect(left).toEqual([]);
    else if (hides === "some") expect(left.length).toBeLessThan(found.length);
    if (part === undefined) return;
    expect(report.impact?.files.map((file) => file.part)).toContain(part);
    const { adds = 0, removes = 0, changes = 0, gate, obstacles = [] } = report.impact ?? {};
    if (hides !== "none yet") expect(adds + removes + changes + obstacles.length > 0 || gate !== undefined).toBe(true);
  });

  test("note on its own findings that all is well", async () => {
    const pr = await pullRequest(base);
    pr.commit(wrong);
    const before = await pr.report();
    const lines = before.findings.map(({ fingerprint }) => `- {fingerprint: "${fingerprint}", note: approved}\n`);
    pr.commit({ "access/notes.yaml": lines.join("") });
    const report = await pr.report();
    expect([report.exitCode, report.findings, report.impact]).toEqual([1, before.findings, undefined]);
    const { stdout } = await pr.run("check", "--format", "json");
    expect(JSON.parse(stdout).findings.map(({ note }: { note?: string }) => note)).toContain("approved");
  });

  /** A snapshot in which Ben has never left, with digests that are right. */
  async function forge(pr: PullRequest, folder: string): Promise<void> {
    pr.write({ "exports/idp.csv": base["exports/idp.csv"].replace("Ben,off", "Ben,on") });
    const { code, stderr } = await pr.run("collect", "--as-of", "2026-11-22T08:30:00Z", "--to", folder);
    expect([code, stderr.includes("error")]).toEqual([0, false]);
    pr.write({ "exports/idp.csv": base["exports/idp.csv"] });
  }

  test("bring a snapshot in which nobody has left", async () => {
    const pr = await pullRequest(base);
    await forge(pr, "snapshots");
    pr.commit(wrong);
    const report = await pr.report();
    expect([report.exitCode, gatedOf(report), report.compared?.snapshot]).toEqual([1, found, "head"]);
    expect((await plainly(pr)).length).toBeLessThan(found.length);
  });

  test.each([
    ["called like the leaver", "- id: person:ben\n", 1],
    ["who shares the leaver's login", "- {id: person:somebody, userName: ben}\n", 0],
  ])("declare somebody new %s", async (_, people, hidden) => {
    const pr = await pullRequest(base);
    pr.commit({ ...wrong, "access/people.yaml": people });
    const report = await pr.report();
    expect([report.exitCode, gatedOf(report)]).toEqual([1, found]);
    expect(report.notices.map(({ code }) => code)).toContain("person-held");
    expect(await plainly(pr)).toHaveLength(found.length - hidden);
  });

  test("declare somebody new whose name nobody has", async () => {
    const pr = await pullRequest(base);
    pr.commit({ "access/people.yaml": "- id: person:nora\n", "access/identities/ci.yaml": machine("person:nora") });
    const report = await pr.report();
    expect([report.exitCode, gatedOf(report)]).toEqual([0, []]);
    expect(report.notices.map(({ code }) => code)).not.toContain("person-held");
  });

  test.runIf(everything)("move snapshot: to one in which nobody has left", async () => {
    const pr = await pullRequest(base);
    await forge(pr, "other");
    pr.commit({ ...wrong, "entitlint.yaml": `${base["entitlint.yaml"]}snapshot: other\n` });
    const report = await pr.report();
    expect([report.exitCode, gatedOf(report)]).toEqual([1, found]);
    expect((await plainly(pr)).length).toBeLessThan(found.length);
  });

  test.runIf(everything)("put a config nearer to where the check is run", async () => {
    const pr = await pullRequest({ ...base, "tools/readme.md": "The check is run here.\n" });
    pr.commit({ ...wrong, "tools/entitlint.yaml": config });
    const { stdout } = await runIn(join(pr.folder, "tools"), ["check", "--base", "main", "--format", "json"]);
    const report: Report = JSON.parse(stdout);
    expect([report.exitCode, gatedOf(report), report.files.config]).toEqual([1, found, "entitlint.yaml"]);
    expect(report.impact?.obstacles.join()).toContain("there is no snapshot in snapshots");
  });

  test("take the config away", async () => {
    const pr = await pullRequest(base);
    pr.commit({ ...wrong, "entitlint.yaml": undefined });
    const { code, stderr } = await pr.run("check", "--base", "main");
    expect([code, stderr]).toEqual([3, expect.stringContaining("config/not-found")]);
  });

  test.runIf(everything)("demand less: a source that is missing stops it all the same", async () => {
    const hr =
      "  hr: {collector: files, role: authoritative-identity, required: REQUIRED, reads: [{path: hr.csv, records: [{kind: identity, id: id, fields: {kind: {value: human}, status: {value: active}}}]}]}\n";
    const withHr = (required: string) => text.replace("sources:\n", `sources:\n${hr.replace("REQUIRED", required)}`);
    const pr = await pullRequest(base);
    pr.git("checkout", "--quiet", "-B", "main");
    pr.commit({ "entitlint.yaml": withHr("true") });
    pr.git("checkout", "--quiet", "-B", "pr");
    pr.commit({ "entitlint.yaml": withHr("false") });
    expect((await pr.run("check")).code).toBe(1);
    const report = await pr.report();
    expect([report.exitCode, report.obstacles.map(({ code }) => code)]).toEqual([2, ["source-missing"]]);
  });

  test("demand no signature: the snapshot that it brings without one does not land", async () => {
    const { publicKey } = generateKeyPairSync("ed25519", {
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    const pem = publicKey
      .trim()
      .split("\n")
      .map((line) => `        ${line}\n`)
      .join("");
    const pr = await pullRequest(base);
    pr.git("checkout", "--quiet", "-B", "main");
    pr.commit({ "entitlint.yaml": `${base["entitlint.yaml"]}signing:\n  publicKeys:\n    - |\n${pem}` });
    pr.git("checkout", "--quiet", "-B", "pr");
    pr.commit({ "entitlint.yaml": base["entitlint.yaml"] });
    await forge(pr, "snapshots");
    pr.commit({});
    const report = await pr.report();
    expect([report.exitCode, report.obstacles.map(({ code }) => code)]).toEqual([2, ["snapshot-unsigned"]]);
  });

  test.runIf(everything)("lead out of the repository by a link, or fill the memory by aliases", async () => {
    const outside = await pullRequest(base);
    outside.commit({ ...wrong, "access/identities/ci.yaml": undefined });
    symlinkSync("/etc/hostname", join(outside.folder, "access/identities/ci.yaml"));
    const linked = await outside.run("check", "--base", "main");
    expect([linked.code, linked.stderr]).toEqual([3, expect.stringContaining("repository/outside")]);
    const aliases = Array.from(
      { length: 9 },
      (_, at) => `a${at + 1}: &a${at + 1} [${Array.from({ length: 9 }, () => `*a${at}`).join(", ")}]\n`,
    );
    const bomb = await pullRequest(base);
    bomb.commit({ ...wrong, "access/roles/bomb.yaml": `a0: &a0 [x]\n${aliases.join("")}` });
    const burst = await bomb.run("check", "--base", "main");
    expect([burst.code, burst.stderr]).toEqual([3, expect.stringContaining("input/alias-bomb")]);
  });

  test("have git run something: hooks, filters, external diffs, a bare repository as a folder", async () => {
    const pr = await pullRequest({ ...base, "tools/readme.md": "The check is run here.\n" });
    const mark = join(pr.folder, "ran");
    const script = `#!/bin/sh\ntouch ${mark}\n`;
    pr.write({ "hooks/post-checkout": script, "hooks/reference-transaction": script, "run.sh": script });
    for (const file of ["hooks/post-checkout", "hooks/reference-transaction", "run.sh"])
      chmodSync(join(pr.folder, file), 0o755);
    pr.commit({ ...wrong, ".gitattributes": "* filter=evil diff=evil\n" });
    for (const [key, value] of [
      ["filter.evil.clean", "./run.sh"],
      ["filter.evil.smudge", "./run.sh"],
      ["diff.external", "./run.sh"],
      ["diff.evil.textconv", "./run.sh"],
      ["core.hooksPath", "hooks"],
      ["core.fsmonitor", "./run.sh"],
    ] as const)
      pr.git("config", key, value);
    expect((await pr.report()).exitCode).toBe(1);
    expect(existsSync(mark)).toBe(false);
    const bare = join(pr.folder, "tools");
    for (const folder of ["objects", "refs"]) mkdirSync(join(bare, folder));
    writeFileSync(join(bare, "HEAD"), "ref: refs/heads/main\n");
    writeFileSync(
      join(bare, "config"),
      `[core]\nrepositoryformatversion = 0\nbare = true\nfsmonitor = ${join(pr.folder, "run.sh")}\n`,
    );
    const { stdout } = await runIn(bare, ["check", "--base", "main", "--format", "json"]);
    const report: Report = JSON.parse(stdout);
    expect([report.exitCode, gatedOf(report)]).toEqual([1, found]);
    expect(existsSync(mark)).toBe(false);
  });

  test.runIf(everything)("names of files that are no names keep their place, and run nothing", async () => {
    const pr = await pullRequest(base);
    pr.commit({
      ...wrong,
      "access/identities/$(touch ran) '\";`x`.yaml": machine("person:ben")
        .replace("nhi:ci", "nhi:other")
        .replace("/9]", "/3]"),
    });
    const report = await pr.report();
    expect(report.exitCode).toBe(1);
    expect(gatedOf(report)).toEqual(expect.arrayContaining(found));
    expect(existsSync(join(pr.folder, "ran"))).toBe(false);
  });

  test.runIf(everything)("what has no owner in CODEOWNERS is said", async () => {
    const pr = await pullRequest(base);
    pr.commit({
      "access/links.yaml": "[]\n",
      "access/sod.yaml": "[]\n",
      [rulePath]: `${base[rulePath]}\n# changed\n`,
      ".github/CODEOWNERS": "* @example/myself\n",
    });
    const { impact } = await pr.report();
    expect(impact?.codeOwners).toBe(".github/CODEOWNERS");
    expect(impact?.files.map(({ file, owners }) => [file, owners])).toEqual([
      [".github/CODEOWNERS", ["@example/everybody"]],
      ["access/links.yaml", []],
      ["access/sod.yaml", ["@example/access"]],
      [rulePath, ["@example/security"]],
    ]);
    expect((await pr.run("check", "--base", "main")).stdout).toContain("names nobody for it");
  });

  test.each([undefined, ""])("take CODEOWNERS away or empty it: that is told", async (text) => {
    const pr = await pullRequest(base);
    pr.commit({ ".github/CODEOWNERS": text });
    const { exitCode, impact } = await pr.report();
    expect([exitCode, impact?.files]).toEqual([
      0,
      [
        {
          file: ".github/CODEOWNERS",
          ...{ change: text === undefined ? "deleted" : "modified", part: "code owners" },
          owners: ["@example/everybody"],
        },
      ],
    ]);
  });
});
