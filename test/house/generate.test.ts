// @module-tag long
import { describe, expect, test } from "vitest";
import { checkout } from "./checkout.ts";

/** A project with the folders that are scanned: no collector yet, and one reporter. */
function project() {
  const copy = checkout();
  copy.write("src/collect/collector.ts", "export interface Collector { readonly name: string }\n");
  copy.write("src/report/reporter.ts", "export interface Reporter { readonly name: string }\n");
  copy.write("src/report/text/index.ts", "export const textReporter = 1;\n");
  return copy;
}

describe("registries of collectors and reporters", () => {
  test("list every folder, sorted, and find out what is stale", () => {
    const copy = project();
    copy.write("src/collect/okta/index.ts", "export const oktaCollector = 1;\n");
    expect(copy.run("scripts/generate-registries.mjs").status).toBe(0);
    copy.write("src/collect/files/index.ts", "export const filesCollector = 1;\n");
    const stale = copy.run("scripts/generate-registries.mjs", "--check");
    expect(stale).toMatchObject({ status: 1, output: expect.stringContaining("src/collect/registry.ts is stale") });
    copy.run("scripts/generate-registries.mjs");
    copy.write(
      "show.mjs",
      'import { readFileSync } from "node:fs"; for (const stage of ["collect", "report"]) console.log(readFileSync("src/" + stage + "/registry.ts", "utf8"));',
    );
    expect(copy.run("show.mjs").output).toContain(
      "collectors: readonly Collector[] = [filesCollector, oktaCollector];",
    );
    expect(copy.run("scripts/generate-registries.mjs", "--check").status).toBe(0);
  });

  test.each([
    ["no index", "src/collect/okta/client.ts", "", "src/collect/okta has no index.ts"],
    ["two constants", "src/collect/okta/index.ts", "export const a = 1;\nexport const b = 2;\n", "exports 2 constants"],
  ])("refuse a folder with %s", (_situation, path, text, message) => {
    const copy = project();
    copy.write(path, text);
    const { status, output } = copy.run("scripts/generate-registries.mjs");
    expect(output).toContain(message);
    expect(status).toBe(1);
  });
});

describe("tables of schemas", () => {
  test("show nested keys by their paths, and refuse a key that nobody described", () => {
    const copy = checkout();
    const schema = {
      type: "object",
      required: ["reads"],
      properties: {
        reads: {
          description: "What to | read.",
          type: "array",
          items: {
            anyOf: [
              { type: "string" },
              { type: "object", properties: { path: { type: "string", description: "A glob.", default: "*" } } },
            ],
          },
        },
      },
    };
    const table = (value: object) => {
      copy.write(
        "table.mjs",
        `import { schemaTable } from "./scripts/project/schema-table.mjs"; console.log(schemaTable(${JSON.stringify(value)}));`,
      );
      return copy.run("table.mjs");
    };
    expect(table(schema).output.split("\n").slice(2)).toEqual([
      "| `reads` | list of string or map | **required** | What to \\| read. |",
      '| `reads[].path` | string | `"*"` | A glob. |',
      "",
    ]);
    const silent = table({ properties: { a: { type: "string" } } });
    expect(silent.status).toBe(1);
    expect(silent.output).toContain("keys without a description: `a`");
  });
});
