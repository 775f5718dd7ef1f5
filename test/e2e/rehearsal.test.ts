import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { asOf, clean, collected, project } from "./small-project.ts";

const rehearsals = () => readdirSync(tmpdir()).filter((name) => name.startsWith("entitlint-rehearsal-"));

test("a dry run writes nothing, and says what rules could not see", async () => {
  const before = rehearsals();
  const made = project(clean);
  const { code, stdout, stderr } = await made.run("collect", "--dry-run", "--as-of", asOf);
  expect(code).toBe(0);
  expect(existsSync(join(made.folder, "snapshots"))).toBe(false);
  expect(stderr).toContain("nothing was written");
  expect(stdout).toMatch(/^Could not be evaluated:\n/);
  expect(stdout).toContain(
    "  idp: no grant records of idp were collected\n    expired-still-active (grant), grant-no-active-record, grant-unbounded-temporary, joiner-excess-access, leaver-grant-residual, mover-residual-grant, priv-admin-count, priv-standing-admin, tenant-crossing-grant (untrusted, trust-ended)\n",
  );
  expect(rehearsals()).toEqual(before);
});

test("a dry run tells of a source that fails, and leaves the snapshot as it is", async () => {
  const made = await collected();
  const manifest = join(made.folder, "snapshots");
  const before = readdirSync(manifest, { recursive: true });
  made.write({ "exports/forge.csv": "id,login\n1\n" });
  const { code, stderr } = await made.run("collect", "--dry-run", "--as-of", asOf);
  expect([code, stderr]).toEqual([2, expect.stringContaining("collect/")]);
  expect(readdirSync(manifest, { recursive: true })).toEqual(before);
  expect((await made.run("check", "--as-of", asOf)).code).toBe(0);
});

test("what is wrong with the snapshot is told of it, and not of the copy that a dry run makes", async () => {
  const made = await collected();
  made.write({ "snapshots/notes.txt": "not ours" });
  const { code, stderr } = await made.run("collect", "--dry-run", "--as-of", asOf);
  expect([code, stderr]).toEqual([
    3,
    expect.stringMatching(/snapshots: the folder holds .*notes\.txt.*\[snapshot\/not-ours\]/),
  ]);
  expect(stderr).toContain(join(made.folder, "snapshots"));
  expect(stderr).not.toContain("rehearsal");
});
