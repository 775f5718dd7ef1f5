import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/load-config.ts";
import type { Problem } from "../../src/errors.ts";
import type { AnyRecord } from "../../src/model/record.ts";
import { recordKinds } from "../../src/model/record-id.ts";
import { openSnapshot } from "../../src/snapshot/open.ts";
import { parseRecords } from "../../src/snapshot/parse-records.ts";
import { runsOf } from "../everything.ts";
import { emptyFolder, write } from "../repository/make-repository.ts";
import { runHere } from "./run-here.ts";

const hr = `Employee No;Full Name;Work E-Mail;Employment Status;Hire Date;Termination Date;Manager ID
0007;Ana Example;ana@example.com;Active;2020-01-01;;
0008;Li Example;li@example.com;On Leave;2021-01-01;;0007
0009;"Example; Dana";dana@example.com;Terminated;2021-01-01;2026-10-31;0007
0010;Bo Example;bo@example.com;Ruhend;2021-01-01;2027-01-31;0007
`;
const crm = `id,login,email,state,roles,created_at
1,ana,ana@example.com,enabled,admin|user,2020-02-01T10:00:00Z
2,dana,dana@example.com,enabled,user,2021-02-01T10:00:00Z
3,svc-x,,disabled,,2021-02-01T10:00:00Z
`;
const specs = [
  "--system",
  "hr=authoritative-identity:exports/hr-2026-11-20.csv",
  "--system",
  "crm=application:./exports/crm.csv",
];

/** An export made an hour before now. */
function exported(folder: string, path: string, text: string): void {
  write(folder, path, text);
  const made = new Date("2026-11-22T07:00:00Z");
  utimesSync(join(folder, path), made, made);
}

function folderWithExports(): string {
  const folder = emptyFolder();
  exported(folder, "exports/hr-2026-11-20.csv", hr);
  exported(folder, "exports/crm.csv", crm);
  return folder;
}

/** The records of one system, read by `entitlint collect` with the config that init wrote. */
async function collected(folder: string, system: string): Promise<AnyRecord[]> {
  const { code, stderr } = await runHere(folder, ["collect"]);
  expect(code, stderr).toBe(0);
  const snapshot = await openSnapshot(join(folder, "snapshots"));
  expect(snapshot.problems).toEqual([]);
  const problems: Problem[] = [];
  const read = recordKinds.flatMap((kind) =>
    snapshot.files(system, kind).flatMap((file) => [...parseRecords(file, kind, (one) => problems.push(one))]),
  );
  expect(problems).toEqual([]);
  return read.map(({ value }) => value);
}

