// @module-tag long
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { asOf, clean, cli, collected, config, withLeaver } from "./small-project.ts";

function acme(...args: string[]) {
  const at = readFileSync("examples/acme/as-of.txt", "utf8").trim();
  const estate = ["--config", "examples/acme/entitlint.yaml", "--snapshot", "snapshots", "--as-of", at];
  return spawnSync(process.execPath, [cli, "report", "leavers", ...estate, ...args], { encoding: "utf8" });
}

test("everybody who left in the span stands with every place, in the order in which they left", () => {
  const { status, stdout } = acme("--from", "2026-10-01", "--to", "2026-11-04", "--format", "json");
  expect(status).toBe(0);
  const report = JSON.parse(stdout);
  expect(report.leavers.map(({ name }: { name: string }) => name)).toEqual([
    "Ivan Sokolov",
    "Tobias Lang",
    "Ines Moreau",
  ]);
  const lang = report.leavers[1].places;
  expect(lang.map(({ app, verdict }: Record<string, string>) => `${app} ${verdict}`)).toEqual([
    ...["agents out", "crm out", "doors out", "forge in", "idp out", "warehouse out"],
  ]);
  expect(report.digests).toEqual({
    ...{ snapshot: expect.any(String), policies: expect.any(String) },
    ...{ access: expect.any(String), config: expect.any(String) },
  });
});

test("what was read before they left proves nothing to an auditor either", () => {
  const { stdout } = acme("--from", "2026-11-13", "--format", "csv");
  const [head, ...rows] = stdout.trimEnd().split("\r\n");
  expect(head).toMatch(/^id,name,left,app,verdict,why,read_at,first_seen_off,as_of,snapshot,/);
  expect(rows).toHaveLength(6);
  for (const row of rows) expect(row).toMatch(/Greta Sommer,.*,CANNOT SAY,"it was read at .*, before they left",/);
});

test("the first reading that showed the account off is told, once there was one that showed it on", async () => {
  const made = await collected(withLeaver);
  made.write({
    "entitlint.yaml": config.replaceAll("2026-11-22T06", "2026-11-24T06"),
    "exports/forge.csv": "id,login,name,state,role\n1,ana,Ana,on,dev\n2,ben,Ben,off,dev\n",
  });
  await made.run("collect", "--as-of", "2026-11-24T08:00:00Z");
  const { code, stdout } = await made.run("report", "leavers", "--as-of", "2026-11-24T08:00:00Z");
  expect(code).toBe(0);
  expect(stdout).toContain("Ben (identity:idp/main/2)");
  expect(stdout).toMatch(
    /OUT {9}forge {2}nothing of theirs works .*, off since the reading of 2026-11-24T06:00:00Z at the latest/,
  );
});

test("somebody of whom accounts alone are left stands there as well", async () => {
  const made = await collected();
  made.write({
    "entitlint.yaml": config.replaceAll("2026-11-22T06", "2026-11-24T06"),
    "exports/idp.csv": "id,login,name,state\n1,ana,Ana,on\n",
  });
  await made.run("collect", "--as-of", "2026-11-24T08:00:00Z");
  const { stdout } = await made.run("report", "leavers", "--as-of", "2026-11-24T08:00:00Z");
  expect(stdout).toContain("ben (identity:idp/main/2)  gone some time after 2026-11-22T06:00:00Z");
  expect(stdout).toMatch(/NOT OUT {5}forge/);
});

test("nobody has left, and nobody is told", async () => {
  const made = await collected(clean);
  const { code, stdout } = await made.run("report", "leavers", "--as-of", asOf);
  expect([code, stdout.split("\n")[0]]).toEqual([0, `0 people left, judged as of ${asOf}`]);
});

test.each([
  [["--from", "2026-13-01"], "Write a date"],
  [["--from", "2026-12-01", "--to", "2026-11-01"], "--from 2026-12-01 is later than --to 2026-11-01"],
  [["--format", "html"], "Allowed choices are text, csv, json"],
])("%j is refused", async (args, why) => {
  const made = await collected(withLeaver);
  const { code, stdout, stderr } = await made.run("report", "leavers", ...args);
  expect([code, stdout]).toEqual([3, ""]);
  expect(stderr).toContain(why);
});
