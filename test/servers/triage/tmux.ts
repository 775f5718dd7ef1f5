import { spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

/** Names of keys as tmux has them, where they differ from those of the map. */
const names: Readonly<Record<string, string>> = {
  ...{ enter: "Enter", esc: "Escape", space: "Space", tab: "Tab", "shift+tab": "BTab", backspace: "BSpace" },
  ...{
    up: "Up",
    down: "Down",
    left: "Left",
    right: "Right",
    home: "Home",
    end: "End",
    pageup: "PPage",
    pagedown: "NPage",
  },
};

const patience = 20_000;

/** The shell waits for a command, and nothing else is on its line. */
export const prompt = /^bash-[\d.]+[#$] *\n*$/m;

let started = 0;

/** A terminal of a size, with a shell in it. */
export class TmuxScreen {
  readonly #socket: string;

  constructor(
    socket: string,
    {
      columns,
      rows,
      folder,
      env = {},
    }: {
      readonly columns: number;
      readonly rows: number;
      readonly folder: string;
      readonly env?: Readonly<Record<string, string>>;
    },
  ) {
    // A server that was told to end may still be there under its name.
    started += 1;
    this.#socket = `${socket}-${started}`;
    const set = Object.entries({ CI: "", TERM: "screen-256color", ...env }).flatMap(([name, value]) => [
      "-e",
      `${name}=${value}`,
    ]);
    const { CI: _, NO_COLOR: __, FORCE_COLOR: ___, ...own } = process.env;
    const { status, stderr, error } = spawnSync(
      "tmux",
      [
        "-L",
        this.#socket,
        "-f",
        "/dev/null",
        "new-session",
        "-d",
        "-x",
        String(columns),
        "-y",
        String(rows),
        "-c",
        folder,
        ...set,
        "bash --norc --noprofile",
      ],
      { encoding: "utf8", env: own },
    );
    if (status !== 0) throw error ?? new Error(`tmux: ${stderr}`);
    this.#tmux("set-option", "-s", "set-clipboard", "on");
    this.#tmux("set-option", "-g", "window-size", "manual");
  }

  /** Presses keys by the names of the key map; a longer text is typed as it is. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      const name = names[key] ?? key.replace(/^ctrl\+/, "C-");
      this.#tmux("send-keys", ...(name === key && !key.startsWith("ctrl+") ? ["-l", key] : [name]));
      // As fast as nobody types, but not all at once: an escape before a letter would be another key.
      await sleep(key === "esc" ? 90 : 25);
    }
  }

  text(): string {
    return this.#tmux("capture-pane", "-p");
  }

  /** The screen with its colours and attributes, as escape sequences. */
  painted(): string {
    return this.#tmux("capture-pane", "-p", "-e");
  }

  /** Waits until the screen is as wanted, and gives it. */
  async until(isWanted: RegExp | ((text: string) => boolean), what = String(isWanted)): Promise<string> {
    const end = Date.now() + patience;
    for (;;) {
      const text = this.text();
      if (typeof isWanted === "function" ? isWanted(text) : isWanted.test(text)) return text;
      if (Date.now() > end) throw new Error(`the screen never was as wanted (${what}):\n${text}`);
      await sleep(30);
    }
  }

  resize(columns: number, rows: number): void {
    this.#tmux("resize-window", "-x", String(columns), "-y", String(rows));
  }

  clipboard(): string {
    return this.#tmux("show-buffer");
  }

  /** Whether the terminal is as a shell wants it: the usual screen, and the cursor shown. */
  isSane(): boolean {
    return this.#tmux("display-message", "-p", "#{alternate_on} #{cursor_flag}").trim() === "0 1";
  }

  end(): void {
    spawnSync("tmux", ["-L", this.#socket, "kill-server"]);
  }

  #tmux(...args: readonly string[]): string {
    const { status, stdout, stderr, error } = spawnSync("tmux", ["-L", this.#socket, ...args], { encoding: "utf8" });
    if (status !== 0) throw error ?? new Error(`tmux ${args.join(" ")}: ${stderr}`);
    return stdout;
  }
}
