import type { FilePlace } from "./node.ts";

/** Follows a text that comes in pieces and knows the place where the next piece begins. */
export class TextCursor {
  readonly #file: string;
  #line = 1;
  #column = 1;
  #afterReturn = false;

  constructor(file: string) {
    this.#file = file;
  }

  /** The place behind everything passed so far. */
  get place(): FilePlace {
    return { file: this.#file, line: this.#line, column: this.#column };
  }

  /** Moves past a piece of text; a `\r\n` that is cut in two is one line end. */
  pass(text: string): void {
    if (text === "") return;
    const start = this.#afterReturn && text.startsWith("\n") ? 1 : 0;
    const lineEnd = /\r\n|\n|\r/g;
    lineEnd.lastIndex = start;
    let behind = start;
    let ends = 0;
    while (lineEnd.exec(text) !== null) {
      behind = lineEnd.lastIndex;
      ends++;
    }
    this.#line += ends;
    this.#column = (ends > 0 ? 1 : this.#column) + text.length - behind;
    this.#afterReturn = text.endsWith("\r");
  }

  /** The place of an offset inside a piece that comes next, without moving. */
  placeIn(text: string, offset: number): FilePlace {
    const ahead = new TextCursor(this.#file);
    ahead.#line = this.#line;
    ahead.#column = this.#column;
    ahead.#afterReturn = this.#afterReturn;
    ahead.pass(text.slice(0, offset));
    return ahead.place;
  }
}
