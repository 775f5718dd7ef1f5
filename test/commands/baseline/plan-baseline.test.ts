// @module-tag long
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { entryLines } from "../../../src/commands/baseline/entry-lines.ts";
import { type EntriesChange, planEntries } from "../../../src/commands/decisions/write-entries.ts";
import type { LoadedConfig } from "../../../src/config/load-config.ts";
import { matcher } from "../../../src/repository/walk.ts";

const path = "access/baseline.yaml";
const made = (number: number) => ({
  fingerprint: createHash("sha256").update(String(number)).digest("hex"),
  ...{ rule: "orphan-account", reason: "unmatched", app: "crm" },
  ...{ title: "Access of nobody", severity: "high" as const, object: `grant:crm/acme/${number}` },
});
const entries = (count: number, from = 0, owner = "group:okta/platform") =>
  entryLines(
    Array.from({ length: count }, (_, at) => made(from + at)),
    { owner, until: "2027-03-31" },
  );
const file = (lines: readonly string[]) => `# The debts of the beginning.\n${lines.join("\n")}\n`;

async function planned(text: string, change: EntriesChange): Promise<string> {
  const tree = {
    name: "made up",
    list: (globs: readonly string[]) => Promise.resolve([path].filter(matcher(globs))),
    read: (asked: string) => Promise.resolve(asked === path ? Buffer.from(text) : undefined),
    modifiedAt: () => Promise.resolve(undefined),
  };
  const loaded = { tree, config: { access: "access" } } as unknown as LoadedConfig;
  return Buffer.from((await planEntries("baseline", loaded, change))?.after ?? []).toString();
}

test("an entry that is written anew stays where it is, with the comments above and behind it", async () => {
  const lines = entries(3).map(({ line }) => line);
  lines.splice(1, 1, "# ask Ana first", `${lines[1]} # until she is back`);
  const [, entry] = entries(3, 0, "person:ana@example.com");
  if (!entry) throw new Error("no entry");
  const after = await planned(file(lines), { add: [entry], remove: new Set([entry.fingerprint]) });
  lines.splice(2, 1, `${entry.line} # until she is back`);
  expect(after).toBe(file(lines));
});

test("a file that is not sorted takes a line before the first entry that is greater", async () => {
  const lines = entries(3).map(({ line }) => line);
  const shuffled = [lines[2] ?? "", lines[0] ?? "", lines[1] ?? ""];
  const low = { fingerprint: "0".repeat(64), line: (lines[0] ?? "").replace(/[0-9a-f]{64}/, "0".repeat(64)) };
  expect(await planned(file(shuffled), { add: [low], remove: new Set() })).toBe(file([low.line, ...shuffled]));
});

test("a baseline of four times the entries takes about four times as long", async () => {
  const timeOf = async (count: number) => {
    const text = file(entries(count).map(({ line }) => line));
    const change = { add: entries(count, count), remove: new Set<string>() };
    const times: number[] = [];
    for (let run = 0; run < 3; run++) {
      const from = performance.now();
      expect((await planned(text, change)).split("\n")).toHaveLength(2 * count + 2);
      times.push(performance.now() - from);
    }
    return Math.min(...times);
  };
  await timeOf(100);
  const few = await timeOf(750);
  expect((await timeOf(3000)) / few).toBeLessThan(9);
}, 60_000);
