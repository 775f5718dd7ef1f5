// @module-tag long
import { expect, test } from "vitest";
import { checkout } from "./checkout.ts";

/** Runs one phase in a process of its own and gives its result. */
function phase(description: object): { ok: boolean; seconds: number; output: string } {
  const copy = checkout();
  copy.write(
    "try.mjs",
    `import { runPhase } from "./scripts/project/run-phase.mjs";
     console.log(JSON.stringify(await runPhase(${JSON.stringify({ name: "tried", ...description })})));`,
  );
  return JSON.parse(copy.run("try.mjs").output);
}

test("a phase keeps what was printed on both streams", () => {
  const result = phase({ command: [process.execPath, "-e", "console.log('said'); console.error('warned')"] });
  expect(result).toMatchObject({ ok: true });
  expect(result.output.split("\n").sort()).toEqual(["", "said", "warned"]);
});

test("a program that ends badly, is not there, or is killed fails and says how", () => {
  expect(phase({ command: [process.execPath, "-e", "process.exit(7)"] }).output).toContain("ended with exit code 7");
  expect(phase({ command: ["no-such-program"] })).toMatchObject({ ok: false });
  const killed = phase({ command: [process.execPath, "-e", "process.kill(process.pid, 'SIGKILL')"] });
  expect(killed.ok).toBe(false);
  expect(killed.output).toContain("SIGKILL");
});

test("a phase that takes too long is stopped, with all that it started, and fails", () => {
  const forever = "setInterval(() => {}, 1000)";
  const starting = `require("node:child_process").spawn(process.execPath, ["-e", "${forever}"], { stdio: "inherit" }); ${forever}`;
  const result = phase({ command: [process.execPath, "-e", starting], limitSeconds: 0.5 });
  expect(result.ok).toBe(false);
  expect(result.output).toContain("took longer than 0.5 seconds");
  expect(result.seconds).toBeLessThan(10);
});