describe("init with two exports", () => {
  const folder = folderWithExports();

  test("writes files that load without a problem, and says what to do next", async () => {
    const { code, stdout, stderr } = await runHere(folder, [
      "init",
      "--yes",
      "--owner",
      "person:ana@example.com",
      ...specs,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("access/apps/crm.yaml");
    expect(stdout).toContain("  entitlint collect\n");
    expect((await runHere(folder, ["access", "lint"])).code).toBe(2);
    expect((await runHere(folder, ["access", "lint", "--no-snapshot"])).code).toBe(0);
    for (const file of [
      "entitlint.yaml",
      "access/apps/crm.yaml",
      "access/links.yaml",
      "access/identities/machines.yaml",
    ]) {
      expect(readFileSync(join(folder, file), "utf8")).toMatch(/^# yaml-language-server: \$schema=/);
    }
  });

  test("what it wrote reads the exports", async () => {
    expect(await collected(folder, "hr")).toEqual([
      expect.objectContaining({ id: "identity:hr/main/0007", kind: "human", status: "active", employeeId: "0007" }),
      expect.objectContaining({ id: "identity:hr/main/0008", status: "leave", managerId: "identity:hr/main/0007" }),
      expect.objectContaining({ id: "identity:hr/main/0009", status: "terminated", displayName: "Example; Dana" }),
      expect.objectContaining({ id: "identity:hr/main/0010", status: "unknown", rawStatus: "Ruhend" }),
    ]);
    const ids = (await collected(folder, "crm")).map(({ id }) => id);
    expect(ids.toSorted()).toEqual([
      "account:crm/main/1",
      "account:crm/main/2",
      "account:crm/main/3",
      "entitlement:crm/main/admin",
      "entitlement:crm/main/user",
      "grant:crm/main/1/admin",
      "grant:crm/main/1/user",
      "grant:crm/main/2/user",
    ]);
    const { manifest } = await openSnapshot(join(folder, "snapshots"));
    expect(manifest.sources.hr?.kinds.identity?.observedAt).toBe("2026-11-20T00:00:00Z");
  });

  test("and its owner is found among the people", async () => {
    const { code, stdout, stderr } = await runHere(folder, ["access", "lint"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe("No problems: 1 application, 1 reference.\n");
  });

  test("proposes how fresh the exports have to be, and leaves the least count to people, with a number and a reason", async () => {
    const { config } = await loadConfig({ cwd: folder });
    const week = { schedule: "daily", max: 7 * 86_400 };
    expect(config.sources.map(({ key, freshness }) => [key, freshness])).toEqual([
      ["crm", week],
      ["hr", week],
    ]);
    const text = readFileSync(join(folder, "entitlint.yaml"), "utf8");
    expect(text).toMatch(/# An export that was cut off .* This one has 4 rows, [^\n]*\n.*\n +# expect: \{ min: 3 \}\n/);
    const before = await runHere(folder, ["check", "--as-of", "2026-11-22"]);
    expect(before.stdout + before.stderr).not.toContain("counted as fresh");
  });

  test("reads the end dates of people, of which the collector stores none that lies ahead", async () => {
    const text = readFileSync(join(folder, "entitlint.yaml"), "utf8");
    expect(text).toMatch(
      /\n +endDate: Termination Date # dates ahead are not stored, but for contractors: see `futureEndDates`\n/,
    );
    expect((await collected(folder, "hr")).map((record) => "endDate" in record && record.endDate)).toEqual([
      false,
      false,
      "2026-10-31",
      false,
    ]);
  });

  test("a second time writes nothing, and names every file in the way", async () => {
    const before = readFileSync(join(folder, "entitlint.yaml"), "utf8");
    const { code, stderr } = await runHere(folder, ["init", "--yes"]);
    expect(code).toBe(3);
    expect(stderr.match(/init\/file-exists/g)).toHaveLength(3);
    expect(readFileSync(join(folder, "entitlint.yaml"), "utf8")).toBe(before);
  });

  test("with --force replaces them, and adds to .gitattributes once", async () => {
    expect((await runHere(folder, ["init", "--yes", "--force", ...specs])).code).toBe(0);
    expect(readFileSync(join(folder, ".gitattributes"), "utf8")).toBe(
      "snapshots/** -text\nsnapshots.suspect/** -text\n",
    );
    expect(readFileSync(join(folder, ".gitignore"), "utf8")).toBe(
      ".snapshots.commit/\n.snapshots.suspect.commit/\n.snapshots.suspect.discarded/\n",
    );
    expect(readFileSync(join(folder, "access/apps/crm.yaml"), "utf8")).toContain("# Nobody answers for crm yet");
    expect((await runHere(folder, ["access", "lint"])).code).toBe(0);
  });
});

test("init keeps what stands in .gitattributes", async () => {
  const folder = emptyFolder();
  write(folder, ".gitattributes", "*.png binary");
  expect((await runHere(folder, ["init", "--yes"])).code).toBe(0);
  expect(readFileSync(join(folder, ".gitattributes"), "utf8")).toBe(
    "*.png binary\nsnapshots/** -text\nsnapshots.suspect/** -text\n",
  );
  expect((await runHere(folder, ["access", "lint"])).code).toBe(0);
});

test("an export with a row for each role of an account is one record per account", async () => {
  const folder = emptyFolder();
  exported(folder, "roles.csv", "login,role\nana,admin\nana,user\nbo,user\n");
  await runHere(folder, ["init", "--yes", "--system", "crm=application:roles.csv"]);
  const ids = (await collected(folder, "crm")).map(({ id }) => id);
  expect(ids.filter((id) => id.startsWith("account:"))).toEqual(["account:crm/main/ana", "account:crm/main/bo"]);
  expect(ids.filter((id) => id.startsWith("grant:"))).toHaveLength(3);
});

describe("an export with broken quoting", () => {
  const init = async (files: Readonly<Record<string, string>>) => {
    const folder = emptyFolder();
    for (const [path, text] of Object.entries(files)) write(folder, path, text);
    const specs = Object.keys(files).flatMap((path) => ["--system", `${path.replace(".csv", "")}=application:${path}`]);
    const config = () => readFileSync(join(folder, "entitlint.yaml"), "utf8");
    return { ...(await runHere(folder, ["init", "--yes", ...specs])), config, folder };
  };
  const row = (number: number) => `u${number},"text, and\nmore of it ${"x".repeat(80)}"\n`;
  const rows = (count: number) => Array.from({ length: count }, (_, index) => row(index)).join("");

  test("is refused with its line, every export at once, and nothing is written", async () => {
    const { code, stderr, folder } = await init({
      "head.csv": 'login,"na"me\n1,2\n',
      "middle.csv": 'login,name\nana,Ana\nbo,B"o"\n',
      "end.csv": 'login,name\nana,Ana\nbo,"Bo\n',
      "late.csv": `login,name\n${"ana,Ana\n".repeat(3000)}bo,B"o"\n`,
    });
    expect(code).toBe(3);
    expect(stderr.trim().split("\n")).toEqual([
      expect.stringMatching(/^head.csv:1:1: .*out of place \[collect\/bad-csv\] Put the whole cell/),
      expect.stringMatching(/^middle.csv:3:1: .*out of place \[collect\/bad-csv\]/),
      expect.stringMatching(/^end.csv:3:1: .*never closed.* \[collect\/bad-csv\] Export it again/),
      expect.stringMatching(/^late.csv:3002:1: .*out of place \[collect\/bad-csv\]/),
    ]);
    expect(existsSync(join(folder, "entitlint.yaml"))).toBe(false);
  });

  test("is no matter where only the sample ends within a cell", async () => {
    const { code, stderr, config } = await init({ "long.csv": `login,note\n${rows(15_000)}` });
    expect([code, stderr]).toEqual([0, ""]);
    expect(config()).not.toContain("# Look at the export");
    expect(config()).toMatch(/has more than \d{4,5} rows/);
  });

  test("is noted in the config where it begins long before the sample ends and may be right after all", async () => {
    const { code, config } = await init({
      "open.csv": `login,note\n${rows(5)}bo,"never closed\n${"y,y\n".repeat(400_000)}`,
    });
    expect(code).toBe(0);
    expect(config()).toContain(
      "# Look at the export: the row that begins at line 12 has a quote that is long not closed.",
    );
  });
});

test("whatever the columns and cells are called, the config loads", async () => {
  const cell = fc.string({ unit: "binary", maxLength: 8 }).map((text) => text.toWellFormed().replaceAll("\0", ""));
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(cell, { maxLength: 4 }),
      fc.array(cell, { maxLength: 4 }),
      async (columns, statuses) => {
        const folder = emptyFolder();
        const rows = statuses.map((status, index) => [String(index), status, status, status, `${status}9999`]);
        const header = ["login", "status", "role", "Created On", "Hire Date", ...columns.map((column) => `${column}!`)];
        write(folder, "x.csv", [header, ...rows].map((row) => row.map(quoted).join(",")).join("\r\n"));
        const specs = ["--system", "crm=application:x.csv", "--system", "hr=authoritative-identity:x.csv"];
        const ran = await runHere(folder, ["init", "--yes", ...specs]);
        // In braces: what expect() gives back would be taken for the property's answer.
        if (ran.code !== 0) {
          expect(ran.stderr).toContain("init/no-header");
          return;
        }
        await expect(loadConfig({ cwd: folder })).resolves.toMatchObject({
          config: { sources: [{ key: "crm" }, { key: "hr" }] },
        });
      },
    ),
    { ...runsOf(60), examples: [[["", "\t"], []]] },
  );
});

describe("init refuses, with every reason at once and nothing written,", () => {
  test.each([
    [["--system", "hr"], /not written name=role:file/],
    [["--system", "HR=application:a.csv"], /no system name/],
    [["--system", "hr=boss:a.csv"], /no role/],
    [["--system", "hr=event-log:a.csv"], /mapped by hand/],
    [["--system", "hr=application:../a.csv"], /below the config's folder/],
    [["--system", "hr=application:a*.csv"], /characters that a mapping gives a meaning to/],
    [["--system", "hr=application:none.csv"], /none.csv.*input\/unreadable/],
    [["--system", "hr=application:."], /input\/unreadable/],
    [["--system", "hr=application:empty.csv"], /empty.csv:1:1: .*init\/no-header/],
    [["--system", "hr=application:colours.csv"], /colours.csv:1:1: .*\(red, green\).*init\/no-header/],
    [["--system", "hr=application:twice.csv"], /two columns "id".*init\/no-header/],
    [["--system", "hr=application:latin.csv"], /latin.csv:1:1: .*input\/not-utf8/],
    [["--system", "a=application:ok.csv", "--system", "a=application:ok.csv"], /given twice/],
    [["--owner", "app:crm"], /access\/bad-reference/],
    [["--system", "x", "--system", "y", "--owner", "z"], /--system x[\s\S]*--system y[\s\S]*--owner z/],
  ])("%j", async (args, told) => {
    const folder = emptyFolder();
    write(folder, "empty.csv", "");
    write(folder, "colours.csv", "red,green\n1,2\n");
    write(folder, "twice.csv", "id,id\n1,2\n");
    write(folder, "latin.csv", Buffer.from("id,name\n1,M\xfcller\n", "latin1"));
    write(folder, "ok.csv", "id\n1\n");
    const before = readdirSync(folder);
    const { code, stderr } = await runHere(folder, ["init", "--yes", ...args]);
    expect(code).toBe(3);
    expect(stderr).toMatch(told);
    expect(readdirSync(folder)).toEqual(before);
  });

  test.skipIf(process.platform === "win32")("a pipe, which would be waited for", async () => {
    const folder = emptyFolder();
    execFileSync("mkfifo", [join(folder, "pipe.csv")]);
    const { code, stderr } = await runHere(folder, ["init", "--yes", "--system", "hr=application:pipe.csv"]);
    expect([code, stderr]).toEqual([3, expect.stringMatching(/^pipe.csv: .*not a regular file \[input\/unreadable\]/)]);
  });

  test("without a terminal and without --yes", async () => {
    const folder = emptyFolder();
    const { code, stderr } = await runHere(folder, ["init"]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/usage\/invalid.*--yes/);
    expect(existsSync(join(folder, "entitlint.yaml"))).toBe(false);
  });
});
