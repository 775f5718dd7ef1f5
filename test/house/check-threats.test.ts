// @module-tag long
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { everything, extent } from "../everything.ts";
import { checkout } from "./checkout.ts";

const guard = "if (password.length < 8) return false;";

interface Planted {
  readonly id: string;
  readonly remove?: string;
  readonly leave?: string;
  readonly name: string;
}

/** A project with one guard and a few tests, and the threats that are said to be held by them. */
function project(...threats: Planted[]) {
  const copy = checkout("tsconfig.json");
  copy.write("vitest.config.ts", 'export default { test: { include: ["test/*.test.ts"] } };\n');
  copy.write(
    "src/allow.ts",
    `export function isAllowed(password: string): boolean {\n  ${guard}\n  return password !== "password";\n}\n`,
  );
  for (const path of ["dist/allow.js", "dist/commands/program.js"]) copy.write(path, "");
  copy.write(
    "test/allow.test.ts",
    `import { expect, test } from "vitest";
     import { isAllowed } from "../src/allow.ts";
     test("short", () => expect(isAllowed("short")).toBe(false));
     test("long", () => expect(isAllowed("long enough")).toBe(true));
     test("wrong", () => expect(isAllowed("long enough")).toBe(false));
     test("breaking", () => { if (isAllowed("short")) throw new Error("broken"); });`,
  );
  const entries = threats.map((threat) => ({
    ...{ attempt: "A password is short.", guard: "It is refused.", in: "src/allow.ts", test: "test/allow.test.ts" },
    ...{ remove: guard, ...threat },
  }));
  copy.write(
    "test/threats/person.yaml",
    JSON.stringify({ order: 1, title: "A person", about: "Chooses passwords.", threats: entries }),
  );
  return copy;
}

const run = (copy: ReturnType<typeof project>, ...args: string[]) => copy.run("scripts/check-threats.mjs", ...args);

/** Each guard is a run of the test runner, and other tests run beside. */
const patience = 180_000;

test.runIf(everything)(
  `a guard has to be missed by an expectation of its test (${extent})`,
  { timeout: patience },
  () => {
    const copy = project(
      { id: "missed", name: "short" },
      { id: "not-missed", name: "long" },
      { id: "broken-by", name: "breaking" },
      { id: "without-a-test", name: "nowhere" },
      { id: "never-right", name: "wrong" },
    );
    const { status, output } = run(copy);
    expect(output).toContain("ok   missed\n");
    expect(output).toContain("FAIL not-missed: without the guard in src/allow.ts, the test passes all the same");
    expect(output).toContain("FAIL broken-by: without the guard in src/allow.ts, the test breaks instead");
    expect(output).toContain("FAIL without-a-test: with the guard, there is no test/allow.test.ts: nowhere");
    expect(output).toContain("FAIL never-right: with the guard, the test failed");
    expect(output).toMatch(/^threats: 4 faults/m);
    expect(status).toBe(1);
    expect(readFileSync(join(copy.folder, "src/allow.ts"), "utf8")).toContain(guard);
  },
);

test("a guard that stands nowhere or twice stops all before anything runs", { timeout: patience }, () => {
  const { status, output } = run(
    project(
      { id: "gone", name: "short", remove: "nothing like it" },
      { id: "twice", name: "short", remove: "password" },
    ),
  );
  expect(output).toContain("gone: what is to be removed from src/allow.ts stands there no more\n");
  expect(output).toMatch(/^twice: what is to be removed from src\/allow.ts stands there \d times$/m);
  expect([status, output.includes("ok ")]).toEqual([1, false]);
});

test("an entry that cannot be meant is told with its line, on the page too", { timeout: patience }, () => {
  const copy = project({ id: "Not Like This", name: "" });
  for (const script of ["check-threats", "generate-threats"]) {
    const { status, output } = copy.run(`scripts/${script}.mjs`);
    expect(output).toMatch(/test\/threats\/person.yaml:1: threats.0.id: is written-like-this/);
    expect(status).toBe(1);
  }
});
