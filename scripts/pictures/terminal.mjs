// @ts-check
import { spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";

/** Names of keys as tmux has them, where they differ from those of the key map. @type {Readonly<Record<string, string>>} */
const names = { enter: "Enter", esc: "Escape", space: "Space", tab: "Tab" };

/** Milliseconds that a screen is waited for, and for which it has to stay the same before it counts. */
const patience = 30_000;
const settled = 120;

/** What stands there while something is being done. */
const busy = /Looking it up …|^ Judging again …/m;

/** A terminal of a size in tmux, with a program in it. */
export class Terminal {
  #socket = `entitlint-pictures-${process.pid}`;

  /** @param {{ columns: number, rows: number, folder: string, env: Readonly<Record<string, string>>, command: string }} what */
  constructor({ columns, rows, folder, env, command }) {
    const set = Object.entries(env).flatMap(([name, value]) => ["-e", `${name}=${value}`]);
    const size = ["-x", String(columns), "-y", String(rows), "-c", folder];
    const { CI: _, NO_COLOR: __, FORCE_COLOR: ___, ...own } = process.env;
    this.#tmux(["-f", "/dev/null", "new-session", "-d", ...size, ...set, command], own);
    this.#tmux(["set-option", "-g", "window-size", "manual"]);
  }

  /** A key by its name, or a character. @param {string} key */
  press(key) {
    const name = names[key] ?? key.replace(/^ctrl\+/, "C-");
    this.#tmux(["send-keys", ...(name === key ? ["-l", key] : [name])]);
  }

  /** The screen with its colours, once it shows what is wanted and changes no more. @param {RegExp} wanted */
  async shown(wanted) {
    const end = Date.now() + patience;
    let before = "";
    let since = Date.now();
    for (;;) {
      const screen = this.#tmux(["capture-pane", "-p", "-e"]);
      if (screen !== before) since = Date.now();
      before = screen;
      const text = stripVTControlCharacters(screen);
      if (Date.now() - since >= settled && wanted.test(text) && !busy.test(text)) return screen;
      if (Date.now() > end) throw new Error(`the screen never showed ${wanted}:\n${screen}`);
      await sleep(30);
    }
  }

  end() {
    spawnSync("tmux", ["-L", this.#socket, "kill-server"]);
  }

  /** @param {readonly string[]} args @param {NodeJS.ProcessEnv} [env] */
  #tmux(args, env = process.env) {
    const { status, stdout, stderr, error } = spawnSync("tmux", ["-L", this.#socket, ...args], {
      encoding: "utf8",
      env,
    });
    if (status !== 0) throw error ?? new Error(`tmux ${args.join(" ")}: ${stderr}`);
    return stdout;
  }
}
