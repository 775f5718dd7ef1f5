/** A key by its name, or text that was pasted. */
export type Pressed = { readonly key: string } | { readonly pasted: string };

const esc = "\u001b";
const pasteStart = "\u001b[200~";
const pasteEnd = "\u001b[201~";
const interrupt = "\u0003";

/** What follows the escape, for keys that terminals send in several ways. */
const sequences: Readonly<Record<string, string>> = {
  ...{ "[A": "up", "[B": "down", "[C": "right", "[D": "left", OA: "up", OB: "down", OC: "right", OD: "left" },
  ...{ "[H": "home", "[F": "end", OH: "home", OF: "end", "[1~": "home", "[4~": "end", "[7~": "home", "[8~": "end" },
  ...{ "[5~": "pageup", "[6~": "pagedown", "[3~": "delete", "[Z": "shift+tab" },
};

const controls: Readonly<Record<string, string>> = {
  ...{
    "\r": "enter",
    "\n": "enter",
    "\t": "tab",
    "\u007f": "backspace",
    "\b": "backspace",
    " ": "space",
    "\u0000": "ctrl+space",
  },
};

/** Makes keys of what a terminal sends, wherever it is cut: several keys may come at once, and one in pieces. */
export class KeyReader {
  #rest = "";

  /** Whether what came last may be the beginning of more: an escape alone is a key only if nothing follows. */
  get isWaiting(): boolean {
    return this.#rest !== "";
  }

  push(text: string): Pressed[] {
    const found: Pressed[] = [];
    // Of a paste whose end never came nothing is taken; a Ctrl-C that comes alone is somebody who wants to get away.
    if (text === interrupt && this.#rest.startsWith(pasteStart)) this.#rest = "";
    this.#rest += text;
    for (;;) {
      const next = this.#take();
      if (next === undefined) return found;
      if (next !== "nothing") found.push(next);
    }
  }

  /** What was waited for did not come: the escape was a key, and what followed it are others. */
  flush(): Pressed[] {
    if (!this.#rest.startsWith(esc) || this.#rest.startsWith(pasteStart)) return [];
    const rest = this.#rest.slice(1);
    this.#rest = "";
    // Half a sequence is no text that somebody typed.
    return [{ key: "esc" }, ...(/^[[O]/.test(rest) ? [] : this.push(rest))];
  }

  /** The next key; undefined where there is none that is whole. */
  #take(): Pressed | "nothing" | undefined {
    const rest = this.#rest;
    if (rest === "") return undefined;
    if (rest.startsWith(pasteStart)) return this.#takePasted();
    if (rest.startsWith(esc)) return this.#takeSequence();
    const [character = ""] = rest;
    this.#rest = rest.slice(character.length);
    const control = controls[character];
    if (control !== undefined) return { key: control };
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return { key: `ctrl+${String.fromCharCode(code + 0x60)}` };
    // A character with marks that belong to it is one key.
    const marks = /^(?:\p{M}|\u200d|\ufe0f)+/u.exec(this.#rest)?.[0] ?? "";
    this.#rest = this.#rest.slice(marks.length);
    return { key: character + marks };
  }

  #takePasted(): Pressed | undefined {
    const end = this.#rest.indexOf(pasteEnd);
    if (end < 0) return undefined;
    const pasted = this.#rest.slice(pasteStart.length, end);
    this.#rest = this.#rest.slice(end + pasteEnd.length);
    return { pasted };
  }

  #takeSequence(): Pressed | "nothing" | undefined {
    const rest = this.#rest.slice(1);
    if (rest === "") return undefined;
    const sequence = /^(?:\[[0-9;?<=>]*[ -/]*[@-~]|O[@-~])/.exec(rest)?.[0];
    if (sequence === undefined) {
      if (/^(?:\[[0-9;?<=>]*[ -/]*|O)$/.test(rest)) return undefined;
      // An escape before something else is a key of its own: Alt is no key here.
      this.#rest = rest;
      return { key: "esc" };
    }
    this.#rest = rest.slice(sequence.length);
    const key = sequences[sequence];
    return key === undefined ? "nothing" : { key };
  }
}
