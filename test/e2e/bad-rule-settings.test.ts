// @module-tag long
import { expect, test } from "vitest";
import { asOf, clean, collected, config } from "./small-project.ts";

async function problemsOf(rules: string, ...args: string[]): Promise<{ code: number; lines: string[] }> {
  const made = await collected();
  made.write({ "entitlint.yaml": `${config}${rules}` });
  const { code, stdout, stderr } = await made.run(...args, "--as-of", asOf);
  expect(stdout).toBe("");
  return { code, lines: stderr.trimEnd().split("\n") };
}

const first = config.split("\n").length;

test.each(["check", "documents", "explain identity:idp/main/1"])(
  "%s tells everything that is wrong with settings of rules at once, whichever stage would notice it",
  async (command) => {
    const rules = `rules:
  orphan-acount: {level: low}
  nhi-no-owner: {level: graev}
  orphan-account: {level: awful, required: maybe, params: {minAge: long, maxAge: PT1H}}
`;
    const { code, lines } = await problemsOf(rules, ...command.split(" "));
    expect(code).toBe(3);
    const places = lines.map((line) => /^entitlint\.yaml:(\d+):\d+: .*\[(.*?)\]/.exec(line)?.slice(1).join(" "));
    expect(places.toSorted()).toEqual(
      [
        `${first + 1} config/unknown-rule`,
        `${first + 2} input/schema`,
        `${first + 3} config/bad-param`,
        `${first + 3} config/unknown-param`,
        `${first + 3} input/schema`,
        `${first + 3} input/schema`,
      ].toSorted(),
    );
  },
);

test("values that nothing would look up, or that contradict each other, are refused where they stand", async () => {
  const rules = `rules:
  leaver-account-enabled:
    params:
      grace: {defualt: P1D, forge: P1D, frge: P1D, tier1: PT1H, manual: PT2H, exhaustive: PT3H}
  leaver-grant-residual: {params: {grace: {forge: long}}}
  sync-job-unhealthy: {params: {failRatio: 7, warn: {forge: P1D}}}
  priv-admin-count:
    params:
      max: {default: 4, forge/org/owners: 1, forg/org/owners: 5, repos: 7, org: 3}
      min: {default: 5, repo: 2, forge/org/owners: 2}
      kinds: [org, repso]
  expired-still-active: {params: {enforced: [forge, fogre]}}
  waiver-invalid: {params: {longest: {hihg: P10D, low: P20D}, controlled: [critcal]}}
  mover-residual-grant: {params: {accumulation: {default: 3}, gracee: P1D}}
  orphan-duplicate-account: {params: {adminNames: ["*-adm-*", "a*b*c*", "***"]}}
  breakglass-too-few: {params: {min: {default: 2.5, forge: 1, idp: -0.5}}}
  nhi-shared-workloads: {params: {most: 1.0}}
`;
  const { code, lines } = await problemsOf(rules, "check");
  expect(code).toBe(3);
  const told = lines.map((line) => {
    const [, place, message, next] = /^entitlint\.yaml:(\d+:\d+): (.*) \[config\/[\w-]+\](.*)$/.exec(line) ?? [];
    const [at = "", column = ""] = place?.split(":") ?? [];
    return [Number(at) - first, Number(column), message, / (?:Did you mean `(.*?)`)?/.exec(next ?? "")?.[1]];
  });
  expect(told).toEqual([
    [15, 39, "min of breakglass-too-few is 2.5, and must be a whole number", undefined],
    [15, 63, "min of breakglass-too-few is -0.5, and must be a whole number, 0 or more", undefined],
    [11, 53, 'enforced of expired-still-active: "fogre" is no system', "forge"],
    [3, 15, 'nothing looks "defualt" up in grace of leaver-account-enabled', "default"],
    [3, 41, 'nothing looks "frge" up in grace of leaver-account-enabled', "forge"],
    [4, 44, "grace of leaver-grant-residual must be a duration, or a map of them with `default`", undefined],
    [13, 49, "accumulation of mover-residual-grant is one number for all, and no map", undefined],
    [13, 63, 'mover-residual-grant has no parameter "gracee": it has accumulation, grace, overdue', "grace"],
    [
      14,
      63,
      'adminNames of orphan-duplicate-account: "a*b*c*" is no pattern, because it has more than two stars',
      undefined,
    ],
    [
      14,
      73,
      'adminNames of orphan-duplicate-account: "***" is no pattern, because it has more than two stars',
      undefined,
    ],
    [8, 46, 'nothing looks "forg/org/owners" up in max of priv-admin-count', undefined],
    [8, 66, 'nothing looks "repos" up in max of priv-admin-count', "repo"],
    [10, 20, 'kinds of priv-admin-count: "repso" is no kind of entitlements', "repo"],
    [9, 13, "min of priv-admin-count is 5, which is more than max, 4", undefined],
    [9, 34, "min of priv-admin-count is 2 for forge/org/owners, which is more than max, 1", undefined],
    [5, 53, "warn of sync-job-unhealthy is one duration for all, and no map", undefined],
    [5, 44, "failRatio of sync-job-unhealthy is 7, and must be from 0 to 1", undefined],
    [12, 39, 'nothing looks "hihg" up in longest of waiver-invalid', "high"],
    [12, 76, 'controlled of waiver-invalid: "critcal" is no entry that it may have', "critical"],
  ]);
});

