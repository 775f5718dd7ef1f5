// @module-tag long
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { accessFileKinds, accessKinds } from "../../../src/access/kinds.ts";
import { loadAccess } from "../../../src/access/load-access.ts";
import { worktree } from "../../../src/repository/worktree.ts";
import { flatten } from "../../e2e/acme.ts";
import { emptyFolder } from "../../repository/make-repository.ts";
import { runHere } from "../run-here.ts";

const example = resolve(import.meta.dirname, "../../../examples/access");
const asOf = readFileSync(join(example, "as-of.txt"), "utf8").trim();

const Row = z.object({ rule: z.string(), object: z.string(), reason: z.string(), severity: z.string() });
const Expected = z.strictObject({
  about: z.string(),
  findings: z.array(Row.extend({ causes: z.array(Row.omit({ object: true })).optional() })),
  decided: z.array(z.looseObject({ rule: z.string() })),
  adopted: z.array(
    z.strictObject({ id: z.string(), accounts: z.array(z.string()), who: z.string(), because: z.string() }),
  ),
  roles: z.array(z.object({ id: z.string() }).catchall(z.number())),
});
const expected = Expected.parse(JSON.parse(readFileSync(join(example, "expected.json"), "utf8")));

let folder = "";
const run = (...args: string[]) => runHere(folder, [...args, "--as-of", asOf]);

beforeAll(async () => {
  folder = emptyFolder();
  cpSync(example, folder, { recursive: true });
  const { code, stderr } = await run("collect");
  expect(code, stderr).toBe(0);
});

test("the example has every kind of access file, with the line that editors go by", async () => {
  const state = await loadAccess(worktree(example), "access");
  expect(accessFileKinds.filter((kind) => state[kind].length === 0)).toEqual([]);
  const files = readdirSync(join(example, "access"), { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".yaml"),
  );
  for (const path of files) {
    const [first = ""] = readFileSync(join(example, "access", path), "utf8").split("\n");
    const [kind = ""] = path.split(/[/.]/);
    const depth = path.split("/").length + 2;
    expect(first).toBe(`# yaml-language-server: $schema=${"../".repeat(depth)}docs/schemas/access-${kind}.schema.json`);
  }
  expect(files).toHaveLength(Object.keys(accessKinds).length + 3);
});

test("lint has nothing to say, with what was read and without", async () => {
  expect(await run("access", "lint")).toMatchObject({ code: 0, stderr: "" });
  expect(await run("access", "lint", "--no-snapshot")).toMatchObject({ code: 0, stderr: "" });
});

test("roles come to what is expected, by members and by attributes of people whom only Git knows", async () => {
  const { stdout } = await run("access", "lint", "--format", "json");
  expect(JSON.parse(stdout).roles).toEqual(expected.roles);
});

describe("a check", () => {
  test("finds what is expected, links accounts to the people of Git, and judges by every kind of file", async () => {
    const { code, stdout } = await run("check", "--format", "json");
    const report = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(flatten(report.findings)).toEqual(flatten(expected.findings));
    // Less than half of any application was reviewed, so nothing there is late for a review.
    expect(report.unknowns).toEqual([]);
    expect(report.notices).toEqual([]);
  });

  test("lets stand what is waived, and tells what is put off and what was noted", async () => {
    const report = JSON.parse((await run("check", "--format", "json")).stdout);
    const decided = report.findings
      .filter(({ waiver, baseline }: Record<string, unknown>) => waiver ?? baseline)
      .map(({ rule, waiver, baseline, note }: Record<string, unknown>) => ({ rule, waiver, baseline, note }));
    expect(decided).toEqual(expected.decided);
    expect(report.baseline).toEqual({ entries: 1, unproven: 0, stale: [] });
    const { code, stdout } = await run("waivers", "list");
    expect(code).toBe(0);
    expect(stdout).toContain("w-001   live   2027-01-31");
  });

  test("finds the accounts of somebody who is taken out of the file", async () => {
    const without = emptyFolder();
    cpSync(folder, without, { recursive: true });
    const people = join(without, "access/people.yaml");
    writeFileSync(people, readFileSync(people, "utf8").replace(/.*sam@example.com.*\n/, ""));
    const { stdout } = await runHere(without, ["check", "--format", "json", "--as-of", asOf]);
    const found = JSON.parse(stdout).findings.map(
      (one: { rule: string; account?: string }) => `${one.rule} ${one.account}`,
    );
    expect(found).toContain("grant-no-active-record account:ledger/main/sam");
    expect(found).toContain("grant-no-active-record account:code/acme/104");
  });

  test("does not mix people of Git with those of a source that has taken their name", async () => {
    const taken = emptyFolder();
    cpSync(folder, taken, { recursive: true });
    const config = readFileSync(join(taken, "entitlint.yaml"), "utf8");
    writeFileSync(join(taken, "entitlint.yaml"), config.replace(/^ {2}ledger:$/m, "  people:"));
    const { code, stderr } = await runHere(taken, ["check", "--as-of", asOf]);
    expect([code, stderr]).toEqual([
      3,
      expect.stringMatching(/^access\/people.yaml:3:3: .*"people".*access\/contradiction/),
    ]);
  });
});

test("a stub is explained with whom it proposes", async () => {
  const { stdout } = await run("explain", "nhi:legacy-etl");
  expect(stdout).toContain(
    "\n  person:li@example.com is proposed as its owner (addedBy in code), and is none until somebody decides, by 2027-01-15\n",
  );
  expect(stdout).not.toContain("Owners");
});

test("adopting proposes what is expected", async () => {
  const { stdout } = await run("access", "adopt", "--dry-run", "--format", "json");
  const { adopted } = JSON.parse(stdout);
  expect(
    adopted.map(({ id, accounts, who, because }: Record<string, unknown>) => ({ id, accounts, who, because })),
  ).toEqual(expected.adopted);
});
