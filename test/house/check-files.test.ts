// @module-tag long
import { describe, expect, test } from "vitest";
import { checkout } from "./checkout.ts";

describe("file names", () => {
  test("names in another case or without a meaning are refused, all at once", () => {
    const copy = checkout();
    const faults = {
      "policies/entitlint/lib/life-cycle.rego": "not snake_case",
      "policies/entitlint/rules/nhi-owner/rule.yaml": "not snake_case",
      "src/Judge/index.ts": "not kebab-case",
      "src/helper.ts": "says nothing",
      "src/readFile.ts": "not kebab-case",
      "src/string-utils.ts": "says nothing",
    };
    for (const path of Object.keys(faults)) copy.write(path, "");
    const { status, output } = copy.run("scripts/check-file-names.mjs");
    for (const [path, why] of Object.entries(faults)) expect(output).toMatch(new RegExp(`^${path}: .*${why}`, "m"));
    expect(output).toContain("file names: 6 faults");
    expect(status).toBe(1);
  });

  test("names of fixtures are their own affair", () => {
    const copy = checkout();
    copy.write("test/fixtures/files/odd/Export_HR.CSV", "id\n");
    copy.write("policies/entitlint/lib/life_cycle.rego", "package x\n");
    copy.write("README.md", "");
    expect(copy.run("scripts/check-file-names.mjs")).toEqual({ status: 0, output: "file names: 0 faults\n" });
  });
});

describe("file length", () => {
  test.each([
    ["src/long.ts", 300],
    ["test/long.test.ts", 400],
  ])("%s may have %i lines and no more", (path, stop) => {
    const copy = checkout();
    copy.write(path, "\n".repeat(stop));
    expect(copy.run("scripts/check-file-length.mjs").status).toBe(0);
    copy.write(path, "\n".repeat(stop + 1));
    const { status, output } = copy.run("scripts/check-file-length.mjs");
    expect(output).toContain(`${path}: ${stop + 1} lines`);
    expect(status).toBe(1);
  });

  test("a file that should be questioned is listed and passes", () => {
    const copy = checkout();
    copy.write("src/longish.ts", "\n".repeat(151));
    const { status, output } = copy.run("scripts/check-file-length.mjs");
    expect(output).toContain("src/longish.ts: 151 lines");
    expect(status).toBe(0);
  });
});

describe("words", () => {
  test("addresses of one machine or one registry are refused, each with its line", () => {
    const copy = checkout();
    const lines = {
      [`see ${"/ho"}me/someone/notes`]: "names a home folder",
      [`read("${"/wo"}rk/x")`]: "names a folder of one machine",
      [`https://registry.${"npm"}js.org/zod`]: "names a package registry",
      [`"resolved": ${'"htt'}ps://mirror.example.com/zod.tgz"`]: "pins a package to one registry",
    };
    copy.write("docs/page.md", Object.keys(lines).join("\n"));
    const { status, output } = copy.run("scripts/check-words.mjs");
    for (const [index, why] of Object.values(lines).entries())
      expect(output).toContain(`docs/page.md:${index + 1}: ${why}\n`);
    expect(status).toBe(1);
  });

  test("paths that only look like it are fine", () => {
    const copy = checkout();
    copy.write("docs/page.md", "src/home/page and $HOME/work/x and https://example.com/work/x\n");
    expect(copy.run("scripts/check-words.mjs").output).toBe("words: 0 faults\n");
  });
});
