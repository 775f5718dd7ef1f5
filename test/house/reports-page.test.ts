// @module-tag long
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { formatNames } from "../../src/report/format-names.ts";
import { reporters } from "../../src/report/registry.ts";
import { asOf, collected, withLeaver } from "../e2e/small-project.ts";

const page = readFileSync(resolve(import.meta.dirname, "../../docs/reports.md"), "utf8");
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map(([, text = ""]) => text);

/** Every call of the program on the page, as arguments. */
const calls = [...page.matchAll(/^(?!`).*?\bentitlint (check [^'\n]*)/gm)].map(([, call = ""]) =>
  call.trim().split(/\s+/),
);

describe("docs/reports.md", () => {
  test("tells of every format, and how it looks when nothing was judged", () => {
    const rows = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name = ""]) => name);
    for (const name of formatNames) expect(rows.filter((row) => row === name).length, name).toBeGreaterThanOrEqual(2);
    expect(reporters.map(({ name }) => name)).toEqual([...formatNames]);
  });

  test("shows calls that work, and write what they name", async () => {
    expect(calls.length).toBeGreaterThanOrEqual(5);
    const made = await collected(withLeaver);
    for (const call of calls) {
      const { code, stderr } = await made.run(...call, "--as-of", asOf);
      expect([code, stderr], call.join(" ")).toEqual([1, ""]);
      for (const given of call.filter((_, at) => call[at - 1] === "--report"))
        expect(existsSync(join(made.folder, given.split("=")[1] ?? "")), given).toBe(true);
    }
  });

  test("shows workflows that are YAML and hand on the files that the call before them writes", () => {
    const [github = "", gitlab = ""] = blocks("yaml");
    const { steps } = parse(github).jobs.check;
    expect(steps.at(-1).with.sarif_file).toBe("entitlint.sarif");
    expect(github).toContain("--report sarif=entitlint.sarif --report markdown=summary.md");
    const { reports } = parse(gitlab).access.artifacts;
    for (const [name, format] of [
      ["codequality", "gitlab"],
      ["junit", "junit"],
    ] as const)
      expect(gitlab).toContain(`--report ${format}=${reports[name]}`);
    expect(blocks("groovy")[0]).toContain("post { always { junit 'entitlint.xml' } }");
  });
});
