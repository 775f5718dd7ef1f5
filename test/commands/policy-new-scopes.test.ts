import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runHere } from "./run-here.ts";

const cwd = await mkdtemp(join(tmpdir(), "entitlint-scopes-"));
afterAll(() => rm(cwd, { recursive: true, force: true }));

const run = (...args: string[]) => runHere(cwd, ["policy", ...args], { ENTITLINT_CACHE_DIR: join(cwd, "cache") });

test("a scaffolded rule about a group, an entitlement and an application passes its checks and tests as it stands", async () => {
  await writeFile(join(cwd, "entitlint.yaml"), "version: 1\npolicies: [policies]\n");
  await mkdir(join(cwd, "policies"));
  for (const scope of ["group", "entitlement", "app"]) {
    const made = await run("new", `sample-of-${scope}`, "--scope", scope);
    expect(made.stdout.split("\n")[0]).toBe(`policies/${scope}/sample_of_${scope}/sample_of_${scope}.rego`);
  }
  expect(await run("check")).toMatchObject({ code: 0, stdout: "3 rules and 6 examples checked\n" });
  expect(await run("test")).toMatchObject({
    code: 0,
    stdout: "6 tests passed, 0 failed, 0 skipped; 6 examples hold, 0 do not\n",
  });
}, 240_000);
