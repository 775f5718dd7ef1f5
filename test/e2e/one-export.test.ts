import { expect, test } from "vitest";
import { Report } from "../../src/model/report.ts";
import { asOf, config, project } from "./small-project.ts";

test("one export of one application is enough to find something, and what was not judged is told", async () => {
  const forge = `version: 1\nsources:\n  forge:${config.split("  forge:")[1]}`;
  const { run } = project({
    "entitlint.yaml": forge,
    "exports/forge.csv": "id,login,name,state,role\n1,ana,Ana,on,dev\n2,ben,Ben,off,dev\n",
  });
  expect(await run("collect", "--as-of", asOf)).toMatchObject({ code: 0 });
  const { code, stdout } = await run("check", "--format", "json", "--as-of", asOf);
  const { findings, notEvaluable, counts } = Report.parse(JSON.parse(stdout));
  expect([code, findings.map(({ rule, object }) => `${rule} ${object}`)]).toEqual([
    1,
    ["leaver-grant-residual grant:forge/main/2:dev"],
  ]);
  // What rests on people is told for the application, and counts nothing as clean.
  const blind = ["grant-no-active-record", "leaver-account-enabled", "orphan-account"];
  for (const id of blind) {
    expect(notEvaluable).toContainEqual(expect.objectContaining({ rule: id, app: "forge" }));
    expect(counts.filter(({ rule, app }) => rule === id && app === "forge")).toEqual([]);
  }
});
