import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CommandOptions } from "../../../src/collect/command/schema.ts";
import { failureOf } from "../files/collect-from.ts";
import { account, end, good, kind, runIn, runScript, start, writes } from "./collect-from.ts";

const stateOf = async (script: string, keys = "") => {
  const { source } = await runScript(script, { keys });
  const [first] = source.kinds;
  return {
    completeness: first?.completeness,
    ids: source.records.map(({ record }) => record.id),
    warnings: first?.warnings,
  };
};
const both = ["account:app/main/ana", "account:app/main/ben"];

describe("a program that keeps the contract", () => {
  test("its records, with ids made, references resolved and what follows from the rest", async () => {
    const { source } = await runScript(
      writes(
        start,
        account("ana", { loginMethods: ["sso", "password", "sso"] }),
        {
          type: "record",
          kind: "group",
          id: "o/p s",
          fields: { name: "Ops", kind: "team", membershipType: "assigned" },
        },
        {
          ...{ type: "record", kind: "membership", id: "1", tenant: "eu" },
          fields: {
            group: { ref: "group", id: "o/p s", tenant: "main" },
            member: { ref: "identity", id: "7", system: "idp" },
            source: "manual",
          },
        },
        { type: "kind", kind: "account", completeness: "asserted", fields: ["status"] },
        { type: "kind", kind: "group", completeness: "scoped", fields: [] },
        { type: "kind", kind: "membership", completeness: "full", fields: [] },
        { type: "used", kind: "account", id: "ana", lastLoginAt: "2026-11-20" },
        { type: "warning", kind: "group", text: "look\u001b[31m" },
        { type: "end", counts: { account: 1, group: 1, membership: 1 } },
      ),
    );
    expect(source.records.map(({ record }) => record)).toEqual([
      { id: "group:app/main/o/p%20s", name: "Ops", kind: "team", membershipType: "assigned" },
      {
        id: "membership:app/eu/1",
        group: "group:app/main/o/p%20s",
        member: "identity:idp/eu/7",
        memberType: "identity",
        source: "manual",
      },
      {
        ...{
          id: "account:app/main/ana",
          app: "app",
          kind: "human",
          status: "active",
          rawStatus: "active",
          userName: "ana",
        },
        loginMethods: ["password", "sso"],
      },
    ]);
    expect(source.kinds.map(({ completeness }) => completeness)).toEqual(["scoped", "full", "asserted"]);
    expect(source.kinds[0]?.warnings).toEqual(["group: look\u001b[31m"]);
    expect(source.tenants).toEqual(["eu", "main"]);
    expect(source.activity).toEqual([
      { kind: "account", activity: { id: "account:app/main/ana", lastLoginAt: "2026-11-20" } },
    ]);
  });

  test("the order of its lines changes nothing", async () => {
    const forwards = await runScript(writes(...good));
    const backwards = await runScript(writes(start, kind, account("ben"), account("ana"), end));
    const sorted = ({ source }: typeof forwards) => ({
      ...source,
      records: source.records.toSorted((a, b) => (a.record.id < b.record.id ? -1 : 1)),
    });
    expect(sorted(backwards)).toEqual(sorted(forwards));
  });
});

