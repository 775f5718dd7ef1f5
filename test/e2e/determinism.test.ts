// @module-tag long
import { expect, test } from "vitest";
import { asOf, clean, collected, type Project } from "./small-project.ts";

const reversed = (text: string) => {
  const [head, ...rows] = text.trimEnd().split("\n");
  return `${[head, ...rows.toReversed()].join("\n")}\n`;
};

/** People with everything that may go wrong, so that a report has something to sort. */
const people = Array.from({ length: 30 }, (_, at) => ({
  id: `${at}`,
  login: `p${at % 28}`,
  state: at % 3 ? "on" : "off",
}));
const idp = `id,login,name,state\n${people.map(({ id, login, state }) => `${id},${login},N ${id},${state}`).join("\n")}\n`;
const forge = `id,login,name,state,role\n${people.map(({ id, login }) => `${id},${login},N ${id},on,r${Number(id) % 4}`).join("\n")}\n`;
const registry = ["a", "b"].map(
  (name, at) =>
    `- id: nhi:${name}\n  kind: service\n  accounts: ["account:forge/main/${at}"]\n  owner: person:p5\n  purpose: x\n  expires: 2027-01-31\n`,
);
const files = {
  ...clean,
  "exports/idp.csv": idp,
  "exports/forge.csv": forge,
  "access/identities/all.yaml": registry.join(""),
};

async function outputs(made: Project): Promise<string[]> {
  const runs = [
    ["check", "--format", "json"],
    ["check", "--all"],
    ["check", "--format", "json", "--workers", "2"],
    ["documents"],
    ["documents", "--estate"],
    ["links", "suggest", "--format", "json"],
  ];
  const all: string[] = [];
  for (const args of runs) {
    const { stdout, stderr } = await made.run(...args, "--as-of", asOf);
    expect(stderr).toBe("");
    expect(stdout.length).toBeGreaterThan(100);
    all.push(stdout.replaceAll(made.folder, "."));
  }
  return all;
}

test("the same input gives the same bytes, twice, in another folder, and by two threads", async () => {
  const made = await collected(files);
  const [first, second, other] = [await outputs(made), await outputs(made), await outputs(await collected(files))];
  expect(second).toEqual(first);
  expect(other).toEqual(first);
  expect(first[2]).toBe(first[0]);
});

test("the order of rows and of the keys of the config does not show", async () => {
  const shuffled = {
    ...files,
    "exports/idp.csv": reversed(idp),
    "exports/forge.csv": reversed(forge),
    "entitlint.yaml": reordered(clean["entitlint.yaml"] ?? ""),
  };
  expect(shuffled["entitlint.yaml"]).not.toBe(clean["entitlint.yaml"]);
  expect(await outputs(await collected(shuffled))).toEqual(await outputs(await collected(files)));
});

/** The config with its sources the other way round. */
function reordered(text: string): string {
  const [head = "", ...sources] = text.split(/^(?= {2}\w+:\n)/m);
  return head + sources.toReversed().join("");
}
