import { describe, expect, test } from "vitest";
import { checkout } from "./checkout.ts";

const collector = "export interface Collector { readonly name: string }\n";

describe("the registry of collectors", () => {
  test("lists every folder, sorted, and finds out what is stale", () => {
    const copy = checkout();
    copy.write("src/collect/collector.ts", collector);
    copy.write("src/collect/okta/index.ts", "export const oktaCollector = 1;\n");
    expect(copy.run("scripts/generate-registries.mjs").status).toBe(0);
    copy.write("src/collect/files/index.ts", "export const filesCollector = 1;\n");
    const stale = copy.run("scripts/generate-registries.mjs", "--check");
    expect(stale).toMatchObject({ status: 1, output: expect.stringContaining("src/collect/registry.ts is stale") });
    copy.run("scripts/generate-registries.mjs");
    copy.write(
      "show.mjs",
      'import { readFileSync } from "node:fs"; console.log(readFileSync("src/collect/registry.ts", "utf8"));',
    );
    expect(copy.run("show.mjs").output).toContain(
      "collectors: readonly Collector[] = [filesCollector, oktaCollector];",
    );
    expect(copy.run("scripts/generate-registries.mjs", "--check").status).toBe(0);
  });

  test.each([
    ["no index", "src/collect/okta/client.ts", "", "src/collect/okta has no index.ts"],
    ["two constants", "src/collect/okta/index.ts", "export const a = 1;\nexport const b = 2;\n", "exports 2 constants"],
  ])("refuses a folder with %s", (_situation, path, text, message) => {
    const copy = checkout();
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
