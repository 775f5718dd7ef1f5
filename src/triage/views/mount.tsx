import type { WriteStream } from "node:tty";
import { render } from "ink";
import type { Line } from "../text/line.ts";
import { Screen } from "./screen.tsx";

/** The screen as it is drawn: only lines that have changed are. */
export interface Drawing {
  readonly draw: (lines: readonly Line[]) => void;
  readonly end: () => void;
}

/** Begins to draw on a terminal. Ink only draws here; keys are read elsewhere. */
export function startDrawing(stdout: WriteStream, lines: readonly Line[]): Drawing {
  const instance = render(<Screen lines={lines} />, {
    ...{ stdout, exitOnCtrlC: false, patchConsole: false, incrementalRendering: true, maxFps: 30 },
    isScreenReaderEnabled: false,
  });
  return {
    draw: (next) => instance.rerender(<Screen lines={next} />),
    end: () => instance.unmount(),
  };
}
