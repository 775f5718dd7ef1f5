// @ts-check
import { style } from "./film-style.mjs";
import { screenPieces } from "./screen-pieces.mjs";

/** One picture of the film. @typedef {{ screen: string, seconds: number, key?: string, says?: string }} Frame */

export const cell = { width: 8.4, height: 17 };
const margin = 14;
const bar = 34;

/**
 * One SVG that shows frames one after the other, over and over: they stand side by side, and what is seen of them moves from each to the
 * next. A line that is the same in several of them is there once. Whoever wants no motion sees the last.
 * @param {readonly Frame[]} frames @param {{ columns: number, rows: number, title: string }} size
 */
export function filmOf(frames, { columns, rows, title }) {
  const width = Math.ceil(columns * cell.width + 2 * margin);
  const height = Math.ceil(rows * cell.height + bar + margin);
  /** @type {Map<string, string>} */
  const lines = new Map();
  const strip = frames.map(({ screen, key, says }, place) => {
    const uses = screenPieces(screen).flatMap((pieces, row) => {
      if (pieces.length === 0 || row >= rows) return [];
      const drawn = pieces.map(pieceOf).join("");
      const id = lines.get(drawn) ?? `l${lines.size.toString(36)}`;
      lines.set(drawn, id);
      return `<use href="#${id}" y="${row * cell.height}"/>`;
    });
    return `<g transform="translate(${place * width})">${captionOf(width, key, says)}<g transform="translate(${margin} ${bar})">${uses.join("")}</g></g>`;
  });
  const defined = [...lines].map(([drawn, id]) => `<g id="${id}">${drawn}</g>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="t">
<title id="t">${escaped(title)}</title>
<style>${style}${motion(frames, width)}</style>
<defs>
${defined.join("\n")}
</defs>
<rect class="window" x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8"/>
<g class="dots"><circle cx="18" cy="17" r="5"/><circle cx="36" cy="17" r="5"/><circle cx="54" cy="17" r="5"/></g>
<g class="film">
${strip.join("\n")}
</g>
</svg>
`;
}

/** @param {import("./screen-pieces.mjs").Piece} piece */
function pieceOf({ at, text, colour, isBold, isDim, isReversed }) {
  const columns = [...text].length;
  const hue = colour || (isDim ? "d" : "text");
  // Fonts draw these with gaps between lines.
  if (text === "│") return `<rect class="rule" ${across(at + 0.5)} width="1" height="${cell.height}"/>`;
  if (text.startsWith("█")) return `<rect class="${hue}" ${across(at, columns)} y="2" height="${cell.height - 4}"/>`;
  const ground = isReversed ? `<rect class="${hue}" ${across(at, columns)} height="${cell.height}"/>` : "";
  if (text.trim() === "") return ground;
  const looks = [!isReversed && colour, isBold && "b", isDim && "d", isReversed && "v"].filter(Boolean).join(" ");
  const named = looks === "" ? "" : `class="${looks}" `;
  const fitted = columns > 1 ? ` textLength="${round(columns * cell.width)}"` : "";
  return `${ground}<text ${named}${across(at)} y="13"${fitted}>${escaped(text)}</text>`;
}

/** @param {number} at @param {number} [columns] */
function across(at, columns) {
  const x = `x="${round(at * cell.width)}"`;
  return columns === undefined ? x : `${x} width="${round(columns * cell.width)}"`;
}

/** The key that was pressed, and what it is for, in the bar of the window. @param {number} width @param {string} [key] @param {string} [says] */
function captionOf(width, key, says = "") {
  if (key === undefined) return "";
  const wide = key.length * cell.width + 16;
  const from = width - margin - wide;
  const said =
    says === "" ? "" : `<text class="d" x="${round(from - 10)}" y="22" text-anchor="end">${escaped(says)}</text>`;
  return `${said}<rect class="key" x="${round(from)}" y="6" width="${round(wide)}" height="22" rx="5"/><text x="${round(from + 8)}" y="22">${escaped(key)}</text>`;
}

/** When the film moves on to which frame. @param {readonly Frame[]} frames @param {number} width */
function motion(frames, width) {
  const whole = frames.reduce((sum, { seconds }) => sum + seconds, 0);
  let passed = 0;
  const steps = frames.map(({ seconds }, place) => {
    const at = round((passed / whole) * 100, 3);
    passed += seconds;
    return `${at}%{transform:translateX(${-place * width}px)}`;
  });
  const last = `translateX(${-(frames.length - 1) * width}px)`;
  return `.film{transform:${last};animation:film ${round(whole)}s step-end infinite}
@keyframes film{${steps.join("")}to{transform:${last}}}
@media (prefers-reduced-motion:reduce){.film{animation:none}}
`;
}

/** @param {number} value @param {number} [places] */
function round(value, places = 1) {
  return Number(value.toFixed(places));
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