describe("what makes a kind partial, with all that was written kept", () => {
  const tail = (script: string) => `${writes(start, account("ana"), account("ben"), kind)}${script}`;
  test.each<[string, string, RegExp]>([
    ["no end line", tail(""), /stops without an end line/u],
    ["an exit code", `${writes(...good)}process.exitCode = 3;`, /ended with code 3/u],
    ["a signal", tail("process.stdout.end(() => process.kill(process.pid, 'SIGSEGV'));"), /ended by SIGSEGV/u],
    ["other counts", writes(...good.slice(0, -1), { type: "end", counts: { account: 3 } }), /end line counts 3/u],
    ["no counts", writes(...good.slice(0, -1), { type: "end", counts: {} }), /end line counts 0/u],
    ["another total", writes(...good.slice(0, 3), { ...kind, total: 9 }, end), /announces 9/u],
    ["no kind line", writes(start, account("ana"), account("ben"), end), /no kind line/u],
    ["two kind lines", writes(...good.slice(0, -1), kind, end), /two kind lines/u],
    [
      "its own word",
      writes(...good.slice(0, 3), { ...kind, completeness: "partial", reason: "page 3 is gone" }, end),
      /page 3 is gone/u,
    ],
    ["denied, and yet records", writes(...good.slice(0, 3), { ...kind, completeness: "denied" }, end), /refused/u],
    ["a line that is no JSON", writes(...good.slice(0, 3), "{oops", kind, end), /line 4: is no JSON/u],
    ["a line of another type", writes(...good.slice(0, 3), { type: "hello" }, kind, end), /line 4: type/u],
    ["a kind there is none of", writes(...good.slice(0, 3), { ...kind, kind: "cat" }, kind, end), /line 4: kind/u],
    ["lines after the end", writes(...good, account("eve")), /follow the end line.*line 6/u],
    ["a line that breaks off", tail('process.stdout.write(\'{"type":"end","cou\');'), /line 5: is no JSON/u],
    [
      "bytes that are no text",
      tail("process.stdout.write(Buffer.from([0xff, 0xfe, 10]));"),
      /cannot be read to its end/u,
    ],
    ["a line over 8 MiB", tail('process.stdout.write("x".repeat(9 << 20));'), /cannot be read to its end/u],
    [
      "a record without what it needs",
      writes(start, account("ana"), account("ben"), { ...account("eve"), fields: {} }, kind, end),
      /left out/u,
    ],
    [
      "two records of one id",
      writes(start, account("ana"), account("ben"), account("ben", { userName: "x" }), kind, end),
      /one id/u,
    ],
  ])("%s", async (_name, script, warning) => {
    const { completeness, ids, warnings } = await stateOf(script);
    expect(completeness).toBe("partial");
    expect(ids).toEqual(both);
    expect(warnings?.join("\n")).toMatch(warning);
  });

  test("its time has run out, and what it started has ended with it", async () => {
    const script = `import { spawn } from "node:child_process";
      import { writeFileSync } from "node:fs";
      ${writes(start, account("ana"), account("ben"), kind)}
      const late = spawn(process.execPath, ["-e", "setTimeout(() => require('fs').writeFileSync('late', ''), 1500)"]);
      setTimeout(() => {}, 60_000);`;
    const { source, folder } = await runScript(script, { keys: "    timeLimit: PT1S\n" });
    expect(source.kinds[0]?.completeness).toBe("partial");
    expect(source.kinds[0]?.warnings.join()).toContain("was ended after 1 s");
    await new Promise((done) => setTimeout(done, 900));
    expect(existsSync(join(folder, "late"))).toBe(false);
  });

  test("it writes without end", async () => {
    const script = `${writes(start, account("ana"), account("ben"), kind)}
      const more = () => process.stdout.write(${JSON.stringify(`${JSON.stringify({ type: "warning", kind: "account", text: "x".repeat(4000) })}\n`)}.repeat(64), more);
      more();`;
    const { completeness, ids, warnings } = await stateOf(script, "    outputLimit: 2\n");
    expect({ completeness, ids }).toEqual({ completeness: "partial", ids: both });
    expect(warnings?.join("\n")).toContain("after it had written 2 MiB");
  });

  test("it writes more than it may, and ends well", async () => {
    const blank = 'process.stdout.write((" ".repeat(4095) + "\\n").repeat(1024));';
    const script = `${writes(start, account("ana"), account("ben"), kind)}${blank}${writes(end)}`;
    expect(await stateOf(script, "    outputLimit: 9\n")).toMatchObject({ completeness: "full", ids: both });
    expect(await stateOf(script, "    outputLimit: 2\n")).toMatchObject({ completeness: "partial", ids: both });
  });

  test("refused and nothing there: denied", async () => {
    const denied = { type: "kind", kind: "account", completeness: "denied", fields: [], reason: "no right" };
    expect(await stateOf(writes(start, denied, { type: "end", counts: {} }))).toEqual({
      ...{ completeness: "denied", ids: [], warnings: ["account: no right"] },
    });
  });
});

