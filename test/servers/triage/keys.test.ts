import { readFileSync, rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ActionName, keyMap } from "../../../src/triage/keys.ts";
import { type AcmeRepository, acmeRepository, asOf, cli, namesInOrder } from "./acme-repository.ts";
import { type Ground, keyCases } from "./key-cases.ts";
import { TmuxScreen } from "./tmux.ts";

const sizes = [
  [60, 12],
  [100, 30],
  [200, 60],
] as const;

describe.each(sizes)("at %i columns and %i rows", (columns, rows) => {
  let acme: AcmeRepository;
  let screen: TmuxScreen;
  let ground: Ground;

  beforeAll(async () => {
    acme = acmeRepository();
    ground = { names: namesInOrder(acme.check()), columns, rows };
    screen = new TmuxScreen(`entitlint-keys-${columns}-${process.pid}`, {
      columns,
      rows,
      folder: acme.folder,
      env: { EDITOR: acme.editor, VISUAL: "" },
    });
    await start();
  });
  afterAll(() => {
    screen?.end();
    acme?.remove();
  });

  async function start() {
    await screen.press(`clear; '${process.execPath}' '${cli}' triage --as-of ${asOf}`, "enter");
    await screen.until(/Judged +[\d,]+ objects/);
  }

  /** The first line of the whole list, whatever was on the screen. */
  async function toTop() {
    for (let tries = 0; tries < 8 && !/Judged +[\d,]+ objects/.test(screen.text()); tries++) await screen.press("esc");
    await screen.until(/Judged +[\d,]+ objects/);
    await screen.press("enter", "g");
    await screen.until(/61 findings · ↓ severity\n›/);
  }

  async function pressAll(keys: readonly string[]) {
    for (const key of keys) {
      if (key.startsWith("~")) await screen.until(new RegExp(key.slice(1)));
      else await screen.press(key);
    }
  }

  async function shows(name: ActionName) {
    const wanted = keyCases[name].shows;
    await screen.until((text) => (typeof wanted === "function" ? wanted(text, ground) : wanted.test(text)), name);
  }

  const usual = keyMap.flatMap(({ name, keys }) => (keyCases[name].isLast ? [] : keys.map((key) => ({ name, key }))));
  test.each(usual)("$key: $name", async ({ name, key }) => {
    const { before = [], after = [], isShort } = keyCases[name];
    if (isShort) screen.resize(columns, Math.min(rows, 20));
    await toTop();
    rmSync(acme.edited, { force: true });
    await pressAll(before);
    await screen.press(key);
    await shows(name);
    if (name === "copy-id") expect(screen.clipboard()).toBe("grant:crm/acme/u5025:role/admin");
    if (name === "copy-fingerprint") expect(screen.clipboard()).toMatch(/^2da0773b70a3[0-9a-f]{52}$/);
    if (name === "edit")
      expect(readFileSync(acme.edited, "utf8")).toMatch(/^\+33 .*\/snapshots\/crm\/grant\.ndjson\n$/);
    if (name === "suspend") expect(screen.isSane()).toBe(true);
    await pressAll(after);
    if (isShort) screen.resize(columns, rows);
  });

  test("nothing of all that was written", () => {
    expect(acme.git("status", "--porcelain")).toBe("");
  });

  test("y and enter write, y copies the commands, enter and q go on, q drops, ctrl+c leaves at once", async () => {
    await toTop();
    await pressAll(keyCases.write.before ?? []);
    await screen.press("y");
    await shows("write");
    await screen.press("y");
    await shows("copy-commands");
    expect(screen.clipboard()).toMatch(/^git switch -c .*\ngit add access\/baseline\.yaml\n/);
    await screen.press("enter");
    await shows("go-on");
    await screen.press("j");
    await pressAll(keyCases.write.before ?? []);
    await screen.press("enter");
    await shows("write");
    await screen.press("q");
    await shows("go-on");
    await screen.press("j", "b", "ctrl+s", "q", "q");
    await shows("drop");
    expect(screen.isSane()).toBe(true);
    expect(acme.git("status", "--porcelain").trim()).toBe("?? access/baseline.yaml");
    const entries = readFileSync(`${acme.folder}/access/baseline.yaml`, "utf8").match(/^- \{/gm);
    expect(entries).toHaveLength(2);
    await start();
    await screen.press("enter", "b", "ctrl+c");
    await shows("leave-now");
    expect(screen.isSane()).toBe(true);
  });
});
