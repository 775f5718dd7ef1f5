import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CommandContext } from "../../src/commands/context.ts";
import { openDesk } from "../../src/commands/triage/desk.ts";

const root = resolve(import.meta.dirname, "../..");
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "entitlint-desk-"));
  cpSync(join(root, "examples/acme"), folder, { recursive: true });
  cpSync(join(root, "snapshots"), join(folder, "snapshots"), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("judging again goes by the time it is then: what was fresh when the screen was opened is not for ever", async () => {
  const context = {
    ...{ cwd: folder, env: process.env, now: new Date("2026-11-09T23:40:00Z"), isTerminal: false, colour: false },
    ...{ columns: 80, log: { info() {}, warn() {}, error() {}, debug() {} } },
  } as unknown as CommandContext;
  let now = context.now;
  const facts = { take: () => {}, of: () => Promise.resolve("none") };
  const desk = openDesk({ group: "none", sort: "severity" }, context, {
    folder,
    root: folder,
    facts,
    clock: () => now,
  });
  const crmIsStale = async () =>
    (await desk.judge()).report.obstacles.some(({ code, source }) => code === "source-stale" && source === "crm");
  expect(await crmIsStale()).toBe(false);
  now = new Date("2026-11-20T08:00:00Z");
  expect(await crmIsStale()).toBe(true);
  expect((await desk.judge()).ground.today).toBe("2026-11-20");
}, 60_000);
