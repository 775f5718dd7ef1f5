import { expect, test } from "vitest";
import { Report } from "../../src/model/report.ts";
import { asOf, clean, collected, type Project } from "./small-project.ts";

const later = "2026-11-24T08:00:00Z";

/** Ben disappears from the directory two days later, and his account in the forge stays. */
async function withoutBen(): Promise<Project> {
  const made = await collected();
  made.write({
    "entitlint.yaml": clean["entitlint.yaml"]?.replaceAll("2026-11-22T06", "2026-11-24T06") ?? "",
    "exports/idp.csv": "id,login,name,state\n1,ana,Ana,on\n",
  });
  const { code, stderr } = await made.run("collect", "--as-of", later);
  expect([code, stderr]).toEqual([0, expect.not.stringContaining("error")]);
  return made;
}

async function checked(made: Project): Promise<Report> {
  const { stdout } = await made.run("check", "--as-of", later, "--format", "json");
  return Report.parse(JSON.parse(stdout));
}

test("the account of somebody who disappeared from the directory is a leaver's, not an orphan", async () => {
  const made = await withoutBen();
  const report = await checked(made);
  expect(report.exitCode).toBe(1);
  const gone = "identity:idp/main/2 (ben), last seen 2026-11-22T06:00:00Z, deleted since.";
  expect(report.findings).toMatchObject([
    {
      ...{ rule: "grant-no-active-record", reason: "deleted", identity: "identity:idp/main/2" },
      msg: expect.stringContaining(gone),
      causes: [{ rule: "leaver-account-enabled", reason: "deleted", msg: expect.stringContaining(gone) }],
    },
  ]);
  expect(report.counts.find(({ rule }) => rule === "orphan-account")).toMatchObject({ violating: 0 });
});

test("explain says whose the account was, in text and in JSON", async () => {
  const made = await withoutBen();
  const text = await made.run("explain", "account:forge/main/2", "--as-of", later);
  expect(text.stdout).toMatch(
    /deleted by userName \(strong\)\n {6}belonged to identity:idp\/main\/2 \(ben\), last seen/,
  );
  const json = await made.run("explain", "account:forge/main/2", "--format", "json", "--as-of", later);
  expect(JSON.parse(json.stdout).records[0]).toMatchObject({ gone: [expect.stringContaining("identity:idp/main/2")] });
});

test("who comes back is here again, and somebody should have approved it", async () => {
  const made = await withoutBen();
  made.write({
    "entitlint.yaml": clean["entitlint.yaml"]?.replaceAll("2026-11-22T06", "2026-11-25T06") ?? "",
    "exports/idp.csv": clean["exports/idp.csv"] ?? "",
  });
  await made.run("collect", "--as-of", "2026-11-25T08:00:00Z");
  const { stdout } = await made.run("check", "--as-of", "2026-11-25T08:00:00Z", "--format", "json");
  expect(Report.parse(JSON.parse(stdout))).toMatchObject({
    exitCode: 1,
    findings: [{ rule: "reactivation-unapproved", identity: "identity:idp/main/2" }],
  });
});

test("nobody has departed before the first reading", async () => {
  const made = await collected();
  const { code } = await made.run("check", "--as-of", asOf);
  expect(code).toBe(0);
});