describe("what makes the source fail", () => {
  test.each<[string, string, RegExp]>([
    ["a start line that is missing", writes(account("ana")), /command-output .*does not begin with a start line/u],
    ["text", "console.log('Loading …');", /command-output .*is no JSON/u],
    ["a later version", writes({ type: "start", version: 2 }), /command-output .*speaks version 2/u],
    ["nothing at all", "", /no text|empty|command-failed/u],
    [
      "an exit code and nothing told",
      `${writes(start)}process.exitCode = 1;`,
      /command-failed .*code 1, and has told nothing/u,
    ],
  ])("%s", async (_name, script, message) => {
    expect((await failureOf(runScript(script))).join("\n")).toMatch(message);
  });

  test("no such program, and one that may not be started", async () => {
    expect(await failureOf(runIn("/", "    run: [no-such-program-anywhere]\n"))).toEqual([
      expect.stringContaining("command-failed : no-such-program-anywhere cannot be started (ENOENT)"),
    ]);
    expect(await failureOf(runIn(import.meta.dirname, "    run: [./command.test.ts]\n"))).toEqual([
      expect.stringContaining("(EACCES)"),
    ]);
  });
});

describe("its surroundings", () => {
  test("no shell, a clean environment, and the config's folder", async () => {
    const script = `import { writeFileSync } from "node:fs";
      writeFileSync("seen.json", JSON.stringify({ env: process.env, argv: process.argv.slice(2) }));
      ${writes(...good)}`;
    const env = {
      PATH: "/usr/bin",
      HOME: "/h",
      LANG: "C.UTF-8",
      TOKEN_HERE: "s3cret-token-77",
      GITHUB_TOKEN: "ghs",
      X: "y",
    };
    const run = `["$HOME; rm -rf *", "*", "a b"]`;
    const { folder } = await runScript(script, {
      env,
      keys: "    secrets: {API_TOKEN: env:TOKEN_HERE}\n    set: {REGION: eu}\n",
    });
    expect(JSON.parse(readFileSync(join(folder, "seen.json"), "utf8")).env).toEqual({
      ...{ PATH: "/usr/bin", HOME: "/h", LANG: "C.UTF-8", API_TOKEN: "s3cret-token-77", REGION: "eu" },
    });
    const keys = `    run: [${JSON.stringify(process.execPath)}, program.mjs, ${run.slice(1, -1)}]\n`;
    await runIn(folder, keys, env);
    expect(JSON.parse(readFileSync(join(folder, "seen.json"), "utf8")).argv).toEqual(JSON.parse(run));
  });

  test("what it says is passed on line by line, without secrets, up to a limit", async () => {
    const script = `process.stderr.write("token s3cret-token-77\\nbase " + Buffer.from("s3cret-token-77").toString("base64") + "\\n");
      process.stderr.write("z".repeat(200_000) + "\\nmore\\n".repeat(3));
      ${writes(...good)}`;
    const { told } = await runScript(script, { env: { T: "s3cret-token-77" }, keys: "    secrets: {T: env:T}\n" });
    expect(told.slice(0, 2)).toEqual(["token [secret]", "base [secret]"]);
    expect(told.join("").length).toBeLessThan(1 << 17);
    expect(told.at(-1)).toContain("more than is passed on");
  });

  test("a secret that is missing is an error before anything runs", async () => {
    const run = runScript(writes(...good), { keys: "    secrets: {T: env:NOT_SET}\n" });
    expect(await failureOf(run)).toEqual([expect.stringContaining("collect/secret-missing")]);
  });

  test.each<[string, object, RegExp]>([
    ["a secret as an argument", { run: ["x", "--api-token=abc"] }, /list of processes/u],
    ["a secret itself", { run: ["x"], secrets: { T: "hunter2" } }, /env:NAME or file:PATH/u],
    ["a secret as text", { run: ["x"], set: { API_KEY: "abc" } }, /looks like a secret/u],
    ["no program", { run: [""] }, /needs a program/u],
    ["one name twice", { run: ["x"], set: { A: "b" }, secrets: { A: "env:B" } }, /in `secrets` too/u],
  ])("%s is refused in the config", (_name, options, message) => {
    const result = CommandOptions.safeParse(options);
    expect(JSON.stringify(result.error?.issues)).toMatch(message);
    expect(JSON.stringify(result.error?.issues)).not.toMatch(/hunter2|"abc/u);
  });
});
