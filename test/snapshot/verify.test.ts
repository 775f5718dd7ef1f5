import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { canonicalPretty } from "../../src/canonical.ts";
import { problemLine } from "../../src/errors.ts";
import { sha256 } from "../../src/snapshot/digest.ts";
import { openSnapshot } from "../../src/snapshot/open.ts";
import { parseRecords } from "../../src/snapshot/parse-records.ts";
import { verifySnapshot } from "../../src/snapshot/verify.ts";
import { account, at, entitlement, freshFolder, grant, invented, oldState, writePlain } from "./invented.ts";

const line = (name: string) => {
  const { id } = account(name).record;
  return `{"app":"forge","id":"${id}","kind":"human","rawStatus":"A","status":"active"}`;
};

function problemsOf(bytes: string | Buffer, path = "forge/account.ndjson"): string[] {
  const problems: string[] = [];
  const file = { path, bytes: Buffer.from(bytes) };
  const good = [...parseRecords(file, "account", (problem) => problems.push(problemLine(problem)))];
  return [...problems, `${good.length} good`];
}

describe("parseRecords", () => {
  test.each<[string, string | Buffer, (string | RegExp)[]]>([
    ["good lines", `${line("a")}\n${line("b")}\n`, ["1", "2"].slice(2)],
    ["nothing", "", [/ndjson: the file is empty/]],
    [
      "a cut-off last line",
      `${line("a")}\n${line("b").slice(0, 40)}`,
      [/ndjson:2: .*cut off/, /ndjson:2:\d+: not valid JSON/],
    ],
    ["a last line without its end", line("a"), [/ndjson:1: .*cut off/]],
    ["a byte order mark", `\ufeff${line("a")}\n`, [/ndjson:1: .*byte order mark/]],
    ["UTF-16", Buffer.from(`\ufeff${line("a")}\n`, "utf16le"), [/ndjson:1: .*UTF-16/]],
    [
      "Latin-1",
      Buffer.from(`${line("a")}\n${line("b").replace("human", "hüman")}\n`, "latin1"),
      [/ndjson:2:\d+: .*not valid UTF-8/],
    ],
    ["a duplicate key", `${line("a").replace('"app"', '"app":"forge","app"')}\n`, [/ndjson:1:16: .*app/]],
    ["a duplicate id", `${line("a")}\n${line("a")}\n`, [/ndjson:2 account:forge\/acme\/a: a second line/]],
    ["the wrong order", `${line("b")}\n${line("a")}\n`, [/ndjson:2 .*stands after/]],
    [
      "keys in the wrong order",
      `${line("a").replace('"app":"forge",', "").replace("}", ',"app":"forge"}')}\n`,
      [/ndjson:1: .*canonical/],
    ],
    ["white space", `${line("a")} \n`, [/ndjson:1: .*canonical/]],
    ["carriage returns", `${line("a")}\r\n`, [/ndjson:1: .*carriage return/]],
    ["an empty line", `${line("a")}\n\n${line("b")}\n`, [/ndjson:2: the line is empty/]],
    ["a value of the wrong type", `${line("a").replace('"A"', "7")}\n`, [/ndjson:1:\d+: rawStatus/]],
    ["a field no record has", `${line("a").replace('"app"', '"apb":1,"app"')}\n`, [/ndjson:1:2: .*apb/]],
    ["null", `${line("a").replace('"A"', "null")}\n`, [/ndjson:1:\d+: rawStatus/]],
    ["no object", "[]\n7\n", [/ndjson:1:1/, /ndjson:2:1/]],
    ["a record of another system", `${line("a").replace("account:forge", "account:other")}\n`, [/does not belong/]],
    ["brackets without end", `${"[".repeat(100_000)}\n`, [/ndjson:1:\d+: .*nested/]],
  ])("reads %s", (_, bytes, wanted) => {
    const found = problemsOf(bytes);
    expect(found).toHaveLength(wanted.length + 1);
    for (const [index, want] of wanted.entries()) expect(found[index]).toMatch(want);
  });

  test("reads on after a bad line", () => {
    expect(problemsOf(`${line("a")}\n{"id":\n${line("c")}\n`).at(-1)).toBe("2 good");
  });

  test("refuses a line beyond 8 MiB without parsing it", () => {
    const long = line("a").replace("active", "x".repeat(8 << 20));
    expect(problemsOf(`${long}\n${line("b")}\n`)).toEqual([
      expect.stringMatching(/ndjson:1: .*record-too-large/),
      "1 good",
    ]);
  });

  test("tells of a record in the wrong shard", () => {
    const shard = sha256(account("a").record.id).slice(0, 2);
    expect(problemsOf(`${line("a")}\n`, `forge/account/${shard}.ndjson`)).toEqual(["1 good"]);
    expect(problemsOf(`${line("a")}\n`, `forge/account/${shard === "00" ? "01" : "00"}.ndjson`)[0]).toMatch(/belong/);
  });
});

describe("verifySnapshot", () => {
  let dir: string;
  beforeEach(async () => {
    dir = await freshFolder();
    await writePlain(dir, [invented(oldState)], at(1));
  });
  const verified = async () => verifySnapshot(await openSnapshot(dir));

  test("finds nothing in what was just written", async () => {
    expect(await verified()).toEqual({ files: 6, records: 4, problems: [], warnings: [] });
  });

  test("finds a bad line even where somebody made the manifest agree with it", async () => {
    const path = "forge/account.ndjson";
    const text = `${await readFile(join(dir, path), "utf8")}{"id":"account:forge/acme/zz"}\n`;
    const { manifest } = await openSnapshot(dir);
    await writeFile(join(dir, path), text);
    await writeFile(
      join(dir, "manifest.json"),
      canonicalPretty({ ...manifest, files: { ...manifest.files, [path]: sha256(text) } }),
    );
    const { problems } = await verified();
    expect(problems.map(problemLine)).toContainEqual(
      expect.stringMatching(/^forge\/account\.ndjson:3:1: status is missing/),
    );
  });

  test("finds a wrong count and an edited manifest", async () => {
    const path = join(dir, "manifest.json");
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replace('"count": 2', '"count": 3').replace('"runId"', ' "runId"'));
    expect((await verified()).problems.map(({ code }) => code)).toEqual([
      "snapshot/count",
      "snapshot/manifest-invalid",
    ]);
  });

  test("warns of references that lead nowhere, once for each field and kind", async () => {
    const loose = ["a", "b", "c"].map((name) => grant(name, "admin"));
    await writePlain(dir, [invented([account("a"), entitlement("other"), ...loose])], at(2));
    const { problems, warnings } = await verified();
    expect(problems).toEqual([]);
    expect(warnings.map(problemLine)).toEqual([
      expect.stringMatching(/grant\.ndjson:1 .*`entitlement` refers to .*admin.*and 2 more/),
      expect.stringMatching(/grant\.ndjson:2 .*`principal` refers to account:forge\/acme\/b.*and 1 more/),
    ]);
  });
});
