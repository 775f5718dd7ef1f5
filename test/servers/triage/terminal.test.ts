import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type AcmeRepository, acmeRepository, asOf, cli } from "./acme-repository.ts";
import { prompt, TmuxScreen } from "./tmux.ts";

let acme: AcmeRepository;
let screen: TmuxScreen;
let report = "";

beforeAll(() => {
  acme = acmeRepository();
  report = join(acme.folder, "../report.json");
  acme.check();
});
afterAll(() => acme?.remove());
afterEach(() => screen?.end());

async function start(
  options = "",
  {
    columns = 100,
    rows = 30,
    env = {},
  }: { readonly columns?: number; readonly rows?: number; readonly env?: Readonly<Record<string, string>> } = {},
) {
  screen = new TmuxScreen(`entitlint-terminal-${process.pid}`, { columns, rows, folder: acme.folder, env });
  await screen.press(
    `clear; '${process.execPath}' '${cli}' triage --as-of ${asOf} ${options}; echo "ended with $?"`,
    "enter",
  );
  return await screen.until(/Judged +[\d,]+ objects|Summary\./);
}

/** The process that draws, by what it was called with; never one that this test has not started. */
function processOfScreen(): number {
  const found = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" }).split("\n");
  const mine = found.filter((line) => line.includes(cli) && line.includes(report) && !line.includes("bash"));
  return Number(mine[0]?.trim().split(" ")[0]);
}

/** The escape that sets colours or attributes, with such numbers. */
const styled = (numbers: string) => new RegExp(`\u001b\\[${numbers}m`);

describe("the terminal is given back as it was", () => {
  test.each(["SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT"] as const)("after %s", async (signal) => {
    await start(`--report '${report}'`);
    await screen.press("enter", "b");
    process.kill(processOfScreen(), signal);
    await screen.until(prompt);
    expect(screen.isSane()).toBe(true);
    await screen.press("stty -a | grep -o ' -\\?icanon\\| -\\?echo '", "enter");
    expect(await screen.until(/ icanon/)).not.toMatch(/-icanon|-echo /);
  });

  test("after Ctrl-Z and fg the same screen is there, and works", async () => {
    await start();
    await screen.press("enter", "j", "ctrl+z");
    await screen.until(/Stopped/);
    expect(screen.isSane()).toBe(true);
    await screen.press("fg", "enter");
    await screen.until(/› +crit grant-no-active-rec… Mei Tanaka/);
    await screen.press("k");
    await screen.until(/› +crit grant-no-active-rec… R. Mills/);
    await screen.press("q");
    await screen.until(prompt);
    expect(screen.isSane()).toBe(true);
  });
});

test("Ctrl-C while an editor has the terminal is the editor's, and no decision is lost", async () => {
  const editor = join(acme.folder, "../slow-editor.sh");
  writeFileSync(editor, "#!/bin/sh\ntrap 'echo editor goes on' INT\necho editor began\nsleep 1; sleep 1\n", {
    mode: 0o755,
  });
  await start(`--report '${report}'`, { env: { EDITOR: editor, VISUAL: "" } });
  await screen.press("enter", "b", "ctrl+s", "o");
  await screen.until(/editor began/);
  await screen.press("ctrl+c");
  await screen.until(/editor goes on/);
  await screen.until(/entitlint triage 1 not written/);
  await screen.press("q");
  await screen.until(/1 decision is not written/);
  await screen.press("q");
  await screen.until(/ended with 0/);
});

test("whoever leaves while it judges has the prompt at once", async () => {
  await start(`--report '${report}'`);
  await screen.press("enter", "r");
  await screen.until(/Judging again/);
  await screen.press("ctrl+c");
  await screen.until(/ended with 0/);
  expect(screen.isSane()).toBe(true);
});

test("follows the size of the terminal, down to 60 columns and 12 rows and up again", async () => {
  await start("", { columns: 120, rows: 40 });
  await screen.press("enter");
  await screen.until(/│ CRITICAL/);
  screen.resize(60, 12);
  const small = await screen.until((text) => !text.includes("│") && /quit *$/m.test(text));
  expect(small.split("\n")[0]).toMatch(/^ entitlint triage/);
  expect(small.trimEnd().split("\n")).toHaveLength(11);
  screen.resize(200, 50);
  // A screen that is still being drawn may be seen in part.
  await screen.until((text) => /│ CRITICAL/.test(text) && text.trimEnd().split("\n").length === 49, "49 lines");
});

test("without colours the words and signs say all there is to say", async () => {
  await start("", { env: { NO_COLOR: "1" } });
  await screen.press("enter", "space", "k", "b", "ctrl+s");
  await screen.until(/1 decision made/);
  expect(screen.painted()).not.toMatch(styled("[\\d;]*"));
  expect(screen.text()).toMatch(/^› ?b ?crit/m);
});

test("no background is set but that of the line at hand, which is turned round", async () => {
  await start();
  await screen.press("enter");
  await screen.until(/› +crit/);
  const painted = screen.painted();
  expect(painted).not.toMatch(styled("(?:\\d+;)*(?:4[0-8]|10[0-7])(?:;\\d+)*"));
  expect(painted.split("\n").filter((line) => styled("(?:\\d+;)*7(?:;\\d+)*").test(line))).toHaveLength(1);
});

test("names that would act on a terminal are text", async () => {
  const hostile = JSON.parse(readFileSync(report, "utf8"));
  const gravest = hostile.findings.find((one: { fingerprint: string }) => one.fingerprint.startsWith("2da0773b70a3"));
  gravest.name = "\u001b[2J\u001b]0;owned\u0007\u202eevil 漢字 e\u0301";
  gravest.msg = "\u009b31mred\r\nSecond";
  const path = join(acme.folder, "../hostile.json");
  writeFileSync(path, JSON.stringify(hostile));
  await start(`--report '${path}'`, { columns: 200, rows: 40 });
  await screen.press("enter");
  // A screen that is still being drawn may be seen in part.
  const isAligned = (text: string) =>
    text
      .split("\n")
      .slice(2, 30)
      .every((line) => line.indexOf("│") > 90);
  const text = await screen.until((seen) => /\\u\{1b\}\[2J/.test(seen) && isAligned(seen), "hostile names in columns");
  expect(text).toMatch(/\\u\{9b\}31mred/);
});

test("for a screen reader lines follow each other, and nothing is erased", async () => {
  await start("", { env: { INK_SCREEN_READER: "true" } });
  await screen.press("enter", "j");
  const text = await screen.until(/2 of 61: critical, Mei Tanaka\. analyst in warehouse/);
  expect(text).toMatch(/Judged +[\d,]+ objects/);
  expect(text).toMatch(/1 of 61: critical, R\. Mills\./);
  await screen.press("b");
  await screen.until(/Who mends it: group:idp\/dba\./);
  await screen.press("esc", "q");
  await screen.until(/ended with 0/);
});

test("with --plain a table is printed at a terminal too", async () => {
  screen = new TmuxScreen(`entitlint-terminal-${process.pid}`, { columns: 200, rows: 50, folder: acme.folder });
  await screen.press(
    `clear; '${process.execPath}' '${cli}' triage --as-of ${asOf} --plain --filter sev:crit; echo "ended with $?"`,
    "enter",
  );
  expect(await screen.until(/ended with 0/)).toMatch(/5 findings of 61/);
});
