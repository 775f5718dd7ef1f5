// @module-tag long
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { everything, extent } from "../everything.ts";
import { checkout } from "./checkout.ts";

const parts = [".dependency-cruiser.mjs", "tsconfig.json"];
const foundation = "export const one = 1;\n";

/** A small project with a caller, so that nothing in it is an orphan. */
function project() {
  const copy = checkout(...parts);
  copy.write("src/errors.ts", foundation);
  copy.write("src/main.ts", 'import { one } from "./errors.ts";\nexport const two = one + one;\n');
  return copy;
}

describe(`layers (${extent})`, () => {
  test.runIf(everything)("every rule reports the violation that is planted for it", () => {
    const { status, output } = project().run("scripts/check-layers.mjs");
    expect(output).toMatch(/^layers: \d+ rules, 0 faults$/m);
    expect(status).toBe(0);
  });

  test("a violation is told with its advice", () => {
    const copy = project();
    copy.write("src/judge/judge.ts", 'export { readFileSync } from "node:fs";\n');
    const { status, output } = copy.run("scripts/check-layers.mjs");
    expect(output).toContain("src/judge/judge.ts -> fs: pure-stages-touch-nothing. Load, correlate, assemble");
    expect(status).toBe(1);
  });

  test.runIf(everything)("a rule that matches nothing any more, and one that nobody tries, are found out", () => {
    const copy = project();
    const config = readFileSync(join(copy.folder, ".dependency-cruiser.mjs"), "utf8");
    const blunt = config.replace("{ circular: true }", "{ circular: true, path: '^nowhere/' }");
    expect(blunt).not.toBe(config);
    const untried =
      '{ name: "new-rule", severity: "error", comment: "New.", from: { path: "^src/x" }, to: { path: "^src/y" } },';
    copy.write(".dependency-cruiser.mjs", blunt.replace("forbidden: [", `forbidden: [${untried}`));
    const { status, output } = copy.run("scripts/check-layers.mjs");
    expect(output).toContain("no-cycles: the planted violation in src/planted-egg.ts was not reported");
    expect(output).toContain("new-rule: no violation is planted for this rule");
    expect(status).toBe(1);
  });

  test.runIf(everything)("modules that the tool does not see are found out", () => {
    const copy = project();
    const config = readFileSync(join(copy.folder, ".dependency-cruiser.mjs"), "utf8");
    copy.write(".dependency-cruiser.mjs", config.replace("options: {", 'options: { exclude: { path: "errors" },'));
    const { status, output } = copy.run("scripts/check-layers.mjs");
    expect(output).toContain("src/errors.ts: the layer check does not see this module");
    expect(status).toBe(1);
  });
});
