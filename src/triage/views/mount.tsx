import { Writable } from "node:stream";
import type { WriteStream } from "node:tty";
import { render } from "ink";
import { Painter } from "../terminal/painter.ts";
import type { Line } from "../text/line.ts";
import { Screen } from "./screen.tsx";

/** The screen as it is drawn. */
export interface Drawing {
  readonly draw: (lines: readonly Line[]) => void;
  /** What is on the screen is not known any more. */
  readonly forget: () => void;
  readonly end: () => void;
}

/** Lines that are kept as Ink made them, far more than any screen has; beyond that the oldest go. */
const keptLines = 500;

/**
 * Begins to draw on a terminal. Ink makes the lines; how they replace those before is not left to it, because
 * its own way of writing only what has changed is off by a line where a frame is not as high as the terminal. A key changes
 * few of them, and to make a whole screen takes Ink ten times as long as all else that a key does: it is given only lines
 * that it has not made before.
 */
export function startDrawing(terminal: Pick<WriteStream, "columns" | "write">, lines: readonly Line[]): Drawing {
  const painter = new Painter((text) => terminal.write(text));
  const made = new Map<string, string>();
  let asked: readonly string[] = [];
  const frames = new Writable({
    decodeStrings: false,
    write(frame: string, _encoding, taken) {
      const found = frame.split("\n");
      for (const [row, key] of asked.entries()) made.set(key, found[row] ?? "");
      taken();
    },
  });
  Object.defineProperty(frames, "columns", { get: () => terminal.columns });
  const instance = render(<Screen lines={[]} />, {
    ...{ stdout: frames as WriteStream, debug: true, exitOnCtrlC: false, patchConsole: false },
    isScreenReaderEnabled: false,
  });
  const draw = (next: readonly Line[]) => {
    const keys = next.map(({ spans }) => JSON.stringify(spans));
    const missing = new Map(next.flatMap((line, row) => (made.has(keys[row] ?? "") ? [] : [[keys[row] ?? "", line]])));
    if (missing.size > 0) {
      asked = [...missing.keys()];
      instance.rerender(<Screen lines={[...missing.values()]} />);
    }
    painter.paint(keys.map((key) => made.get(key) ?? "").join("\n"));
    for (const key of [...made.keys()].slice(0, Math.max(0, made.size - keptLines))) made.delete(key);
  };
  draw(lines);
  return {
    draw,
    forget: () => painter.forget(),
    end: () => {
      // The last frame is on the screen already.
      frames.destroy();
      instance.unmount();
    },
  };
}
