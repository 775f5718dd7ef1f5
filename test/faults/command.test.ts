// @module-tag long
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { account, end, good, kind, start, writes } from "../collect/command/collect-from.ts";
import { hostileName } from "./fault-kinds.ts";
import { runTool, standingOf } from "./run-tool.ts";

const file = join(import.meta.dirname, "command.json");
const isUpdate = process.env.ENTITLINT_UPDATE === "1";
const secret = "Program-Secret-4471";
const rows: Row[] = [];

interface Row {
  readonly collector: string;
  readonly fault: string;
  readonly endpoint: string;
  readonly kept: Readonly<Record<string, number>>;
  readonly completeness: Readonly<Record<string, string>> | string;
  readonly exitCode: number;
}

/** What the program does instead, and whether the reading may still be called whole. */
const faults: readonly (readonly [name: string, script: string, isHarmless?: boolean])[] = [
  ["no output at all", ""],
  ["an exit code before anything was told", "process.exitCode = 1;"],
  ["an exit code after everything was told", `${writes(...good)}process.exitCode = 1;`],
  ["output that stops without an end line", writes(start, account("ana"), kind)],
  ["a line that breaks off", `${writes(start, account("ana"))}process.stdout.write('{"type":"rec');`],
  ["text that is no JSON", "console.log('Loading …');"],
  ["a later version of the contract", writes({ type: "start", version: 2 })],
  ["a program that hangs", `${writes(start, account("ana"))}setTimeout(() => {}, 60_000);`],
  [
    "more output than allowed",
    `${writes(start, account("ana"))}process.stdout.write(("x".repeat(1 << 16) + "\\n").repeat(40));`,
  ],
  ["counts that differ", writes(start, account("ana"), { ...kind, total: 1 }, end)],
  [
    "fewer records than the system announces",
    writes(start, account("ana"), kind, { type: "end", counts: { account: 1 } }),
  ],
  [
    "a kind that was refused",
    writes(start, { ...kind, completeness: "denied", total: undefined }, { type: "end", counts: {} }),
  ],
  ["an empty reading", writes(start, { type: "end", counts: {} })],
  ["a field of the wrong type", writes(start, account("ana", { userName: ["x"] }), account("ben"), kind, end), true],
  ["hostile names", writes(start, account("ana", { userName: hostileName }), account("ben"), kind, end), true],
  [
    "a secret on standard error",
    `console.error("key", process.env.KEY, Buffer.from(process.env.KEY).toString("hex"));${writes(...good)}`,
    true,
  ],
];

describe("command and what goes wrong with programs", () => {
  afterAll(() => {
    if (isUpdate) writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`);
  });

  const cases = faults.map(([fault, script, isHarmless = false]) => ({ fault, script, isHarmless }));
  test.each(cases)("$fault", async ({ fault, script, isHarmless }) => {
    const folder = mkdtempSync(join(tmpdir(), "entitlint-command-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, "entitlint.yaml"), config);
    const collect = async (program: string) => {
      writeFileSync(
        join(folder, "program.mjs"),
        `import { writeFileSync } from "node:fs"; writeFileSync("ran", "");${program}`,
      );
      return await runTool(folder, ["collect"], { env: { SECRET_KEY: secret } });
    };
    expect((await collect(writes(...good))).code).toBe(0);
    const before = standingOf(folder, "source");
    rmSync(join(folder, "ran"));
    const { code, stdout, stderr } = await collect(script);
    const after = standingOf(folder, "source");

    expect(existsSync(join(folder, "ran")), "the faulty program ran").toBe(true);
    expect(after.kept.account, "nothing shrank").toBe(before.kept.account);
    expect(code, stderr).toBe(isHarmless ? 0 : 2);
    if (!isHarmless) expect(after.failed || after.completeness.account !== "full").toBe(true);
    for (const form of ["utf8", "base64", "hex"] as const)
      expect(stdout + stderr).not.toContain(Buffer.from(secret).toString(form));
    expect(stdout + stderr).not.toContain("\u001b");
    const row: Row = {
      ...{ collector: "command", fault, endpoint: "the program", kept: after.kept },
      completeness: after.failed ? "source failed" : after.completeness,
      exitCode: code,
    };
    rows.push(row);
    if (!isUpdate) expect(row).toEqual(committed().find((one) => one.fault === fault));
  });

  test.skipIf(isUpdate)("every row that is committed is tried", () => {
    expect(committed().map((row) => row.fault)).toEqual(faults.map(([name]) => name));
  });
});

const config = `version: 1
sources:
  source:
    collector: command
    role: application
    run: [${JSON.stringify(process.execPath)}, program.mjs]
    secrets: {KEY: env:SECRET_KEY}
    timeLimit: PT2S
    outputLimit: 1
`;

function committed(): Row[] {
  const list: Row[] = JSON.parse(readFileSync(file, "utf8"));
  return list;
}
