import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { asOf, clean, collected, config, withLeaver } from "./small-project.ts";

test("people from a system that nothing reads: nobody is judged by that, and the check says so", async () => {
  const made = await collected(withLeaver);
  expect((await made.run("check", "--as-of", asOf)).code).toBe(1);
  const app = clean["access/apps/forge.yaml"] ?? "";
  made.write({ "access/apps/forge.yaml": app.replace("people: [idp]", "people: [ipd]") });
  const { code, stdout } = await made.run("check", "--as-of", asOf);
  expect(stdout.replaceAll(/\s+/g, " ")).toContain('no source reads a system "ipd"');
  expect(code).toBe(2);
});

test("a rule whose deny is misspelt is refused, by check too", async () => {
  const made = await collected({
    ...clean,
    "policies/readme.md": "",
    "entitlint.yaml": `${config}policies: [policies]\n`,
  });
  expect((await made.run("policy", "new", "account-seen", "--scope", "subject")).code).toBe(0);
  const file = "policies/subject/account_seen/account_seen.rego";
  const text = readFileSync(join(made.folder, file), "utf8");
  made.write({ [file]: text.replace("deny contains", "deni contains") });
  for (const args of [
    ["policy", "check"],
    ["check", "--as-of", asOf],
  ]) {
    const { code, stderr } = await made.run(...args);
    expect([code, stderr]).toEqual([
      3,
      expect.stringMatching(/account-seen has no `deny`.*Is `deni` meant to be it\?/s),
    ]);
  }
});
