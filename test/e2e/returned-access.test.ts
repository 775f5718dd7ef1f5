import { expect, test } from "vitest";
import { Report } from "../../src/model/report.ts";
import { clean, collected, config, type Project } from "./small-project.ts";

const rule = "reactivation-unapproved";
const at = (day: string) => config.replaceAll("2026-11-22T06:00:00Z", `${day}T06:00:00Z`);
const rights = (ben: readonly string[]) => `id,login,name,state,role\n1,ana,Ana,on,dev\n${ben.join("\n")}\n`;

/** Reads the forge again on another day, with what Ben has there by then. */
async function readAgain({ write, run }: Project, day: string, ben: readonly string[]): Promise<void> {
  write({ "entitlint.yaml": at(day), "exports/forge.csv": rights(ben) });
  const { code, stderr } = await run("collect", "--as-of", `${day}T08:00:00Z`, "--no-brake");
  expect(code, stderr).toBe(0);
}

async function found({ run }: Project, day: string): Promise<string[]> {
  const { stdout, stderr } = await run("check", "--format", "json", "--as-of", `${day}T08:00:00Z`);
  if (stdout === "") throw new Error(stderr);
  const { findings } = Report.parse(JSON.parse(stdout));
  return findings.filter((one) => one.rule === rule).map(({ reason, msg }) => `${reason}: ${msg}`);
}

const both = ["2,ben,Ben,on,dev", "2,ben,Ben,on,ops"];

test("three readings show which access came back with an account, and which was there all the time", async () => {
  const made = await collected({ ...clean, "entitlint.yaml": at("2026-11-12"), "exports/forge.csv": rights(both) });
  await readAgain(made, "2026-11-15", ["2,ben,Ben,off,dev"]);
  expect(await found(made, "2026-11-15")).toEqual([]);
  await readAgain(made, "2026-11-22", both);
  const was = "account:forge/main/2 was disabled until 2026-11-15T06:00:00Z and works again since 2026-11-22T06:00:00Z";
  expect(await found(made, "2026-11-22")).toEqual([
    `old-access-restored: ${was}, with what it had held before (ops), and nobody approved it.`,
  ]);
});

test("access that never was gone did not come back", async () => {
  const made = await collected({ ...clean, "entitlint.yaml": at("2026-11-12"), "exports/forge.csv": rights(both) });
  await readAgain(
    made,
    "2026-11-15",
    both.map((line) => line.replace("on", "off")),
  );
  await readAgain(made, "2026-11-22", both);
  expect(await found(made, "2026-11-22")).toEqual([expect.stringMatching(/^account: .*Z, and nobody approved it\.$/)]);
});
