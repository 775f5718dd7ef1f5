// @module-tag long
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as z from "zod";
import { Posture } from "../../src/model/posture.ts";
import { runHere } from "../commands/run-here.ts";
import { asOf, root } from "./acme.ts";
import { clean, collected, asOf as small, config as smallConfig, withLeaver } from "./small-project.ts";

const config = join(root, "examples/acme/entitlint.yaml");
const snapshot = join(root, "snapshots");
const Grant = z.object({ principal: z.string(), entitlement: z.string(), effect: z.string() });

function grantsOf(system: string): z.infer<typeof Grant>[] {
  const lines = readFileSync(join(snapshot, system, "grant.ndjson"), "utf8")
    .trimEnd()
    .split("\n");
  return lines.map((line) => Grant.parse(JSON.parse(line)));
}

const posture = (...args: string[]) =>
  runHere(root, ["posture", "--config", config, "--snapshot", snapshot, "--as-of", asOf, ...args]);

test("the coverage of the example's code host is what its file declares, counted from the records", async () => {
  const { code, stdout } = await posture("--format", "json");
  expect(code).toBe(0);
  const answer = z.object({ posture: Posture }).parse(JSON.parse(stdout));
  // What access/apps/forge.yaml says that the channel covers: groups, and entitlements of the kind team.
  const allowed = grantsOf("forge").filter(({ effect }) => effect === "allow");
  const covered = allowed.filter(({ entitlement }) => /^entitlement:forge\/acme\/(team|group)\//.test(entitlement));
  expect(answer.posture.apps.find(({ app }) => app === "forge")?.covered).toEqual({
    count: covered.length,
    of: allowed.length,
    unknown: 0,
  });
  // Nobody says of the others what their channels cover.
  expect(answer.posture.apps.find(({ app }) => app === "crm")?.covered).toEqual({
    ...{ count: 0, of: 0 },
    unknown: grantsOf("crm").filter(({ effect }) => effect === "allow").length,
  });
  expect(answer.posture.exposure.subjects).toBeGreaterThan(0);
});

test("text fits the width and names each figure", async () => {
  const { code, stdout } = await posture();
  expect(code).toBe(0);
  for (const part of ["Posture", "Machines that somebody answers for", "By application", "By control", "Scores"])
    expect(stdout).toContain(part);
  expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
});

test("people and machines are counted apart, and so is how much of what is privileged the channel covers", async () => {
  const { run } = await collected({
    ...clean,
    "entitlint.yaml": smallConfig
      .replaceAll("{value: human}", "sort")
      .replace(
        "{value: role}, name: role",
        '{value: role}, name: role, privileged: {from: power, map: {"y": true, "n": false}}',
      )
      .replace("kind: {value: role}", "kind: what"),
    "access/apps/forge.yaml":
      "owner: person:ana\npeople: [idp]\nlifecycle: {channel: scim, covers: {users: [create], groups: true, entitlements: []}}\n",
    "exports/idp.csv": "id,login,name,state,sort\n1,ana,Ana,on,human\n2,ben,Ben,on,human\n",
    "exports/forge.csv": `id,login,name,state,sort,role,what,power
1,ana,Ana,on,human,admin,role,y
2,ben,Ben,on,human,crew,team,n
3,ci,CI,on,service,crew,team,n
4,ops,Ops,on,service,owners,team,y
5,odd,Odd,on,unknown,guide,role,n
`,
  });
  const { stdout } = await run("posture", "--format", "json", "--as-of", small);
  const answer = z.object({ posture: Posture }).parse(JSON.parse(stdout));
  expect(answer.posture).toMatchObject({ people: 2, machines: 2, unclassified: 1 });
  expect(answer.posture.apps.find(({ app }) => app === "forge")).toMatchObject({
    covered: { count: 3, of: 5, unknown: 0 },
    coveredPrivileged: { count: 1, of: 2, unknown: 0 },
  });
});

test("a leaver holds what they hold, whether their account is on or off", async () => {
  const off = { "exports/forge.csv": "id,login,name,state,role\n1,ana,Ana,on,dev\n2,ben,Ben,off,dev\n" };
  const held = async (files: Readonly<Record<string, string>>) => {
    const { run } = await collected(files);
    return (await run("posture", "--as-of", small)).stdout.replaceAll(/\s+/g, " ");
  };
  const said = (grants: string, holders: string) =>
    `Still held by those who have gone, or on accounts that are off: ${grants}, ${holders}`;
  expect(await held(clean)).toContain(said("0 grants", "0 people or machines"));
  for (const files of [withLeaver, { ...withLeaver, ...off }, { ...clean, ...off }])
    expect(await held(files)).toContain(said("1 grant", "1 person or machine"));
});
