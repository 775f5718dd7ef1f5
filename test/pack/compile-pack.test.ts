// @module-tag long
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sourcesAround } from "../../src/commands/policy/modules-around.ts";
import { ruleFiles } from "../../src/commands/policy/rule-template.ts";
import { EntitlintError, type Problem } from "../../src/errors.ts";
import {
  compilePack,
  loadPack,
  loadShippedPack,
  packageRoot,
  packSources,
  policySchemas,
} from "../../src/pack/index.ts";
import { readPack } from "../../src/pack/pack-file.ts";
import { everything } from "../everything.ts";
import { sharedCache } from "../shared-cache.ts";

const base = await mkdtemp(join(tmpdir(), "entitlint-pack-"));
const options = { cacheDir: sharedCache };
const files = ruleFiles("account-locked", "subject", "Account is locked");
const good = files["account_locked.rego"] ?? "";

const oneValue = 'deny := {"msg": "m", "id": input.id, "app": "a", "reason": "locked"}';

/** A rule's text up to its body, with no import that only the body uses. */
function headOf(text: string): string {
  return text.slice(0, text.indexOf("deny contains")).replace("import data.entitlint.lib.status\n", "");
}

afterAll(() => rm(base, { recursive: true, force: true }));

let number = 0;

/** Puts files into a folder of policies of its own and compiles it with the shipped ones, or with those that it builds on. */
async function compiled(own: Record<string, string>, among: "all" | "needed" = "all") {
  number += 1;
  const folder = `policies${number}`;
  await mkdir(join(base, folder));
  for (const [name, text] of Object.entries(own)) await writeFile(join(base, folder, name), text);
  if (among === "all") return loadPack({ base, folders: [folder] }, options);
  const sources = await packSources({ base, folders: [folder] });
  return compilePack(sourcesAround(sources, sources.folders.slice(1)), options);
}

async function problemsOf(own: Record<string, string>, among?: "all" | "needed"): Promise<readonly Problem[]> {
  try {
    await compiled(own, among);
  } catch (error) {
    if (error instanceof EntitlintError) return error.problems;
    throw error;
  }
  return expect.unreachable("the policies were taken");
}

