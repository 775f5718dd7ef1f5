import { Writable } from "node:stream";
import type { WriteStream } from "node:tty";
import { stripVTControlCharacters } from "node:util";
import { render } from "ink";
import { Painter } from "../terminal/painter.ts";
import { divider } from "../text/fit.ts";
import { type Line, plainText } from "../text/line.ts";
import { Screen } from "./screen.tsx";

/** The screen as it is drawn. */
export interface Drawing {
  readonly draw: (lines: readonly Line[]) => void;
  /** What is on the screen is not known any more. */
  readonly forget: () => void;
  readonly end: () => void;
}

/** Parts of lines that are kept as Ink made them, far more than any screen has; beyond that the oldest go. */
const keptParts = 1000;

/**
 * Begins to draw on a terminal. Ink makes the lines; how they replace those before is not left to it, because
 * its own way of writing only what has changed is off by a line where a frame is not as high as the terminal. A key changes
 * little of them, and to make a whole screen takes Ink ten times as long as all else that a key does: it is given only parts
 * that it has not made before.
 */
export function startDrawing(terminal: Pick<WriteStream, "columns" | "write">, lines: readonly Line[]): Drawing {
  const painter = new Painter((text) => terminal.write(text));
  const made = new Map<string, string>();
  let asked: readonly (readonly [key: string, part: Line])[] = [];
  const frames = new Writable({
    decodeStrings: false,
    write(frame: string, _encoding, taken) {
      const found = frame.split("\n");
      for (const [row, [key, part]] of asked.entries()) made.set(key, whole(found[row] ?? "", part));
      taken();
    },
  });
  Object.defineProperty(frames, "columns", { get: () => terminal.columns });
  const instance = render(<Screen lines={[]} />, {
    ...{ stdout: frames as WriteStream, debug: true, exitOnCtrlC: false, patchConsole: false },
    isScreenReaderEnabled: false,
  });
  const draw = (next: readonly Line[]) => {
    const rows = next.map((line) => partsOf(line).map((part) => [JSON.stringify(part), part] as const));
    asked = [...new Map(rows.flat())].filter(([key]) => !made.has(key));
    if (asked.length > 0) instance.rerender(<Screen lines={asked.map(([, part]) => part)} />);
    painter.paint(
      rows
        .map((parts) =>
          parts
            .map(([key]) => made.get(key))
            .join("")
            .trimEnd(),
        )
        .join("\n"),
    );
    for (const key of [...made.keys()].slice(0, Math.max(0, made.size - keptParts))) made.delete(key);
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

/** What stands on both sides of a divider, which changes at different times. */
function partsOf({ spans }: Line): readonly Line[] {
  const at = spans.findIndex(({ text }) => text === divider);
  return at < 0 ? [{ spans }] : [{ spans: spans.slice(0, at) }, { spans: spans.slice(at) }];
}

/** A part with the spaces at its end, which Ink leaves out. */
function whole(made: string, part: Line): string {
  const shown = stripVTControlCharacters(made);
  return (
    made +
    plainText(part)
      .slice(plainText(part).trimEnd().length)
      .slice(shown.length - shown.trimEnd().length)
  );
}
