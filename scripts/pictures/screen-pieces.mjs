// @ts-check
import Anser from "anser";

/**
 * A part of a line that is drawn as one: where it begins, its text, and how it looks. Spaces are no part of any, unless they are turned
 * round.
 * @typedef {{ at: number, text: string, colour: string, isBold: boolean, isDim: boolean, isReversed: boolean }} Piece
 */

/** @param {string} screen as tmux captures it, with escapes @returns {Piece[][]} by line */
export function screenPieces(screen) {
  /** @type {Piece[][]} */
  const lines = [[]];
  let column = 0;
  for (const { content, fg, bg, decorations } of Anser.ansiToJson(screen, { use_classes: true, remove_empty: true })) {
    // What is turned round has its colour as the ground; there is no other ground.
    const isReversed = bg !== null;
    const look = {
      colour: nameOf(isReversed ? bg : fg),
      isBold: decorations.includes("bold"),
      isDim: decorations.includes("dim"),
      isReversed,
    };
    for (const [index, part] of content.split("\n").entries()) {
      if (index > 0) {
        lines.push([]);
        column = 0;
      }
      lines.at(-1)?.push(...piecesOf(part, column, look));
      column += [...part].length;
    }
  }
  return lines;
}

/** Words that stand close together are one piece; what other fonts may draw wider or narrower is one by itself. */
const ordinary = /[ -~]+?(?= {2,}|[^ -~]|\s*$)|█+|[^ -~]/g;

/** @param {string} text @param {number} from @param {Omit<Piece, "at" | "text">} look @returns {Piece[]} */
function piecesOf(text, from, look) {
  if (look.isReversed) return text === "" ? [] : [{ at: from, text, ...look }];
  return [...text.matchAll(ordinary)].flatMap(({ 0: found, index }) => {
    const lead = found.length - found.trimStart().length;
    const word = found.trim();
    return word === "" ? [] : [{ at: from + index + lead, text: word, ...look }];
  });
}

/** @param {string | null} colour as anser names it; the ground of what is turned round without a colour is white */
function nameOf(colour) {
  return colour === null || colour === "ansi-white" ? "" : colour.replace("ansi-", "");
}
