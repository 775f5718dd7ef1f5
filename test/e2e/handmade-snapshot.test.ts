import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sampleOf } from "../everything.ts";
import { clean, collected, type Project, type Ran } from "./small-project.ts";

/** Replaces a text in a file of the snapshot, and mends its digest in the manifest. */
function forge(made: Project, path: string, from: string, to: string): string {
  const file = join(made.folder, "snapshots", path);
  const text = readFileSync(file, "utf8").replace(from, to);
  expect(text).toContain(to);
  writeFileSync(file, text);
  const place = join(made.folder, "snapshots/manifest.json");
  const manifest = JSON.parse(readFileSync(place, "utf8"));
  manifest.files[path] = createHash("sha256").update(text).digest("hex");
  writeFileSync(place, JSON.stringify(manifest, undefined, 2));
  return text;
}

function expectIntegrityError({ code, stderr }: Ran, place: string): void {
  expect([code, stderr]).toEqual([2, expect.stringContaining(place)]);
  expect(stderr).toMatch(/\[snapshot\/bad-line\]/);
  expect(stderr).not.toMatch(/does not expect|^ {4}at /m);
}

describe("a snapshot whose digests are right and whose records are not", () => {
  const wrong: [string, string, string, string][] = [
    ["idp/identity.ndjson", '"userName":"ana"', '"userName":7', "idp/identity.ndjson:1:"],
    ["idp/identity.ndjson", '"userName":"ben"', '"userName":{"a":1}', "idp/identity.ndjson:2:"],
    ["forge/account.ndjson", '"userName":"ben"', '"userName":["ben"]', "forge/account.ndjson:2:"],
    ["idp/identity.ndjson", '"status":"active"', '"status":7', "idp/identity.ndjson:1:"],
    ["forge/account.ndjson", '"status":"active"', '"status":["active"]', "forge/account.ndjson:1:"],
    ["forge/grant.ndjson", '"effect":"allow"', '"effect":"alow"', "forge/grant.ndjson:1:"],
    ["forge/grant.ndjson", '"effect":"allow",', "", "forge/grant.ndjson:1:"],
    ["forge/account.ndjson", '"kind":"human"', '"kind":"human","expiresAt":"soon"', "forge/account.ndjson:1:"],
    ["forge/account.ndjson", '"kind":"human"', '"emails":[{"value":7}],"kind":"human"', "forge/account.ndjson:1:"],
    ["forge/account.history.ndjson", '"firstSeen":"2026', '"firstSeen":"26', "forge/account.history.ndjson:1:"],
  ];
  test.each(sampleOf(wrong, 3))("%s with %s as %s", async (path, from, to, place) => {
    const made = await collected();
    const text = forge(made, path, from, to);
    for (const args of [
      ["check"],
      ["documents"],
      ["explain", "ana"],
      ["links", "suggest"],
      ["access", "lint"],
      ["collect"],
    ])
      expectIntegrityError(await made.run(...args), place);
    expect(readFileSync(join(made.folder, "snapshots", path), "utf8")).toBe(text);
  });

  test("one that was named on the command line is the one that is looked at", async () => {
    const made = await collected();
    await made.run("collect", "--to", "other", "--as-of", "2026-11-22T08:00:00Z");
    forge(made, "idp/identity.ndjson", '"userName":"ana"', '"userName":7');
    expectIntegrityError(await made.run("check", "--snapshot", "./snapshots"), "snapshots/idp/identity.ndjson:1:");
    expect((await made.run("check", "--snapshot", "other")).code).toBe(0);
  });

  test("many wrong lines are told in part", async () => {
    const rows = Array.from({ length: 40 }, (_, index) => `${index},login${index},Name,on`);
    const made = await collected({ ...clean, "exports/idp.csv": `id,login,name,state\n${rows.join("\n")}\n` });
    const text = readFileSync(join(made.folder, "snapshots/idp/identity.ndjson"), "utf8");
    forge(made, "idp/identity.ndjson", text, text.replaceAll(/"userName":"[^"]*"/g, '"userName":7'));
    const { stderr } = await made.run("check");
    expect(stderr.trim().split("\n")).toHaveLength(21);
    expect(stderr).toMatch(/^snapshots\/idp\/identity.ndjson:1:[\s\S]*\n.*: 2\d more problems.*snapshot verify/);
  });

  test("a time zone that nobody knows", async () => {
    const made = await collected();
    const place = join(made.folder, "snapshots/manifest.json");
    writeFileSync(place, readFileSync(place, "utf8").replace('"zone": "UTC"', '"zone": "Mars/Olympus"'));
    const { code, stderr } = await made.run("check");
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/manifest.json:\d+:\d+: .*IANA.*\[snapshot\/manifest-invalid\]/),
    ]);
  });
});