describe("a user's rule", () => {
  // The sample shows it by what a check finds: test/e2e/bad-policies.test.ts.
  test.runIf(everything)("joins the shipped ones, with its own entrypoint", async () => {
    const shipped = await loadShippedPack();
    const pack = await compiled({ "rule.rego": good });
    expect(pack.rules.map(({ id }) => id)).toEqual([...shipped.rules.map(({ id }) => id), "account-locked"].sort());
    expect(pack.rules.find(({ id }) => id === "account-locked")).toMatchObject({
      origin: `policies${number}`,
      severity: "info",
    });
    expect(pack.ruleEntrypoints["account-locked"]).toMatchObject({
      scope: "subject",
      entrypoint: "entitlint/rules/subject/account_locked",
    });
    expect(pack.digest).not.toBe(shipped.digest);
  });

  test("is refused in a package that exists already", async () => {
    const [problem] = await problemsOf({ "rule.rego": good.replace("subject.account_locked", "subject.nhi_no_owner") });
    expect(problem).toMatchObject({
      code: "pack/duplicate-package",
      place: {
        file: `policies${number}/rule.rego`,
        line: good.split("\n").findIndex((line) => line.startsWith("package")) + 1,
      },
      message: "entitlint.rules.subject.nhi_no_owner exists already in the shipped policies",
    });
  });

  test("is refused under the name of a rule in another scope", async () => {
    const [problem] = await problemsOf({ "rule.rego": good.replace("subject.account_locked", "source.nhi_no_owner") });
    expect(problem?.code).toBe("pack/duplicate-package");
  });

  test("is told everything that METADATA and packages lack, of all rules at once", async () => {
    const problems = await problemsOf({
      "planet.rego": good.replace("rules.subject.account_locked", "rules.planet.on_a_planet"),
      "careless.rego": good
        .replace("subject.account_locked", "subject.careless")
        .replace(/^# title:.*\n/m, "")
        .replace("severity: info", "severity: awful")
        .replace("examines: account", "examines: planet"),
      "silent.rego": good.replace("subject.account_locked", "subject.silent").replace(/^#.*\n/gm, ""),
      "caused.rego": good
        .replace("subject.account_locked", "subject.caused")
        .replace("#   severity", "#   cause_of: nothing\n#   severity"),
      "groundless.rego": good
        .replace("subject.account_locked", "subject.groundless")
        .replace("fields: [status]\n", "fields: [statuss]\n")
        .replace("reasons: [locked]", "reasons: [lockd]")
        .replace("fields: [status], values: {status: [locked]}", "fields: [statos], values: {kin: [human]}"),
      "counting.rego": good.replace("subject.account_locked", "subject.counting").replace(
        "#   severity",
        `#   params:
#     least: {type: number, description: d, default: 2, whole: true, atMost: more}
#     most: {type: number, description: d, default: {default: 2, org: 2.5}, whole: true, atMost: least}
#   severity`,
      ),
      "adrift.rego": good.replace("rules.subject.account_locked", "rule.subject.adrift"),
      "one.rego": `${headOf(good).replace("subject.account_locked", "subject.one")}${oneValue}\n`,
    });
    const told = (name: string) =>
      problems
        .filter(({ place }) => place?.file === `policies${number}/${name}`)
        .map(({ code, message, place }) => [code, place?.line, message.replace(/: Invalid.*/, "")]);
    expect(told("planet.rego").map(([code]) => code)).toEqual(["pack/package"]);
    expect(told("careless.rego").map(([, ...rest]) => rest)).toEqual([
      [1, "METADATA of careless has no title"],
      [1, "METADATA of careless: custom.severity"],
      [1, "METADATA of careless: custom.examines"],
    ]);
    expect(told("adrift.rego").map(([code]) => code)).toEqual(["pack/package"]);
    expect(told("silent.rego")[0]?.slice(0, 2)).toEqual(["pack/metadata", 1]);
    expect(told("caused.rego").map(([, , message]) => message)).toEqual([
      "METADATA of caused: cause_of names nothing, which is no rule",
    ]);
    expect(told("groundless.rego").map(([, , message]) => message)).toEqual([
      "METADATA of groundless: custom.needs: account has no field statuss; did you mean `status`?",
      "METADATA of groundless: custom.rests_on: the reason lockd is not declared",
      "METADATA of groundless: custom.rests_on: account has no field statos; did you mean `status`?",
      "METADATA of groundless: custom.rests_on: account has no field kin; did you mean `kind`?",
    ]);
    expect(told("counting.rego").map(([, , message]) => message)).toEqual([
      "METADATA of counting: custom.params.least.atMost: there is no parameter more",
      "METADATA of counting: custom.params.most.whole: the default is no whole number",
    ]);
    expect(told("one.rego").map(([code, line]) => [code, line])).toEqual([
      ["pack/finding-shape", headOf(good).split("\n").length],
    ]);
  });

  describe("is refused when", () => {
    const shapes: Record<string, string> = {
      a_text: 'deny contains "locked" if input.id',
      no_message: 'deny contains {"id": input.id, "app": "a", "reason": "locked"} if input.id',
      a_number: 'deny contains {"msg": 7, "id": input.id, "app": "a", "reason": "locked"} if input.id',
    };
    const texts: Record<string, string> = {
      ...Object.fromEntries(Object.entries(shapes).map(([name, rule]) => [name, `${headOf(good)}${rule}\n`])),
      odd_path: good.replace("input.accounts", "input.acounts"),
    };
    let problems: readonly Problem[] = [];
    beforeAll(async () => {
      const named = Object.entries(texts).map(([name, text]) => [`${name}.rego`, text.replace("account_locked", name)]);
      // To check the types of all shipped rules beside them takes ten seconds, and changes nothing in what is told of these.
      problems = await problemsOf(Object.fromEntries(named), everything ? "all" : "needed");
    });
    const told = (name: string) => problems.filter(({ place }) => place?.file?.endsWith(`/${name}.rego`));

    test.each([
      ["a text", "a_text"],
      ["an object without a message", "no_message"],
      ["a message that is a number", "a_number"],
    ])("it gives %s", (_, name) => {
      const line = (texts[name] ?? "").split("\n").indexOf(shapes[name] ?? "") + 1;
      expect(new Set(told(name).map(({ code }) => code))).toEqual(new Set(["pack/finding-shape"]));
      expect(told(name)[0]?.place).toMatchObject({ line });
    });

    test("it reads a path that documents do not have", () => {
      expect(told("odd_path").map(({ code }) => code)).toContain("policy/type");
    });
  });

  test.runIf(everything)("is refused when it asks for a built-in that WebAssembly does not have", async () => {
    const [problem] = await problemsOf({ "rule.rego": good.replace('== "locked"', '== sprintf("%s", ["locked"])') });
    expect(problem?.code).toMatch(/^policy\//);
  });
});

test("a folder that is not there is an error that names it", async () => {
  await expect(packSources({ base, folders: ["nowhere"] })).rejects.toMatchObject({
    problems: [{ code: "input/unreadable", place: { file: join(base, "nowhere") } }],
  });
});

describe("the pack in dist/", () => {
  const folder = join(base, "dist-pack");
  beforeAll(() => cp(join(packageRoot(), "dist/pack"), folder, { recursive: true }));

  test.runIf(everything)("is what compiling its sources gives", async () => {
    const built = await compilePack(await packSources({ base, folders: [] }), options);
    expect((await loadShippedPack()).digest).toBe(built.digest);
  });

  test("is refused when a byte of it changed", async () => {
    const file = join(folder, "policy.wasm");
    const bytes = await readFile(file);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await writeFile(file, bytes);
    await expect(readPack(folder)).rejects.toMatchObject({ problems: [{ code: "pack/damaged" }] });
  });

  test("is refused when its description does not parse", async () => {
    await writeFile(join(folder, "pack.json"), "{");
    await expect(readPack(folder)).rejects.toMatchObject({ problems: [{ code: "pack/damaged" }] });
  });

  test("is missed by name", async () => {
    await expect(readPack(join(base, "nowhere"))).rejects.toMatchObject({ problems: [{ code: "pack/missing" }] });
  });
});

test("schemas hold nothing that would switch type checking off", () => {
  const text = JSON.stringify(policySchemas());
  expect(Object.keys(policySchemas())).toEqual([
    "subject",
    "source",
    "channel",
    "group",
    "entitlement",
    "app",
    "waiver",
    "estate",
    "asked",
  ]);
  expect(text).not.toMatch(/\$ref|"null"|"\{\}"/);
});
