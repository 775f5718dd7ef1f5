/** Terminals that know it show what stands between these two at once; others take no notice. */
const together = "\u001b[?2026h";
const done = "\u001b[?2026l";
const eraseRest = "\u001b[K";
const eraseBelow = "\u001b[J";

/**
 * Puts frames on a screen of its own: only lines that differ from the last frame are written, each at its place, so that
 * nothing flickers and nothing can slip by a line.
 */
export class Painter {
  readonly #write: (text: string) => void;
  #shown: readonly string[] = [];

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  paint(frame: string): void {
    const lines = frame.split("\n");
    const changed = lines.flatMap((line, row) =>
      line === this.#shown[row] ? [] : [`\u001b[${row + 1};1H${line}${eraseRest}`],
    );
    const isShorter = lines.length < this.#shown.length;
    if (isShorter) changed.push(`\u001b[${lines.length + 1};1H${eraseBelow}`);
    this.#shown = lines;
    if (changed.length > 0) this.#write(together + changed.join("") + done);
  }

  /** What is on the screen is not known any more: after it was resized, say. */
  forget(): void {
    this.#shown = [];
    this.#write("\u001b[2J");
  }
}
