import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { Changes } from "../../src/model/changes.ts";
import { clean, config, type Project, project } from "./small-project.ts";

const app = (mode: string) =>
  `owner: person:ana\npeople: [idp]\nmode: ${mode}\nlifecycle: {channel: manual, sla: PT24H, deactivationBlocksUse: verified}\n`;

const role = (members: readonly string[]) =>
  `owner: person:ana\ngrants: ["entitlement:forge/role/dev"]\nmembers:\n${members.map((who) => `  - person:${who}\n`).join("")}`;

const people = "id,login,name,state\n1,ana,Ana,on\n2,ben,Ben,on\n3,carl,Carl,on\n4,dora,Dora,on\n";
const heading = "id,login,name,state,role\n";
const before = `${heading}1,ana,Ana,on,dev\n`;
const after = `${before}2,ben,Ben,on,dev\n3,carl,Carl,on,dev\n4,dora,Dora,on,dev\n5,elsa,Elsa,on,dev\n`;

const readAt = (at: string) => config.replaceAll("2026-11-22T06:00:00Z", at);

/** Runs git as somebody, at some time. */
function git({ folder }: Project, at: string, who: string, ...args: string[]): void {
  const env = {
    ...process.env,
    ...{ GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" },
    ...{ GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at },
    ...{ GIT_AUTHOR_NAME: who, GIT_AUTHOR_EMAIL: `${who}@example.com` },
    ...{ GIT_COMMITTER_NAME: who, GIT_COMMITTER_EMAIL: `${who}@example.com` },
  };
  execFileSync("git", args, { cwd: folder, env });
}

async function collectAt(made: Project, at: string, accounts: string): Promise<void> {
  made.write({ "entitlint.yaml": readAt(at), "exports/forge.csv": accounts });
  const { code, stderr } = await made.run("collect", "--as-of", at);
  if (code !== 0) throw new Error(stderr);
}

/**
 * Ben came by a pull request before he was seen, Dora's line was written after she was, Carl has none, and nobody knows
 * whose Elsa's account is.
 */
async function history(mode: string): Promise<Project> {
  const made = project({
    ...clean,
    "exports/idp.csv": people,
    "access/apps/forge.yaml": app(mode),
    "access/roles/devs.yaml": role(["ana"]),
  });
  await collectAt(made, "2026-11-18T06:00:00Z", before);
  git(made, "2026-11-18T07:00:00Z", "ana", "init", "--quiet", "--initial-branch=main");
  const commit = (at: string, who: string, message: string) => {
    git(made, at, who, "add", "--all");
    git(made, at, who, "commit", "--quiet", `--message=${message}`);
  };
  commit("2026-11-18T07:00:00Z", "ana", "start");
  git(made, "2026-11-18T07:00:00Z", "ana", "tag", "start");
  git(made, "2026-11-19T07:00:00Z", "ben", "checkout", "--quiet", "-b", "join");
  made.write({ "access/roles/devs.yaml": role(["ana", "ben"]) });
  commit("2026-11-19T07:00:00Z", "ben", "join the developers");
  git(made, "2026-11-19T09:00:00Z", "ana", "checkout", "--quiet", "main");
  git(
    made,
    "2026-11-19T09:00:00Z",
    "ana",
    "merge",
    "--quiet",
    "--no-ff",
    "--message=Merge pull request #7 from ben/join",
    "join",
  );
  await collectAt(made, "2026-11-20T06:00:00Z", after);
  commit("2026-11-20T07:00:00Z", "bot", "collect");
  made.write({ "access/roles/devs.yaml": role(["ana", "ben", "dora"]) });
  commit("2026-11-21T07:00:00Z", "dora", "add dora (#9)");
  return made;
}

const standings = ({ access }: Changes) =>
  access.map(({ id, standing }) => `${id.split("/").at(-2)}/${id.split("/").at(-1)} ${standing}`);

describe("changes", () => {
  test("each new grant is told with the line, commit, author and pull request that allows it, or as out of band", async () => {
    const { run } = await history("exhaustive");
    const { code, stdout, stderr } = await run("changes", "start", "--format", "json");
    expect([code, stderr]).toEqual([0, ""]);
    const changes = Changes.parse(JSON.parse(stdout));
    expect(standings(changes)).toEqual([
      "main/2:dev authorised",
      "main/3:dev out-of-band",
      "main/4:dev declared-later",
      "main/5:dev out-of-band",
    ]);
    const [ben, carl, dora, elsa] = changes.access;
    expect(ben).toMatchObject({ name: "Ben", firstSeen: "2026-11-20T06:00:00Z" });
    expect(ben?.declaration).toMatchObject({
      ...{ role: "devs", file: "access/roles/devs.yaml", line: 5 },
      ...{ author: "ben", request: "#7", at: "2026-11-19T09:00:00Z", commit: expect.stringMatching(/^[0-9a-f]{40}$/u) },
    });
    expect(carl?.because).toBe("no line gives it to them");
    expect(dora?.because).toBe("the line came at 2026-11-21T07:00:00Z, the access was seen at 2026-11-20T06:00:00Z");
    expect(dora?.declaration).toMatchObject({ author: "dora", request: "#9" });
    expect(elsa?.because).toBe("no line gives it to them");
  });

  test("a line that claims to be older than what it stands on allows nothing sooner", async () => {
    const made = await history("exhaustive");
    git(made, "2026-11-18T08:00:00Z", "dora", "commit", "--quiet", "--amend", "--no-edit", "--reset-author");
    const { stdout } = await made.run("changes", "start", "--format", "json");
    const dora = Changes.parse(JSON.parse(stdout)).access.find(({ name }) => name === "Dora");
    expect([dora?.standing, dora?.declaration?.at]).toEqual(["declared-later", "2026-11-20T07:00:00Z"]);
  });

  test("--strict ends with 1 for what nobody allowed beforehand", async () => {
    const { run } = await history("exhaustive");
    const { code, stdout } = await run("changes", "start", "--strict");
    expect(code).toBe(1);
    expect(stdout).toContain("Out of band: nothing in Git gives it  2\n");
    expect(stdout).toMatch(/role devs, access\/roles\/devs\.yaml:5, [0-9a-f]{12} by ben, #7\n/u);
    expect(stdout).toMatch(/2 out-of-band, 1 declared-later, 1 authorised\n$/u);
  });

  test("what a waiver lets stand is told as waived, and does not fail --strict; one that does not hold lets nothing", async () => {
    const made = await history("exhaustive");
    const about = (number: number, until: string) =>
      `- id: w-${number}\n  rule: group-policy-drift\n  object: "grant:forge/main/${number}:dev"\n  kind: accepted-risk\n  owner: person:ana\n  approver: person:ben\n  reason: needed this month\n  created: 2026-11-18\n  until: ${until}\n`;
    made.write({ "access/waivers/2026-11.yaml": `${about(3, "2026-12-10")}${about(5, "2026-11-19")}` });
    const { stdout } = await made.run("changes", "start", "--format", "json", "--strict");
    const changes = Changes.parse(JSON.parse(stdout));
    expect(standings(changes).filter((line) => /\/[35]:/.test(line))).toEqual([
      "main/3:dev waived",
      "main/5:dev out-of-band",
    ]);
    const because = "no line gives it to them; waived by w-3 until 2026-12-10: needed this month";
    expect(changes.access[1]).toMatchObject({ because, waiver: { id: "w-3", until: "2026-12-10" } });
    // Without the one whose account is nobody's, of whom that rule says nothing, all that is new is allowed or waived.
    await collectAt(made, "2026-11-20T06:30:00Z", after.replace("5,elsa,Elsa,on,dev\n", ""));
    const files = { "access/roles/devs.yaml": role(["ana", "ben"]) };
    made.write({ ...files, "access/waivers/2026-11.yaml": `${about(3, "2026-12-10")}${about(4, "2026-12-10")}` });
    expect((await made.run("changes", "start", "--strict")).code).toBe(0);
  });

  test("where an application is only observed, nothing has to be declared", async () => {
    const { run } = await history("observe");
    const { code, stdout } = await run("changes", "start", "--format", "json", "--strict");
    const changes = Changes.parse(JSON.parse(stdout));
    expect([code, standings(changes).filter((line) => line.endsWith("out-of-band"))]).toEqual([1, []]);
  });

  test("a line that is not committed allows nothing yet", async () => {
    const made = await history("exhaustive");
    made.write({ "access/roles/devs.yaml": role(["ana", "ben", "dora", "carl"]) });
    const changes = Changes.parse(JSON.parse((await made.run("changes", "start", "--format", "json")).stdout));
    expect(changes.access[1]).toMatchObject({ standing: "declared-later", because: "the line is not committed" });
  });

  test("what was not read before only seems to be new, and that is told", async () => {
    const made = project({ ...clean, "access/apps/forge.yaml": app("exhaustive") });
    const [withoutForge = ""] = config.split("  forge:");
    made.write({ "entitlint.yaml": withoutForge });
    expect(await made.run("collect", "--as-of", "2026-11-22T08:00:00Z")).toMatchObject({ code: 0 });
    git(made, "2026-11-22T08:00:00Z", "ana", "init", "--quiet", "--initial-branch=main");
    git(made, "2026-11-22T08:00:00Z", "ana", "add", "--all");
    git(made, "2026-11-22T08:00:00Z", "ana", "commit", "--quiet", "--message=start");
    made.write({ "entitlint.yaml": config });
    expect(await made.run("collect", "--as-of", "2026-11-22T08:00:00Z")).toMatchObject({ code: 0 });
    const { stdout } = await made.run("changes", "HEAD", "--format", "json");
    expect(Changes.parse(JSON.parse(stdout)).notices.map(({ code, app: of }) => `${code} ${of}`)).toEqual([
      "not-compared forge",
    ]);
  });

  test("an altered snapshot is not compared as though it were whole", async () => {
    const made = await history("exhaustive");
    made.write({ "snapshots/forge/grant.ndjson": "" });
    const { code, stdout } = await made.run("changes", "start");
    expect(code).toBe(2);
    expect(stdout).toContain("could not compare");
  });

  test("without a snapshot there is nothing to compare", async () => {
    const made = project(clean);
    const { code, stderr } = await made.run("changes", ".");
    expect([code, stderr]).toEqual([2, expect.stringContaining("snapshot")]);
    const empty = await made.run("changes", "");
    expect([empty.code, empty.stderr]).toEqual([
      3,
      expect.stringContaining("the name of a snapshot is empty [usage/invalid]"),
    ]);
  });
});
