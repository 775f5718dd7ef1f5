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
