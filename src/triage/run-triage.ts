import type { ReadStream, WriteStream } from "node:tty";
import type { Desk } from "./model/desk.ts";
import type { State } from "./model/state.ts";
import { Session } from "./session.ts";
import { clipboardSequence } from "./terminal/clipboard.ts";
import { editorCall, runHere } from "./terminal/editor.ts";
import type { Pressed } from "./terminal/key-reader.ts";
import { endDecently, stopUntilContinued } from "./terminal/signals.ts";
import { Terminal } from "./terminal/terminal.ts";
import type { Drawing } from "./views/mount.tsx";
import { screenLines } from "./views/screen-lines.ts";
import { spoken } from "./views/spoken.ts";

/** Where the interface runs. */
export interface Stage {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Draws on the terminal; undefined where lines are to follow each other, for screen readers. */
  readonly startDrawing: ((stdout: WriteStream, lines: ReturnType<typeof screenLines>) => Drawing) | undefined;
}

/** Runs the interface until somebody leaves it, and gives the state it was left in. */
export function runTriage(
  begin: (size: State["size"]) => State,
  desk: Desk,
  { stdin, stdout, env, startDrawing }: Stage,
): Promise<State> {
  return new Promise((done) => {
    let drawing: Drawing | undefined;
    let said: State | undefined;
    let isAway = false;
    const show = (state: State) => {
      if (startDrawing === undefined) {
        for (const line of spoken(said, state)) stdout.write(`${line}\r\n`);
        said = state;
        return;
      }
      // While an editor has the terminal, nothing is drawn.
      drawing?.draw(screenLines(state));
    };
    const listener = {
      onPressed: (pressed: Pressed) =>
        session.send("key" in pressed ? { kind: "key", key: pressed.key } : { kind: "paste", text: pressed.pasted }),
      onSize: () => {
        drawing?.forget();
        session.send({ kind: "size", ...terminal.size });
      },
    };
    const terminal = new Terminal({ stdin, stdout }, listener, startDrawing === undefined);
    const giveBack = () => {
      drawing?.end();
      drawing = undefined;
      terminal.giveBack();
    };
    const take = () => {
      terminal.take();
      drawing = startDrawing?.(stdout, screenLines(session.state));
      if (drawing === undefined) show(session.state);
      // It may have been another size when the terminal was given back.
      const { columns, rows } = session.state.size;
      if (columns !== terminal.size.columns || rows !== terminal.size.rows) listener.onSize();
    };
    const away = async <T>(doing: () => Promise<T>): Promise<T> => {
      giveBack();
      try {
        return await doing();
      } finally {
        take();
      }
    };
    const session = new Session(begin(terminal.size), desk, {
      show,
      copy: (text) => {
        const sequence = clipboardSequence(text);
        if (sequence !== undefined) terminal.write(sequence);
        return sequence !== undefined;
      },
      edit: async (file, line) => {
        const call = editorCall(env, { path: desk.pathOf(file), line });
        if (call === undefined) return `$VISUAL and $EDITOR name no editor; it is at ${file}:${line}`;
        isAway = true;
        return await away(() => runHere(call)).finally(() => {
          isAway = false;
        });
      },
      suspend: () => away(stopUntilContinued),
      leave: () => {
        stop();
        giveBack();
        // What has been begun is finished: files are written whole, and what became of it is told.
        void session.writing.finally(() => done(session.state));
      },
    });
    const stop = endDecently(
      giveBack,
      () => session.writing,
      () => isAway,
    );
    take();
  });
}
