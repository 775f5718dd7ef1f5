import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writePlanned } from "../../../src/commands/access/write-planned.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "entitlint-write-"));
  mkdirSync(join(folder, "access"));
  writeFileSync(join(folder, "access/a.yaml"), "old\n");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const planned = (path: string, text = "new\n") => ({ path, after: Buffer.from(text) });
const read = (path: string) => readFileSync(join(folder, path), "utf8");

test("files are replaced, made with their folders, and nothing lies beside them", async () => {
  await writePlanned(folder, [planned("access/a.yaml"), planned("access/waivers/b.yaml")]);
  expect([read("access/a.yaml"), read("access/waivers/b.yaml")]).toEqual(["new\n", "new\n"]);
  expect(readdirSync(join(folder, "access"), { recursive: true }).toSorted()).toEqual([
    ...["a.yaml", "waivers", "waivers/b.yaml"],
  ]);
});

test("where one of them cannot be written, none is, and nothing is left behind", async () => {
  writeFileSync(join(folder, "access/b.yaml"), "theirs\n");
  chmodSync(join(folder, "access/b.yaml"), 0o444);
  await expect(writePlanned(folder, [planned("access/a.yaml"), planned("access/b.yaml")])).rejects.toThrow(
    /access\/b\.yaml: the file cannot be written: read-only/,
  );
  expect([read("access/a.yaml"), read("access/b.yaml")]).toEqual(["old\n", "theirs\n"]);
  expect(readdirSync(join(folder, "access")).toSorted()).toEqual(["a.yaml", "b.yaml"]);
});

test("a link that lies where something could be written for a while is not followed", async () => {
  writeFileSync(join(folder, "precious"), "mine\n");
  symlinkSync(join(folder, "precious"), join(folder, "access/a.yaml.writing"));
  await writePlanned(folder, [planned("access/a.yaml")]);
  expect([read("access/a.yaml"), read("precious")]).toEqual(["new\n", "mine\n"]);
});

test("a file that is a link is written where it points", async () => {
  mkdirSync(join(folder, "elsewhere"));
  writeFileSync(join(folder, "elsewhere/c.yaml"), "old\n");
  symlinkSync("../elsewhere/c.yaml", join(folder, "access/c.yaml"));
  await writePlanned(folder, [planned("access/c.yaml")]);
  expect(read("elsewhere/c.yaml")).toBe("new\n");
});
