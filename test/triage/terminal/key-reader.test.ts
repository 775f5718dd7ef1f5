import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KeyReader, type Pressed } from "../../../src/triage/terminal/key-reader.ts";

const keys = (pressed: readonly Pressed[]) => pressed.map((one) => ("key" in one ? one.key : `pasted:${one.pasted}`));
const read = (...chunks: readonly string[]) => {
  const reader = new KeyReader();
  return keys([...chunks.flatMap((chunk) => reader.push(chunk)), ...reader.flush()]);
};

test("of a paste whose end never comes a Ctrl-C that comes alone leads away", () => {
  const reader = new KeyReader();
  expect(reader.push("\u001b[200~half a pas")).toEqual([]);
  expect(keys(reader.push("te\u0003, still pasted"))).toEqual([]);
  expect(keys(reader.push("\u0003"))).toEqual(["ctrl+c"]);
  expect(keys(reader.push("q"))).toEqual(["q"]);
});

describe("keys", () => {
  test.each([
    ["\r", ["enter"]],
    ["jjq", ["j", "j", "q"]],
    ["\u001b[A\u001bOB\u001b[5~\u001b[6~", ["up", "down", "pageup", "pagedown"]],
    ["\u001b[H\u001b[4~\u001b[Z\u007f \t", ["home", "end", "shift+tab", "backspace", "space", "tab"]],
    ["\u0003\u001a\u0004\u0013", ["ctrl+c", "ctrl+z", "ctrl+d", "ctrl+s"]],
    ["\u001b", ["esc"]],
    ["\u001bq", ["esc", "q"]],
    ["\u001b[<0;3;4M", []],
    ["é漢👩", ["é", "漢", "👩"]],
    ["e\u0301", ["e\u0301"]],
    ["\u001b[200~j\rq\u001b[201~k", ["pasted:j\rq", "k"]],
    ["\u001b[", ["esc"]],
  ])("%j", (text, wanted) => {
    expect(read(text)).toEqual(wanted);
  });

  test("are the same wherever what a terminal sends is cut", () => {
    const piece = fc.constantFrom(
      "j",
      "\u001b[A",
      "\u001bOB",
      "\r",
      "\u001b[5~",
      "\u0004",
      "漢",
      "\u001b[200~ab\u001b[201~",
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1 }), fc.nat(40), (pieces, cut) => {
        const text = pieces.join("");
        const reader = new KeyReader();
        const parts = [...reader.push(text.slice(0, cut)), ...reader.push(text.slice(cut))];
        expect(keys(parts)).toEqual(keys(new KeyReader().push(text)));
      }),
    );
  });

  test("an escape waits for what may follow", () => {
    const reader = new KeyReader();
    expect([reader.push("\u001b"), reader.isWaiting, reader.push("[A"), reader.isWaiting]).toEqual([
      [],
      true,
      [{ key: "up" }],
      false,
    ]);
  });
});