test("systems are those that sources read, that access files declare, and the files themselves", async () => {
  const names = ["idp", "forge", "access", "people", "ghost"];
  const listed = `expired-still-active: {params: {enforced: [${names.join(", ")}]}}`;
  const made = await collected({ ...clean, "access/apps/ghost.yaml": clean["access/apps/forge.yaml"] ?? "" });
  made.write({ "entitlint.yaml": `${config}rules:\n  ${listed}\n  nhi-stale: {params: {machine: {ghost: P1D}}}\n` });
  expect((await made.run("check", "--as-of", asOf)).stderr).toBe("");
  const tried = await made.run("policy", "try", "sync-job-unhealthy", "--param", "failRatio=2", "--as-of", asOf);
  expect([tried.code, tried.stderr]).toEqual([3, expect.stringMatching(/^--param: failRatio .* from 0 to 1/)]);
});

test("rules of the user's own are known there too", async () => {
  const made = await collected();
  await made.run("policy", "show");
  made.write({ "entitlint.yaml": `${config}policies: [policies]\n`, "policies/README.md": "Ours.\n" });
  expect((await made.run("policy", "new", "account-locked")).code).toBe(0);
  made.write({
    "entitlint.yaml": `${config}policies: [policies]\nfailOn: never\nrules: {account-locked: {}, account-lokced: {}}\n`,
  });
  const { code, stderr } = await made.run("check", "--as-of", asOf);
  expect(code).toBe(3);
  expect(stderr).toContain("failOn: ");
  expect(stderr).toContain(
    'there is no rule "account-lokced" [config/unknown-rule] Did you mean `account-locked`? List them',
  );
  expect(stderr.trimEnd().split("\n")).toHaveLength(2);
});

test("a config that is no map is told of as such, and nothing else", async () => {
  const made = await collected();
  for (const text of ["[]", "rules: 3\nversion: 1\n", "version: 1\nrules: {a: }\npolicies: {}\n"]) {
    made.write({ "entitlint.yaml": text });
    const { code, stderr } = await made.run("check", "--as-of", asOf);
    expect([code, stderr]).toEqual([3, expect.stringMatching(/^entitlint\.yaml:\d.*\[input\/schema\]/)]);
    expect(stderr).not.toMatch(/^ {4}at /m);
  }
});

test("a rule that is off cannot be demanded", async () => {
  const { code, lines } = await problemsOf(
    "rules:\n  nhi-no-owner: {level: off}\n  orphan-account: {level: off, required: true}\n",
    "check",
  );
  expect(code).toBe(3);
  expect(lines).toEqual([
    expect.stringMatching(
      new RegExp(`^entitlint\\.yaml:${first + 2}:3: rules\\.orphan-account .*\\[config/contradiction\\] Take one`),
    ),
  ]);
});

test("one that is off and one that is demanded go together", async () => {
  const made = await collected({
    ...clean,
    "entitlint.yaml": `${config}rules: {nhi-no-owner: {level: off}, orphan-account: {required: true}}\n`,
  });
  expect((await made.run("check", "--as-of", asOf)).code).toBe(0);
});
