// @module-tag long
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inspectPolicies } from "../../src/compile/index.ts";
import { packageRoot, shippedFolder } from "../../src/pack/index.ts";
import { keepInspection, knownInspection } from "../../src/pack/known-inspection.ts";
import { sharedCache } from "../shared-cache.ts";

let folder = "";
const { modules } = await shippedFolder();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "entitlint-inspection-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("the inspection that a build keeps is what the compiler reads in the shipped policies", async () => {
  const known = await knownInspection(join(packageRoot(), "dist/pack"), modules);
  expect(known).toEqual(await inspectPolicies(modules, { cacheDir: sharedCache }));
});

test("it is known of exactly these policies", async () => {
  const [first, ...rest] = modules;
  if (!first) throw new Error("there are no shipped policies");
  await copyFile(join(packageRoot(), "dist/pack/inspection.json"), join(folder, "inspection.json"));
  expect(await knownInspection(folder, modules.toReversed())).toBeDefined();
  expect(await knownInspection(folder, rest)).toBeUndefined();
  expect(await knownInspection(folder, [{ ...first, text: `${first.text}\n` }, ...rest])).toBeUndefined();
  expect(await knownInspection(folder, [{ ...first, path: "other.rego" }, ...rest])).toBeUndefined();
});

test("what is kept is known again, and nothing that is damaged", async () => {
  const some = modules.slice(0, 1);
  await keepInspection(folder, some, { modules: [], annotations: [] });
  expect(await knownInspection(folder, some)).toEqual({ modules: [], annotations: [] });
  for (const text of ["", "{", '{"digest": "0"}', "null"]) {
    await writeFile(join(folder, "inspection.json"), text);
    expect(await knownInspection(folder, some)).toBeUndefined();
  }
  expect(await knownInspection(join(folder, "nowhere"), some)).toBeUndefined();
});
