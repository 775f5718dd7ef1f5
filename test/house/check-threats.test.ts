import { describe, expect, test } from "vitest";
import { checkout } from "./checkout.ts";

const guard = "if (password.length < 8) return false;";

interface Planted {
  readonly id: string;
  readonly remove?: string;
  readonly leave?: string;
  readonly name: string;
}

/** A project with one guard and three tests, and the threats that are said to be held by them. */
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

describe("a guard that is taken away", () => {
  test("has to be missed by an expectation of its test", () => {
    const { status, output } = run(
      project(
        { id: "missed", name: "short" },
        { id: "not-missed", name: "long" },
        { id: "broken-by", name: "breaking" },
        { id: "without-a-test", name: "nowhere" },
      ),
    );
    expect(output).toContain("ok   missed\n");
    expect(output).toContain("FAIL not-missed: without the guard in src/allow.ts, the test passes all the same");
    expect(output).toContain("FAIL broken-by: without the guard in src/allow.ts, the test breaks instead");
    expect(output).toContain("FAIL without-a-test: with the guard, there is no test/allow.test.ts: nowhere");
    expect(output).toMatch(/^threats: 3 faults/m);
    expect(status).toBe(1);
  });

  test("has to be in its place with the guard put back", () => {
    const copy = project({ id: "missed", name: "short", leave: "void password;" });
    copy.write("src/allow.ts", "export const isAllowed = () => true;\n// if (password.length < 8) return false;\n");
    expect(run(copy)).toMatchObject({ status: 1, output: expect.stringContaining("with the guard, the test failed") });
  });
});

describe("an entry that cannot be meant", () => {
  test("stops before anything runs, with all that is wrong", () => {
    const copy = project(
      { id: "gone", name: "short", remove: "nothing like it" },
      { id: "twice", name: "short", remove: "password" },
    );
    const { status, output } = run(copy);
    expect(output).toContain("gone: what is to be removed from src/allow.ts stands there no more\n");
    expect(output).toMatch(/^twice: what is to be removed from src\/allow.ts stands there \d times$/m);
    expect([status, output.includes("ok ")]).toEqual([1, false]);
  });

  test("is told with its line", () => {
    const copy = project({ id: "Not Like This", name: "" });
    const { status, output } = run(copy);
    expect(output).toMatch(/test\/threats\/person.yaml:1: threats.0.id: is written-like-this/);
    expect(status).toBe(1);
  });

  test("is none that was asked for", () => {
    const { status, output } = run(project({ id: "missed", name: "short" }), "--only", "mist");
    expect([status, output]).toEqual([1, expect.stringContaining("no guarded threat is called mist")]);
  });
});
