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

/**
 * Begins to draw on a terminal. Ink makes each frame, as a whole; how it replaces the one before is not left to it, because
 * its own way of writing only what has changed is off by a line where a frame is not as high as the terminal.
 */
export function startDrawing(terminal: Pick<WriteStream, "columns" | "write">, lines: readonly Line[]): Drawing {
  const painter = new Painter((text) => terminal.write(text));
  const frames = new Writable({
    decodeStrings: false,
    write(frame: string, _encoding, taken) {
      if (frame !== "") painter.paint(frame);
      taken();
    },
  });
  Object.defineProperty(frames, "columns", { get: () => terminal.columns });
  const instance = render(<Screen lines={lines} />, {
    ...{ stdout: frames as WriteStream, debug: true, exitOnCtrlC: false, patchConsole: false },
    isScreenReaderEnabled: false,
  });
  return {
    draw: (next) => instance.rerender(<Screen lines={next} />),
    forget: () => painter.forget(),
    end: () => {
      // The last frame is on the screen already.
      frames.destroy();
      instance.unmount();
    },
  };
}
