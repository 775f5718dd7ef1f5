// @ts-check
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import pty from "@lydell/node-pty";
import xterm from "@xterm/headless";

/** Milliseconds without output after which a screen counts as drawn; shorter than a rest after which triage looks something up. */
const quiet = 40;
const patience = 60_000;

/** A program in a pseudo-terminal, with the screen that somebody would see, and when it was last written to. */
export class PtyProgram {
  #program;
  #screen;
  #started = performance.now();
  #last = 0;
  #chunks = 0;

  /** @param {readonly string[]} args of Node @param {{ columns: number, rows: number, folder: string }} where */
  constructor(args, { columns, rows, folder }) {
    const { CI: _, NO_COLOR: __, FORCE_COLOR: ___, ...own } = process.env;
    const env = { ...own, TERM: "xterm-256color", NODE_ENV: "production" };
    this.#screen = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
    this.#program = pty.spawn(process.execPath, [...args], { cols: columns, rows, cwd: folder, env });
    this.#program.onData((data) => {
      this.#last = performance.now();
      this.#chunks += 1;
      this.#screen.write(data);
    });
  }

  /** Milliseconds from the start to the last that was drawn before the screen was as wanted and still. @param {RegExp} wanted */
  async first(wanted) {
    await this.until(wanted);
    return this.#last - this.#started;
  }

  /** Presses a key, and gives the milliseconds until it was drawn whole what came of it. @param {string} sequence */
  async press(sequence) {
    this.#chunks = 0;
    const from = performance.now();
    this.#program.write(sequence);
    await this.#still();
    return this.#last - from;
  }

  /** Types without waiting for anything, as somebody does; gives the milliseconds from the last character to the screen that is wanted.
   * @param {string} text @param {number} perSecond @param {RegExp} wanted */
  async type(text, perSecond, wanted) {
    let due = performance.now();
    for (const character of text) {
      await sleep(Math.max(0, due - performance.now()));
      due += 1000 / perSecond;
      this.#chunks = 0;
      this.#program.write(character);
    }
    const from = performance.now();
    await this.until(wanted);
    return this.#last - from;
  }

  /** Waits until the screen is as wanted and still. @param {RegExp} wanted */
  async until(wanted) {
    for (const end = performance.now() + patience; ; ) {
      await this.#still();
      const text = await this.text();
      if (wanted.test(text)) return text;
      if (performance.now() > end) throw new Error(`the screen never showed ${wanted}:\n${text}`);
      await sleep(5);
    }
  }

  async text() {
    await new Promise((parsed) => this.#screen.write("", () => parsed(undefined)));
    const { active } = this.#screen.buffer;
    return Array.from({ length: this.#screen.rows }, (_, row) =>
      active.getLine(active.baseY + row)?.translateToString(true),
    ).join("\n");
  }

  /** The largest resident memory so far in MiB; undefined where the system does not tell. */
  peak() {
    try {
      const status = readFileSync(`/proc/${this.#program.pid}/status`, "utf8");
      return Math.round(Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]) / 1024);
    } catch {
      return undefined;
    }
  }

  async end() {
    const ended = new Promise((done) => this.#program.onExit(done));
    this.#program.kill("SIGKILL");
    await ended;
    this.#screen.dispose();
  }

  /** Something was drawn, and then nothing for a while. */
  async #still() {
    for (const end = performance.now() + patience; ; ) {
      const left = this.#chunks === 0 ? quiet : quiet - (performance.now() - this.#last);
      // What has arrived meanwhile is taken before anybody looks at the clock again.
      if (left <= 0) return;
      await sleep(Math.max(1, left));
      await new Promise((taken) => setImmediate(taken));
      if (performance.now() > end) throw new Error("nothing was drawn");
    }
  }
}
