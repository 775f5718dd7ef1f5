import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const vendor = resolve(import.meta.dirname, "../vendor");

test("other people's files are as they were published, each with source, licence and digest", () => {
  const rows = readFileSync(join(vendor, "README.md"), "utf8").matchAll(/^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$/gmu);
  const told = new Map([...rows].map(([, path = "", digest = ""]) => [path, digest]));
  const there = readdirSync(vendor, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^(README\.md|LICENSE.*)$/u.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name).slice(vendor.length + 1));
  expect([...told.keys()].toSorted()).toEqual(there.toSorted());
  for (const [path, digest] of told)
    expect(
      createHash("sha256")
        .update(readFileSync(join(vendor, path)))
        .digest("hex"),
      path,
    ).toBe(digest);
});
