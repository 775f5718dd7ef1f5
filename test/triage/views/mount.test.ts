// @module-tag long
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { plainText } from "../../../src/triage/text/line.ts";
import { startDrawing } from "../../../src/triage/views/mount.tsx";
import { screenLines } from "../../../src/triage/views/screen-lines.ts";
import { begun, madeFindings, pressed } from "../made-up.ts";

const sequence = "\u001b\\[";
const written = new RegExp(`${sequence}(\\d+);1H(.*?)(?=${sequence}\\d+;1H|${sequence}\\?2026l)`, "gs");

/** A terminal that knows as much as is asked of it: to go to the beginning of a row, to write it, and to erase all below. */
class Rows {
  readonly columns = 100;
  rows: string[] = [];

  write(text: string): boolean {
    for (const [, row, line = ""] of text.matchAll(written))
      if (line === "\u001b[J") this.rows.length = Number(row) - 1;
      else this.rows[Number(row) - 1] = line.slice(0, -"\u001b[K".length);
    return true;
  }
}

test("shows what a screen drawn for the first time would show, whatever was drawn before", () => {
  const list = pressed(begun(madeFindings(2000), { rows: 20 }), "enter");
  const walks = [["j"], ["j"], ["k"], ["ctrl+d"], ["G"], ["g"], ["?"], ["esc"], ["space"], ["/", "x", "y"], ["esc"]];
  const states = [list];
  for (const keys of [...walks, ...Array<string[]>(40).fill(["ctrl+d"]), ...walks, ["0"], ["enter"]])
    states.push(pressed(states.at(-1) ?? list, ...keys));
  const terminal = new Rows();
  const drawing = startDrawing(terminal, screenLines(list));
  for (const [at, state] of states.entries()) {
    const lines = screenLines(state);
    drawing.draw(lines);
    expect(terminal.rows.map(stripVTControlCharacters)).toEqual(lines.map((line) => plainText(line).trimEnd()));
    if (at > walks.length && at % 4 > 0) continue;
    const alone = new Rows();
    startDrawing(alone, lines).end();
    expect(terminal.rows).toEqual(alone.rows);
  }
  expect(new Set(states.map((state) => state.cursor)).size).toBeGreaterThan(40);
  drawing.end();
});
