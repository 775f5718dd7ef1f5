import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { clean, collected } from "../../e2e/small-project.ts";
import { filesOn, push } from "../../github/fake/git.ts";
import { type FakeGithub, type Mishap, serveGithub } from "../../github/fake/serve.ts";
import { emptyRepository } from "../../github/fake/state.ts";
import { events, releasedFiles, runStep } from "../../github/run-bundle.ts";
import { deviations } from "./deviations.ts";

let released = "";
beforeAll(() => {
  released = releasedFiles();
});
afterAll(() => rmSync(released, { recursive: true, force: true }));

const branch = "entitlint/snapshot";

/** A checkout of a repository on GitHub that has no snapshot yet, and the action that collects. */
async function repository() {
  const project = await collected(clean);
  rmSync(join(project.folder, "snapshots"), { recursive: true });
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: project.folder });
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--message=start");
  const github = await serveGithub(emptyRepository(), { later: onTestFinished });
  push(github.state, "main", clean);
  onTestFinished(() => expect(deviations(github)).toEqual([]));
  const collect = (given: Readonly<Record<string, string>> = {}) =>
    runStep({
      released,
      cwd: project.folder,
      github,
      event: events.schedule,
      with: { mode: "collect", "as-of": "2026-11-22T08:00:00Z", ...given },
    });
  return { project, github, collect };
}

/** The snapshot of a folder as a branch should have it. */
function snapshotIn(folder: string): Record<string, string> {
  const found = readdirSync(join(folder, "snapshots"), { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  );
  return Object.fromEntries(
    found.map((one) => {
      const path = join(one.parentPath, one.name);
      return [path.slice(folder.length + 1), readFileSync(path, "utf8")];
    }),
  );
}

function snapshotOn({ state }: FakeGithub, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(filesOn(state, name)).filter(([path]) => path.startsWith("snapshots/")));
}

function commitOf({ state }: FakeGithub) {
  const sha = state.refs.get(`heads/${branch}`) ?? "";
  return { sha, ...state.commits.get(sha) };
}

describe("one pull request with the snapshot", () => {
  test("is opened, left alone, updated on a base that moved, and closed once it is merged", async () => {
    const { project, github, collect } = await repository();
    const first = await collect();
    expect(first.code, first.output).toBe(0);
    expect(github.state.pulls).toMatchObject([
      { branch, into: "main", state: "open", title: "Update the access snapshot" },
    ]);
    expect(github.state.pulls[0]?.body).toContain("This is the first snapshot.");
    expect(first.outputs).toMatchObject({ proposal: "opened", "exit-code": "0" });
    expect(snapshotOn(github, branch)).toEqual(snapshotIn(project.folder));
    // Nobody is named in it, so GitHub signs it.
    expect(commitOf(github)).toMatchObject({ isSigned: true, parents: [github.state.refs.get("heads/main")] });

    const { sha } = commitOf(github);
    expect((await collect()).outputs.proposal).toBe("unchanged");
    expect(commitOf(github).sha).toBe(sha);

    push(github.state, "main", { "README.md": "Moved on.\n" });
    project.write({ "exports/forge.csv": `${clean["exports/forge.csv"]}3,cy,Cy,on,dev\n` });
    const updated = await collect();
    expect(updated.outputs.proposal, updated.output).toBe("updated");
    expect(commitOf(github).parents).toEqual([sha, github.state.refs.get("heads/main")]);
    expect(filesOn(github.state, branch)).toMatchObject({ "README.md": "Moved on.\n", ...snapshotIn(project.folder) });
    expect(github.state.pulls).toHaveLength(1);

    push(github.state, "main", filesOn(github.state, branch));
    expect((await collect()).outputs.proposal).toBe("closed");
    expect(github.state.pulls).toMatchObject([{ state: "closed" }]);
    expect([...github.state.refs.keys()]).toEqual(["heads/main"]);
    expect((await collect()).outputs.proposal).toBe("nothing");
  });

  test("somebody who is faster once is followed, and never overwritten", async () => {
    const { project, github, collect } = await repository();
    await collect();
    project.write({ "exports/forge.csv": `${clean["exports/forge.csv"]}3,cy,Cy,on,dev\n` });
    let theirs: string | undefined;
    github.meanwhile = (request) => {
      if (theirs === undefined && request.startsWith("POST") && request.endsWith("/git/commits"))
        theirs = push(github.state, branch, { "notes.txt": "Wait.\n" });
    };
    const ran = await collect();
    expect(ran.outputs.proposal, ran.output).toBe("updated");
    expect(commitOf(github).parents?.[0]).toBe(theirs);
    expect(snapshotOn(github, branch)).toEqual(snapshotIn(project.folder));

    project.write({ "exports/forge.csv": `${clean["exports/forge.csv"]}4,di,Di,on,dev\n` });
    let times = 0;
    const takeNext = () => {
      times += 1;
      return times;
    };
    github.meanwhile = (request) => {
      if (request.startsWith("POST") && request.endsWith("/git/commits"))
        push(github.state, branch, { "notes.txt": `Wait ${takeNext()}.\n` });
    };
    const twice = await collect();
    expect(twice.code).toBe(3);
    expect(twice.output).toContain("[github/branch-moved]");
    expect(filesOn(github.state, branch)["notes.txt"]).toBe("Wait 2.\n");
  });

  test("a secret that push protection sees is a fault of ours, said so, and not tried again", async () => {
    const { github, collect } = await repository();
    const plan = { on: /^POST .*\/git\/blobs$/u, times: 9 };
    const message = "Repository rule violations found\n\nSecret detected in content";
    github.plans.push({ ...plan, mishap: { status: 409, message } });
    const ran = await collect();
    expect(ran.code).toBe(3);
    expect(ran.output).toMatch(/^snapshots\/\S+: GitHub sees a secret .* \[github\/secret-in-snapshot\]/mu);
    const tried = github.exchanges.filter(({ path }) => path.endsWith("/git/blobs"));
    expect(tried).toHaveLength(1);
    expect(github.state.pulls).toEqual([]);
    expect([...github.state.refs.keys()]).toEqual(["heads/main"]);
  });

  test.each<[string, RegExp, Mishap]>([
    ["making the branch", /^POST .*\/git\/refs$/u, "lost"],
    ["making the branch, answered with 502", /^POST .*\/git\/refs$/u, "done, then 502"],
    ["opening the pull request", /^POST .*\/pulls$/u, "lost"],
    ["opening the pull request, half of it", /^POST .*\/pulls$/u, "halved"],
    ["writing a file", /^POST .*\/git\/blobs$/u, "cut"],
  ])("an answer that is lost after %s changes nothing", async (_situation, on, mishap) => {
    const { project, github, collect } = await repository();
    github.plans.push({ on, mishap, times: 1 });
    const ran = await collect();
    expect(ran.code, ran.output).toBe(0);
    expect(github.state.pulls).toHaveLength(1);
    expect(snapshotOn(github, branch)).toEqual(snapshotIn(project.folder));
  });

  test("a token that may not write", async () => {
    const { github, collect } = await repository();
    github.state.may.contents = false;
    const ran = await collect();
    expect(ran.code).toBe(3);
    expect(ran.output).toContain("[github/denied]");
    expect(github.state.pulls).toEqual([]);
  });
});
