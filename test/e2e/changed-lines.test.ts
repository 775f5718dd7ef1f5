// @module-tag long
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { estate, machine, type PullRequest, pullRequest } from "./pull-request.ts";

/** What is introduced, with the line that it stands at. */
function placesOf({ findings }: Report): string[] {
  return findings
    .filter(({ change }) => change === "introduced" || change === "changed")
    .map(({ object, place }) => `${object} ${place.what} ${place.file}:${place.line}`)
    .sort();
}

const app = estate["access/apps/forge.yaml"].concat("mode: exhaustive\n");
const everybody =
  "members:\n  - {id: 1, role: dev}\n  - {id: 2, role: dev}\n  - {id: 3, role: dev}\n  - {id: 7, role: dev}\n";
/** Every grant of the forge is declared under the id that it was observed by. */
const declared = {
  ...estate,
  "access/apps/forge.yaml": app,
  "entitlint.yaml": estate["entitlint.yaml"].replace('"team:{id}:{role}"', '"{id}:{role}"'),
  "teams/core.yaml": everybody,
};
const withoutLi = everybody.replace("  - {id: 3, role: dev}\n", "");

const role =
  "- id: devs\n  owner: person:ana\n  grants:\n    - entitlement:forge/role/dev\n  members:\n    - person:ana\n    - person:li\n";
const ofBen = role.replace("forge/role/dev", "forge/role/admin").concat("    - person:ben\n");
/** The same given by a role; Ben has no account. */
const byRole = {
  ...estate,
  "access/apps/forge.yaml": app,
  "access/roles/devs.yaml": role,
  "teams/core.yaml": "members: []\n",
  "exports/forge.csv": "id,login,name,state,role\n1,ana,Ana,on,dev\n3,li,Li,on,dev\n",
};

describe("what a pull request introduces stands where it does so", { timeout: 120_000 }, () => {
  test.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string | undefined>>, string[]]>([
    [
      "a line that is written",
      declared,
      { "teams/core.yaml": `${everybody}  - {id: 2, role: admin}\n` },
      ["grant:forge/main/2:admin declaration teams/core.yaml:6"],
    ],
    [
      "a line that is taken out of the middle",
      declared,
      { "teams/core.yaml": withoutLi },
      ["grant:forge/main/3:dev withdrawn teams/core.yaml:3"],
    ],
    [
      "a line that is put into the place of another",
      declared,
      { "teams/core.yaml": everybody.replace("{id: 3, role: dev}", "{id: 1, role: dev}") },
      ["grant:forge/main/3:dev withdrawn teams/core.yaml:4"],
    ],
    [
      "a file that is gone: there is only the record",
      { ...declared, "teams/core.yaml": withoutLi, "teams/li.yaml": "members:\n  - {id: 3, role: dev}\n" },
      { "teams/li.yaml": undefined },
      ["grant:forge/main/3:dev record snapshots/forge/grant.ndjson:3"],
    ],
    [
      "a member who is taken out of a role",
      byRole,
      { "access/roles/devs.yaml": role.replace("    - person:li\n", "") },
      ["grant:forge/main/3:dev withdrawn access/roles/devs.yaml:6"],
    ],
    [
      "a role that gives more to somebody who has left",
      { ...byRole, "access/roles/devs.yaml": ofBen, "teams/core.yaml": "members:\n  - {id: 1, role: admin}\n" },
      { "access/roles/devs.yaml": ofBen.replace("  members:", "    - entitlement:forge/role/dev\n  members:") },
      ["identity:idp/main/2/entitlement:forge/main/dev declaration access/roles/devs.yaml:5"],
    ],
    [
      "the owner of a machine",
      estate,
      { "access/identities/ci.yaml": machine("person:ben") },
      ["nhi:ci declaration access/identities/ci.yaml:4"],
    ],
  ])("%s", async (_what, base, change, places) => {
    const pr = await pullRequest(base);
    pr.commit(change);
    expect(placesOf(await pr.report())).toEqual(places);
  });

  test("before it is committed, and with other line ends", async () => {
    const pr = await pullRequest(declared);
    pr.write({ "teams/core.yaml": withoutLi.replaceAll("\n", "\r\n") });
    expect(placesOf(await pr.report())).toEqual(["grant:forge/main/3:dev withdrawn teams/core.yaml:3"]);
  });

  test("whatever attributes and settings say of diffs: nothing runs, and the place is the same", async () => {
    const pr = await pullRequest(declared);
    const ran = join(pr.folder, "ran");
    pr.git("config", "diff.external", `touch ${ran}`);
    pr.git("config", "diff.x.textconv", `touch ${ran}; cat`);
    pr.commit({ ".gitattributes": "*.yaml diff=x -text binary\n", "teams/core.yaml": withoutLi });
    expect(placesOf(await pr.report())).toEqual(["grant:forge/main/3:dev withdrawn teams/core.yaml:3"]);
    expect(() => readFileSync(ran)).toThrow("ENOENT");
  });

  test("its text says that a line was taken out", async () => {
    const pr: PullRequest = await pullRequest(declared);
    pr.commit({ "teams/core.yaml": withoutLi });
    const { stdout } = await pr.run("check", "--base", "main", "--format", "gitlab");
    expect(stdout).toContain("This is where the line that declared it was taken out.");
  });
});
