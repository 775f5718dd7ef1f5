import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { accessFileKinds, pathOfKind } from "../../src/access/kinds.ts";
import { errorCodes } from "../../src/error-codes.ts";
import { faultsOf } from "../access/declare.ts";

const page = readFileSync(resolve(import.meta.dirname, "../../docs/access-files.md"), "utf8");
const samples = [...page.matchAll(/^```yaml\n# (access\/\S+)\n([\s\S]*?)^```/gm)].map(([, path = "", text = ""]) => ({
  path,
  text,
}));

describe("the page of access files", () => {
  test.each(samples)("shows in $path what is right", async ({ path, text }) => {
    expect(await faultsOf({ [path]: text })).toEqual([]);
  });

  test("shows a sample of every kind, and names them all", () => {
    const shown = new Set(samples.map(({ path }) => path.split(/[/.]/)[1]));
    expect(accessFileKinds.filter((kind) => !shown.has(kind))).toEqual([]);
    expect(accessFileKinds.filter((kind) => !page.includes(`| \`access/${pathOfKind(kind)}\``))).toEqual([]);
  });

  test("names every code of what is wrong with their meaning, and none that does not exist", () => {
    const named = new Set([...page.matchAll(/`(access\/[a-z-]+)`/g)].map(([, code = ""]) => code));
    const folders = accessFileKinds.map((kind) => `access/${kind}`);
    expect([...named].filter((code) => !(code in errorCodes) && !folders.includes(code))).toEqual([]);
    const ofForm = ["unknown-path", "file-too-large", "bad-reference", "ambiguous-reference"].map(
      (code) => `access/${code}`,
    );
    const codes = Object.keys(errorCodes).filter((code) => code.startsWith("access/") && !ofForm.includes(code));
    expect(codes.filter((code) => !named.has(code))).toEqual([]);
  });
});
