import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { everything, extent } from "../everything.ts";
import { runHere } from "./run-here.ts";

const cwd = await mkdtemp(join(tmpdir(), "entitlint-scopes-"));
afterAll(() => rm(cwd, { recursive: true, force: true }));

const run = (...args: string[]) => runHere(cwd, ["policy", ...args], { ENTITLINT_CACHE_DIR: join(cwd, "cache") });

test(`a scaffolded rule about a group, an entitlement and an application passes as it stands (${extent})`, async () => {
  await writeFile(join(cwd, "entitlint.yaml"), "version: 1\npolicies: [policies]\n");
  await mkdir(join(cwd, "policies"));
  for (const scope of ["group", "entitlement", "app"]) {
    const made = await run("new", `sample-of-${scope}`, "--scope", scope);
    expect(made.stdout.split("\n")[0]).toBe(`policies/${scope}/sample_of_${scope}/sample_of_${scope}.rego`);
  }
  expect(await run("check", "--timeout", "120")).toEqual({
    code: 0,
    stderr: "",
    stdout: "3 rules and 6 examples checked\n",
  });
  if (!everything) return;
  expect(await run("test", "--timeout", "120")).toEqual({
    code: 0,
    stderr: "",
    stdout: "6 tests passed, 0 failed, 0 skipped; 6 examples hold, 0 do not\n",
  });
}, 240_000);
