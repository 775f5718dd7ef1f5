import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { flatten } from "../../e2e/acme.ts";
import { asOf, example, expected } from "../../e2e/gitops.ts";
import { push } from "../../github/fake/git.ts";
import { serveGithub } from "../../github/fake/serve.ts";
import { emptyRepository } from "../../github/fake/state.ts";
import { events, releasedFiles, runStep } from "../../github/run-bundle.ts";
import { write } from "../../repository/make-repository.ts";
import { deviations } from "../action/deviations.ts";
import { specificationOf } from "../github/specification.ts";
import { type Estate, startEstate } from "./estate.ts";
import { checkedBy, filesOf, filesOn, found } from "./look.ts";
import { openPullRequest, payments } from "./pull-requests.ts";
import { commandOf } from "./readme.ts";

/** `ENTITLINT_UPDATE=1` writes the example's snapshot anew from what is collected here. */
const isUpdate = process.env.ENTITLINT_UPDATE === "1";
const Registry = z.array(z.object({ id: z.string(), accounts: z.array(z.string()) }));

let estate: Estate;
let released = "";

beforeAll(async () => {
  released = releasedFiles();
  estate = await startEstate();
});
afterAll(async () => {
  rmSync(released, { recursive: true, force: true });
  await estate?.stop();
});

/** Runs a command of the README's step, as it stands there, and gives what it says. */
async function told(step: number, command: string, at: string): Promise<string> {
  const { code, stdout, stderr } = await estate.run(at, ...commandOf(step, command));
  expect(code, stderr).toBe(0);
  return stdout + stderr;
}

/** What the check of a step finds; it is red until the end of the story. */
async function foundBy(step: number, at: string, unjudged?: readonly string[]): Promise<Record<string, number>> {
  return found(await checkedBy(estate, commandOf(step, "check"), at, unjudged));
}

/** Which machines a folder registers, by their accounts. */
function registered(root: string) {
  const texts = ["github", "shop-db"].map((name) => readFileSync(join(root, `access/identities/${name}.yaml`), "utf8"));
  return texts.flatMap((text) => Registry.parse(parse(text)));
}

/** Who left: one on Friday, one long ago, whose key lives on. And who is on leave, which is told and stops nothing. */
const leavers = {
  "critical grant-no-active-record identity:hr/main/E108": 1,
  "high grant-no-active-record identity:hr/main/E108": 13,
  "critical grant-no-active-record identity:hr/main/E140": 8,
  "high leaver-credential-active credential:github/nordhavn/deploy-key/6001": 1,
  "medium nhi-rotation-overdue credential:github/nordhavn/deploy-key/6001": 1,
  "info leave-access-active identity:hr/main/E125": 2,
};
/** Apps that may write to every repository: roles give them nothing. */
const mightyApps = {
  "high nhi-overprivileged nhi:nordhavn-deploy": 1,
  "high nhi-overprivileged nhi:renovate": 1,
};
/** What the machines are to hold: until there are roles, nothing says. */
const noRoles = ["nhi-overprivileged github approval-untold 2", "nhi-overprivileged shop-db approval-untold 1"];
const secondAccount = { "high grant-no-active-record account:github/nordhavn/2101": 2 };

