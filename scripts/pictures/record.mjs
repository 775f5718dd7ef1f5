// @ts-check
import { acmeRepository } from "./acme-repository.mjs";
import { filmOf } from "./film.mjs";
import { story } from "./story.mjs";
import { Terminal } from "./terminal.mjs";

const size = { columns: 110, rows: 27 };

/** Characters that are typed between two frames, and for how long each of these stays. */
const atOnce = 2;
const typing = 0.13;

/** What the picture shows, for whoever does not see it. */
export const filmTitle =
  "A terminal in which somebody goes through findings of entitlint: filters them, waives three with a reason, looks at the diff, and writes it.";

/** Plays the story in a terminal, and gives it as one animated SVG: the same one whenever the screens are the same. */
export async function record() {
  const acme = acmeRepository();
  const env = { TERM: "screen-256color", LANG: "C.UTF-8", HISTFILE: "" };
  const terminal = new Terminal({ ...size, folder: acme.folder, env, command: acme.shell });
  /** @type {import("./film.mjs").Frame[]} */
  const frames = [];
  try {
    for (const { key, typed = "", shows, seconds, says } of story) {
      for (let at = 0; at < typed.length; at += atOnce) {
        const part = typed.slice(at, at + atOnce);
        for (const character of part) terminal.press(character === " " ? "space" : character);
        const ending = typed.slice(0, at + part.length).trimEnd();
        frames.push({ screen: await terminal.shown(textAt(ending)), seconds: typing });
      }
      if (key !== undefined) terminal.press(key);
      const shown = { ...(key !== undefined && { key }), ...(says !== undefined && { says }) };
      frames.push({ screen: await terminal.shown(shows), seconds, ...shown });
    }
  } finally {
    terminal.end();
    acme.remove();
  }
  // The interface leaves the last row empty.
  return filmOf(frames, { ...size, rows: size.rows - 1, title: filmTitle });
}

/** @param {string} text */
function textAt(text) {
  return new RegExp(text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
}
