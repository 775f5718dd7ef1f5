import { execFileSync } from "node:child_process";
import { appendFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { Command } from "commander";
import { beforeEach, describe, expect, test } from "vitest";
import { createShell } from "../../../src/commands/shell.ts";
import { describeSnapshot } from "../../../src/commands/snapshot/index.ts";
import { account, at, freshFolder, invented, newState, oldState, writePlain } from "../../snapshot/invented.ts";

let cwd: string;
beforeEach(async () => {
  const dir = await freshFolder();
  cwd = dirname(dir);
  await writePlain(dir, [invented(oldState)], at(1));
});

const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], { cwd, stdio: "pipe" });

async function run(...args: string[]) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  let code: number | undefined;
  const program = new Command().option("--log-format <format>", "", "text").option("--no-color").exitOverride();
  describeSnapshot(
    program,
    createShell({ cwd, env: process.env, stdin, stdout, stderr, now: new Date(0) }, (finished) => {
      code = finished;
    }),
  );
  await program.parseAsync(["snapshot", ...args], { from: "user" });
  stdout.end();
  stderr.end();
  return { code, out: await text(stdout), err: await text(stderr) };
}

describe("snapshot verify", () => {
  test("says that a snapshot is whole", async () => {
    const { code, out, err } = await run("verify");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^snapshots is whole: 6 files, 4 records, digest [0-9a-f]{64}\.\n$/);
  });

  test("ends with 2 where a file was altered, with file and line from the working directory", async () => {
    await appendFile(join(cwd, "snapshots/forge/account.ndjson"), '{"id":"\u001b[2Jx"}\n');
    const { code, out, err } = await run("verify", "snapshots");
    expect(code).toBe(2);
    expect(out).toContain("snapshots is not whole");
    expect(err).toMatch(/^snapshots\/forge\/account\.ndjson: .*\[snapshot\/altered\]/m);
    expect(err).toMatch(/^snapshots\/forge\/account\.ndjson:3:/m);
    expect(err).not.toContain("\u001b");
  });

  test("ends with 2 where there is none", async () => {
    await rm(join(cwd, "snapshots"), { recursive: true });
    expect(await run("verify")).toMatchObject({ code: 2, err: expect.stringContaining("entitlint collect") });
  });
});

describe("snapshot show", () => {
  test("shows what was read, a kind, and one record with its history", async () => {
    await writePlain(join(cwd, "snapshots"), [invented(newState)], at(2));
    const summary = await run("show");
    expect(summary.code).toBe(0);
    expect(summary.out).toMatch(/forge +account +2 +full +2026-01-01T06:00:00Z\n/);
    expect((await run("show", "--kind", "account")).out).toBe(
      "account:forge/acme/adam  disabled  adam\naccount:forge/acme/new   active    new\n",
    );
    const { id } = account("adam").record;
    expect((await run("show", "--id", id)).out).toMatch(
      /adam \(forge\/account\.ndjson:1\)\nrecord:\n.*history:\n.*"was"/s,
    );
    expect(JSON.parse((await run("show", "--id", id, "--format", "json")).out)).toMatchObject({
      version: 1,
      record: { status: "disabled" },
    });
    expect((await run("show", "--id", account("zoe").record.id)).out).toContain("not there any more");
  });

  test.each([[["--system", "nope"]], [["--kind", "nope"]], [["--id", "account:forge/acme/nobody"]]])(
    "ends with 3 for %j",
    async (args) => {
      expect(await run("show", ...args)).toMatchObject({
        code: 3,
        err: expect.stringContaining("snapshot/unknown-record"),
      });
    },
  );
});

describe("snapshot diff", () => {
  beforeEach(async () => {
    git("init", "-q");
    git("add", "-A");
    git("commit", "-qm", "first");
    await writePlain(join(cwd, "snapshots"), [invented(newState)], at(2));
  });

  test("compares a revision with a folder, in every format", async () => {
    const { code, out } = await run("diff", "HEAD", "snapshots");
    expect(code).toBe(0);
    expect(out).toMatch(/^HEAD:snapshots -> snapshots\n\nforge account: 1 added, 1 removed, 1 changed\n/);
    expect((await run("diff", "HEAD:snapshots/", "snapshots", "--format", "markdown")).out).toContain(
      "| added | `account:forge/acme/new` |",
    );
    expect(JSON.parse((await run("diff", "HEAD", "snapshots", "--format", "json")).out)).toMatchObject({
      version: 1,
      different: true,
    });
  });

  test("ends with 1 only where it was asked to and something differs", async () => {
    expect((await run("diff", "HEAD", "snapshots", "--exit-code")).code).toBe(1);
    expect((await run("diff", "HEAD", "HEAD", "--exit-code")).code).toBe(0);
  });

  test("says what is neither a folder nor a revision", async () => {
    expect(await run("diff", "nothing-here", "snapshots")).toMatchObject({
      code: 3,
      err: expect.stringContaining("neither a folder nor a revision"),
    });
    expect(await run("diff", "", "snapshots")).toMatchObject({
      code: 3,
      err: expect.stringContaining("the name of a snapshot is empty [usage/invalid]"),
    });
    expect(await run("diff", "HEAD:elsewhere", "snapshots")).toMatchObject({
      code: 2,
      err: expect.stringContaining("snapshot/none"),
    });
  });
});