describe("a team of forty, from an empty folder to its pull requests", () => {
  test("init proposes a config that reads the export of HR, and what Git must know", async () => {
    estate.take("exports/hr-2026-11-16.csv");
    await told(1, "init", "2026-11-16T05:00:00Z");
    expect(await told(1, "collect", "2026-11-16T05:01:00Z")).toMatch(/^hr +identity +40 +asserted /mu);
    expect(filesOf(estate.folder, ".gitattributes", ".gitignore")).toEqual(
      filesOf(example, ".gitattributes", ".gitignore"),
    );
  });

  test("the first check finds who has left, whom nobody knows, and what nobody has registered", async () => {
    estate.configure();
    rmSync(join(estate.folder, "access/identities/machines.yaml"));
    await told(2, "collect", "2026-11-16T05:03:00Z");
    for (const name of ["github", "shop-db"]) {
      const decided = readFileSync(join(example, `access/apps/${name}.yaml`), "utf8");
      write(estate.folder, `access/apps/${name}.yaml`, decided.replace(/^mode: .*\n/mu, ""));
    }
    expect(await foundBy(2, "2026-11-16T06:00:00Z", noRoles)).toEqual({
      ...leavers,
      ...secondAccount,
      "critical grant-no-active-record account:github/nordhavn/app/5001": 1,
      "critical grant-no-active-record account:github/nordhavn/app/5002": 1,
      "critical grant-no-active-record account:shop-db/main/wal_archive": 1,
      "high grant-no-active-record account:github/nordhavn/2103": 3,
      "high grant-no-active-record account:github/nordhavn/app/5001": 1,
      "high grant-no-active-record account:github/nordhavn/app/5002": 1,
      "high grant-no-active-record account:shop-db/main/metabase": 6,
      "high grant-no-active-record account:shop-db/main/payments_app": 4,
      "high grant-no-active-record account:shop-db/main/shop_app": 10,
      "high grant-no-active-record account:shop-db/main/stock_sync": 10,
      "medium nhi-unregistered account:shop-db/main/entitlint_reader": 1,
    });
  });

  test("adopting writes a stub for each machine; the example has decided on all of them but one", async () => {
    await told(3, "access", "2026-11-16T07:00:00Z");
    const stubs = registered(estate.folder);
    const stub = (id: string) => [`info nhi-no-owner ${id}`, 1] as const;
    expect(await foundBy(2, "2026-11-16T07:00:00Z", noRoles)).toEqual({
      ...leavers,
      ...secondAccount,
      ...Object.fromEntries(stubs.map(({ id }) => stub(id))),
    });
    expect(registered(example)).toEqual(stubs);
    estate.take("access/identities", "access/links.yaml");
    expect(await foundBy(2, "2026-11-16T07:30:00Z", noRoles)).toEqual({
      ...leavers,
      ...Object.fromEntries([stub("nhi:stock_sync")]),
    });
  });

  test("roles show what nobody gave", async () => {
    estate.take("access/apps", "access/roles", "access/sod.yaml");
    estate.commit("2026-11-16T08:00:00Z", "Say who is to hold what");
    expect(await told(4, "access", "2026-11-16T08:00:00Z")).toMatch(/^No problems/u);
    expect(await foundBy(4, "2026-11-16T08:00:00Z")).toEqual({
      ...leavers,
      ...mightyApps,
      "medium group-policy-drift identity:hr/main/E131": 1,
      "medium group-policy-drift nhi:stock_sync": 1,
      "info nhi-no-owner nhi:stock_sync": 1,
    });
  });

  test("waive and baseline write what the example holds, and leave who has left to be mended", async () => {
    await told(5, "waive", "2026-11-16T09:00:00Z");
    await told(5, "baseline", "2026-11-16T09:00:00Z");
    expect(filesOf(estate.folder, "access")).toEqual(filesOf(example, "access"));
    expect(await foundBy(5, "2026-11-16T09:00:00Z")).toEqual({
      ...leavers,
      ...mightyApps,
      "medium group-policy-drift identity:hr/main/E131 waived": 1,
      "medium group-policy-drift nhi:stock_sync known": 1,
      "info nhi-no-owner nhi:stock_sync": 1,
    });
    estate.commit("2026-11-16T09:00:00Z", "Let two findings stand for a while");
  });

  test("a week later the scheduled job proposes the snapshot that the example holds, byte by byte", async () => {
    await estate.passWeek();
    estate.take("exports/hr-2026-11-23.csv");
    const github = await serveGithub(emptyRepository(), { later: onTestFinished });
    push(github.state, "main", filesOf(estate.folder, "access", "exports", "snapshots"));
    const ran = await runStep({
      ...{ released, cwd: estate.folder, github, event: events.schedule, env: estate.env },
      with: { mode: "collect", "as-of": "2026-11-23T05:03:00Z" },
    });
    expect(ran.code, ran.output).toBe(0);
    expect(github.state.pulls).toMatchObject([{ state: "open", into: "main", branch: "entitlint/snapshot" }]);
    const specification = specificationOf("ghec");
    const deviating = estate.exchanges.flatMap((one) => specification.deviations(one));
    expect([...deviations(github), ...new Set(deviating)]).toEqual([]);
    if (isUpdate) {
      rmSync(join(example, "snapshots"), { recursive: true, force: true });
      cpSync(join(estate.folder, "snapshots"), join(example, "snapshots"), { recursive: true });
    }
    const proposed = filesOn(github, "entitlint/snapshot", "snapshots/");
    expect(proposed).toEqual(filesOf(example, "snapshots"));
    expect(filesOf(estate.folder, "snapshots")).toEqual(proposed);
  });

  test("the main branch is then the example, and its check finds what that says", async () => {
    estate.take("entitlint.yaml", ".github");
    rmSync(join(estate.folder, "certificates"), { recursive: true });
    estate.commit("2026-11-23T05:30:00Z", "Take in what was collected");
    const { findings } = await checkedBy(estate, ["check"], asOf);
    expect(flatten(findings)).toEqual(flatten(expected.findings));
  });
});

describe("pull requests to that", () => {
  test("one that gives a role to a leaver is red at its line, and its one comment ends with the good news", async () => {
    const pull = await openPullRequest(estate, released, onTestFinished);
    pull.declare("emil");
    const red = await pull.act("1");
    expect(red.code, red.output).toBe(1);
    const failure = {
      ...{ name: "access-drift", status: "completed", conclusion: "failure" },
      title: "entitlint: 8 findings at or above medium",
    };
    expect(pull.checkRuns).toMatchObject([failure]);
    const [check] = pull.checkRuns;
    expect(check?.annotations).toMatchObject([
      { path: payments, start_line: pull.line, title: expect.stringMatching(/\(8 findings\)$/) },
    ]);
    const message = check?.annotations[0]?.message ?? "";
    expect(message.split("for identity:hr/main/E112, who is gone since 2026-11-20T22:59:59Z")).toHaveLength(9);
    const introduced = "8 introduced, 0 changed, 0 fixed, 27 pre-existing. 8 of them stop it.";
    expect(pull.comments).toMatchObject([{ edits: 0, body: expect.stringContaining(introduced) }]);

    pull.declare("nora");
    const green = await pull.act("2");
    expect(green.code, green.output).toBe(0);
    const success = { ...failure, conclusion: "success", title: "entitlint: nothing at or above medium" };
    expect(pull.checkRuns).toMatchObject([failure, { ...success, annotations: [] }]);
    const nothing = "0 introduced, 0 changed, 0 fixed, 27 pre-existing. None of them stops it.";
    expect(pull.comments).toMatchObject([{ edits: 1, body: expect.stringContaining(nothing) }]);
    expect(pull.comments[0]?.body).not.toContain("Emil");
  });

  test("one that gives it to the newcomer is green, and nobody is bothered with a comment", async () => {
    const pull = await openPullRequest(estate, released, onTestFinished);
    pull.declare("nora");
    const ran = await pull.act("1");
    expect(ran.code, ran.output).toBe(0);
    expect(pull.checkRuns).toMatchObject([{ status: "completed", conclusion: "success", annotations: [] }]);
    expect(pull.comments).toEqual([]);
  });
});
