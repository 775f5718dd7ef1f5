import { expect, test } from "vitest";
import { Report } from "../../src/model/report.ts";
import { project } from "./small-project.ts";

/** The date in the name says when they were exported. */
const [adFile, crmFile] = ["ad-2026-11-22.csv", "crm-2026-11-22.csv"] as const;
const ad = `objectGUID,sAMAccountName,displayName,mail,userAccountControl
1,ana,Ana,ana@example.com,512
2,bob,Bob,bob@example.com,514
3,cid,Cid,cid@example.com,590336
`;
const crm = `id,login,email,role,status
1,ana,ana@example.com,user,active
2,bob,bob@example.com,user,active
`;

/** What `init` proposes for exports, and what is found by it. */
async function judged(files: Readonly<Record<string, string>>, ...systems: readonly string[]) {
  const { run } = project(files);
  const named = systems.flatMap((system) => ["--system", system]);
  expect(await run("init", "--yes", "--owner", "person:ana@example.com", ...named)).toMatchObject({ code: 0 });
  expect(await run("collect")).toMatchObject({ code: 0 });
  const { stdout } = await run("check", "--format", "json");
  const { findings } = Report.parse(JSON.parse(stdout));
  return { found: findings.map(({ rule, object }) => `${rule} ${object}`) };
}

test("the bits of Active Directory tell who is disabled, and so who keeps access elsewhere", async () => {
  const { found } = await judged(
    { [adFile]: ad, [crmFile]: crm },
    `ad=directory:${adFile}`,
    `crm=application:${crmFile}`,
  );
  expect(found).toContain("grant-no-active-record grant:crm/main/2/user");
  expect(found).not.toContain("grant-no-active-record grant:crm/main/1/user");
});

test("what init proposed itself is no finding", async () => {
  const { found } = await judged(
    { [adFile]: ad, [crmFile]: crm },
    `ad=directory:${adFile}`,
    `crm=application:${crmFile}`,
  );
  expect(found.filter((one) => one.startsWith("scim-gap"))).toEqual([]);
});
