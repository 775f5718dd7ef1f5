import type { ReadStream, WriteStream } from "node:tty";
import { KeyReader, type Pressed } from "./key-reader.ts";

/** How long an escape may stand alone before it is taken for the key, in milliseconds. */
const escapeWait = 40;

const alternateScreen = "\u001b[?1049h\u001b[H\u001b[2J";
const usualScreen = "\u001b[?1049l";
const hiddenCursor = "\u001b[?25l";
const shownCursor = "\u001b[?25h";
const markedPastes = "\u001b[?2004h";
const usualPastes = "\u001b[?2004l";

/** What the interface needs to hear of the terminal. */
export interface Listener {
  readonly onPressed: (pressed: Pressed) => void;
  readonly onSize: () => void;
}

/**
 * The terminal while the interface has it. Whatever happens it is given back as it was: the usual screen, the cursor shown,
 * lines and not single keys.
 */
export class Terminal {
  readonly #stdin: ReadStream;
  readonly #stdout: WriteStream;
  readonly #listener: Listener;
  readonly #isLinear: boolean;
  readonly #reader = new KeyReader();
  #timer: NodeJS.Timeout | undefined;
  #isTaken = false;

  /** @param isLinear lines follow each other, for screen readers: there is no other screen to go to */
  constructor(
    streams: { readonly stdin: ReadStream; readonly stdout: WriteStream },
    listener: Listener,
    isLinear: boolean,
  ) {
    this.#stdin = streams.stdin;
    this.#stdout = streams.stdout;
    this.#listener = listener;
    this.#isLinear = isLinear;
  }

  get size(): { readonly columns: number; readonly rows: number } {
    return { columns: this.#stdout.columns || 80, rows: this.#stdout.rows || 24 };
  }

  take(): void {
    if (this.#isTaken) return;
    this.#isTaken = true;
    this.#stdin.setRawMode(true);
    this.#stdin.setEncoding("utf8");
    this.#stdin.on("data", this.#onData);
    this.#stdin.resume();
    this.#stdout.on("resize", this.#listener.onSize);
    this.#stdout.write(this.#isLinear ? markedPastes : alternateScreen + hiddenCursor + markedPastes);
  }

  giveBack(): void {
    if (!this.#isTaken) return;
    this.#isTaken = false;
    clearTimeout(this.#timer);
    this.#stdin.off("data", this.#onData);
    this.#stdout.off("resize", this.#listener.onSize);
    this.#stdin.pause();
    // A terminal that has gone can be given nothing back.
    try {
      this.#stdin.setRawMode(false);
      this.#stdout.write(usualPastes + shownCursor + (this.#isLinear ? "" : usualScreen));
    } catch {}
  }

  write(text: string): void {
    this.#stdout.write(text);
  }

  readonly #onData = (chunk: Buffer | string): void => {
    clearTimeout(this.#timer);
    for (const pressed of this.#reader.push(String(chunk))) this.#listener.onPressed(pressed);
    if (this.#reader.isWaiting)
      this.#timer = setTimeout(() => {
        for (const pressed of this.#reader.flush()) this.#listener.onPressed(pressed);
      }, escapeWait);
  };
}
