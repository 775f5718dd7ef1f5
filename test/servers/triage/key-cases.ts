import type { ActionName } from "../../../src/triage/keys.ts";
import { prompt } from "./tmux.ts";

/** What a test of keys knows of the screen. */
export interface Ground {
  /** Whom the list names, in order. */
  readonly names: readonly string[];
  readonly rows: number;
  readonly columns: number;
}

/** A key from the top of the list on: what is pressed before it, what the screen shows after it, and what makes up for it. */
export interface KeyCase {
  readonly before?: readonly string[];
  readonly shows: RegExp | ((text: string, ground: Ground) => boolean);
  readonly after?: readonly string[];
  /** The finding fits on the tallest screen, where nothing can be scrolled. */
  readonly isShort?: true;
  /** Pressed in the end, because it changes files or ends the program. */
  readonly isLast?: true;
}

/** The line that keys act on; where there are groups, a finding's or a group's. */
export function chosenLine(text: string): string {
  return text.split("\n").find((line) => /^› /.test(line) || /^›[●┃]/.test(line)) ?? "";
}

/** Whether the line at hand is that of the finding so far down. */
function isAt(far: (ground: Ground) => number) {
  return (text: string, ground: Ground) => {
    const place = Math.min(Math.max(0, far(ground)), ground.names.length - 1);
    return chosenLine(text).includes((ground.names[place] ?? "?").slice(0, 9));
  };
}

const body = ({ rows }: Ground) => rows - 5;
const second = (text: string) => text.split("\n")[1] ?? "";
const decided = ["b", "ctrl+s"];
const typedLine = (wanted: string) => (text: string) => second(text).trimEnd() === wanted;
const pane = (text: string) => text.split("\n")[2]?.split("│")[1]?.trim() ?? "";
const narrow = /beside the list from 100 columns/;

export const keyCases: Readonly<Record<ActionName, KeyCase>> = {
  enter: { shows: /admin in crm by account:crm/, after: ["esc"] },
  waive: { shows: /Waive, being true and accepted: 1 finding/ },
  "false-positive": { shows: /Waive, being wrong: 1 finding/ },
  baseline: { shows: /Put off, to be mended by somebody: 1 finding/ },
  assign: { before: ["/", "is:waived", "enter"], shows: /Give what was decided on to another owner: 1 finding/ },
  note: {
    before: ["i", "trial", "ctrl+s"],
    shows: (text) => /Write a note, which decides nothing: 1 finding[\s\S]*› Note +trial▏/.test(text),
    after: ["esc", "z"],
  },
  changes: { before: decided, shows: /Nothing is written yet. This changes 1 file/, after: ["esc", "z"] },
  filter: { shows: typedLine(" /▏") },
  mark: { shows: /1 marked/, after: ["esc"] },
  "group-next": { shows: /61 findings · by rule/, after: ["["] },
  sort: { shows: /↓ rule/, after: ["s", "s", "s", "s", "s"] },
  undo: { before: decided, shows: /Taken back: 1 decision/ },
  help: { shows: /enter +go in: the list/ },
  quit: { before: decided, shows: /1 decision is not written/, after: ["esc", "z"] },
  down: { shows: isAt(() => 1) },
  up: { before: ["j", "j", "j", "j"], shows: isAt(() => 3) },
  top: { before: ["G"], shows: isAt(() => 0) },
  bottom: { shows: isAt(({ names }) => names.length - 1) },
  "half-down": { shows: isAt((ground) => Math.floor(body(ground) / 2)) },
  "half-up": { before: ["G"], shows: isAt((ground) => ground.names.length - 1 - Math.floor(body(ground) / 2)) },
  "page-down": { shows: isAt((ground) => body(ground) - 1) },
  "page-up": { before: ["G"], shows: isAt((ground) => ground.names.length - body(ground)) },
  "pane-down": {
    isShort: true,
    before: ["K", "K", "K"],
    shows: (text, { columns }) => (columns < 100 ? narrow.test(text) : pane(text).startsWith("Access without")),
  },
  "pane-up": {
    isShort: true,
    before: ["K", "K", "K", "J"],
    shows: (text, { columns }) => (columns < 100 ? narrow.test(text) : pane(text).startsWith("CRITICAL")),
  },
  "next-match": { before: ["/", "idp", "enter", "esc"], shows: (text) => /idp|Wei/.test(chosenLine(text)) },
  "previous-match": { before: ["/", "mills", "enter", "esc", "j", "j"], shows: isAt(() => 0) },
  back: { before: ["enter"], shows: /61 findings · ↓ severity\n›/ },
  range: { before: ["j"], shows: /range of 1/, after: ["esc"] },
  all: { shows: /61 marked/, after: ["a"] },
  "group-previous": { shows: /by control/, after: ["]"] },
  reverse: { shows: /↑ severity/, after: ["S"] },
  edit: { shows: /r judges what the files say now/ },
  "copy-id": { shows: /Copied the id, if the terminal lets it/ },
  "copy-fingerprint": { shows: /Copied the fingerprint, if the terminal/ },
  refresh: { shows: /Judged again: 61 findings/ },
  command: { shows: typedLine(" :▏") },
  summary: { shows: /Judged +[\d,]+ objects by/ },
  "close-help": { before: ["?"], shows: /61 findings · ↓ severity\n›/ },
  "not-yet": {
    before: [...decided, "c", "~Nothing is written yet"],
    shows: /61 findings · ↓ severity\n› ?b/,
    after: ["z"],
  },
  accept: { before: ["/", "sev:crit"], shows: /5 of 61 · ↓ severity · \/sev:crit/, after: ["esc"] },
  submit: { before: ["b"], shows: /1 decision made, 1 not written/, after: ["z"] },
  "next-field": { before: ["w"], shows: /› Control/ },
  "previous-field": { before: ["w"], shows: /› Ticket/ },
  suggest: { before: ["b"], shows: /› Who mends it +(?!group:idp\/sales)(group|person):/ },
  cancel: { before: ["w"], shows: /61 findings · ↓ severity\n›/ },
  erase: { before: ["/", "ab"], shows: typedLine(" /a▏") },
  "erase-line": { before: ["/", "ab"], shows: typedLine(" /▏") },
  "erase-word": { before: ["/", "ab cd"], shows: typedLine(" /ab ▏") },
  left: { before: ["/", "ab"], shows: typedLine(" /a▏b") },
  right: { before: ["/", "ab", "left"], shows: typedLine(" /ab▏") },
  "line-start": { before: ["/", "ab"], shows: typedLine(" /▏ab") },
  "line-end": { before: ["/", "ab", "left", "left"], shows: typedLine(" /ab▏") },
  suspend: { shows: /Stopped/, after: ["fg", "enter"] },
  write: {
    before: [...decided, "c", "~Nothing is written yet"],
    shows: /Written: 1 decision in access\/baseline\.yaml/,
    isLast: true,
  },
  "copy-commands": { shows: /Copied the commands/, isLast: true },
  "go-on": { shows: /findings · ↓ severity\n[› ] /, isLast: true },
  drop: { shows: /1 decision was not written/, isLast: true },
  "leave-now": { shows: prompt, isLast: true },
};
