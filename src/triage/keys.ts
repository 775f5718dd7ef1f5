/** Where keys are pressed: a screen, or what lies above it. */
export const places = [
  "summary",
  "list",
  "detail",
  "form",
  "confirm",
  "done",
  "leave",
  "help",
  "filter",
  "palette",
] as const;
export type Place = (typeof places)[number];

export const placeTitles: Readonly<Record<Place, string>> = {
  summary: "Summary",
  list: "List",
  detail: "One finding",
  form: "Form of a decision",
  confirm: "Before writing",
  done: "After writing",
  leave: "Leaving with decisions that are not written",
  help: "Help",
  filter: "Filter line",
  palette: "Command line",
};

/** One thing that keys do. */
export interface Binding {
  /** What it is called on the command line. */
  readonly name: string;
  readonly keys: readonly string[];
  readonly does: string;
  readonly where: readonly Place[];
  /** Its word in the footer, where it stands there. */
  readonly footer?: string;
}

const browsing = ["list", "detail"] as const;
const moving = ["list", "detail", "confirm", "done", "help"] as const;
const calm = ["summary", "list", "detail"] as const;
const typing = ["filter", "palette", "form"] as const;

/** Every key of the interface: what it does and where it holds. Help, footers, the command line and docs/triage.md are made of it. */
export const keyMap = [
  {
    name: "enter",
    keys: ["enter"],
    does: "go in: the list, a finding in full, a group folded or unfolded",
    where: ["summary", "list"],
    footer: "open",
  },
  {
    name: "waive",
    keys: ["w"],
    does: "waive what is chosen: it is true, and accepted for a while",
    where: browsing,
    footer: "waive",
  },
  {
    name: "false-positive",
    keys: ["f"],
    does: "waive what is chosen as a false positive: it is wrong",
    where: browsing,
    footer: "false positive",
  },
  {
    name: "baseline",
    keys: ["b"],
    does: "put what is chosen off: an entry of the baseline, with owner and day",
    where: browsing,
    footer: "put off",
  },
  {
    name: "assign",
    keys: ["A"],
    does: "give to another owner what was decided on before: a waiver, or an entry of the baseline",
    where: browsing,
  },
  {
    name: "note",
    keys: ["i"],
    does: "write a note on what is chosen, or take it away; it decides nothing",
    where: browsing,
  },
  {
    name: "changes",
    keys: ["c"],
    does: "show what the decisions write as a diff, and write it",
    where: ["summary", "list", "detail", "leave"],
    footer: "write",
  },
  { name: "filter", keys: ["/"], does: "filter by typing", where: ["list"], footer: "filter" },
  {
    name: "mark",
    keys: ["space"],
    does: "mark or unmark: a finding, a group, what the range holds",
    where: browsing,
    footer: "mark",
  },
  {
    name: "group-next",
    keys: ["tab", "]"],
    does: "group by the next: rule, subject, application, owner, severity, control, none",
    where: ["list"],
    footer: "group",
  },
  {
    name: "sort",
    keys: ["s"],
    does: "sort by the next: severity, rule, subject, application, owner, standing",
    where: ["list"],
    footer: "sort",
  },
  {
    name: "undo",
    keys: ["z"],
    does: "take back the last decision that is not written",
    where: browsing,
    footer: "undo",
  },
  { name: "help", keys: ["?"], does: "all keys", where: calm, footer: "help" },
  {
    name: "quit",
    keys: ["q"],
    does: "leave; decisions that are not written are asked about",
    where: calm,
    footer: "quit",
  },
  { name: "down", keys: ["j", "down"], does: "down a line", where: moving },
  { name: "up", keys: ["k", "up"], does: "up a line", where: moving },
  { name: "top", keys: ["g", "home"], does: "to the beginning", where: moving },
  { name: "bottom", keys: ["G", "end"], does: "to the end", where: moving },
  { name: "half-down", keys: ["ctrl+d"], does: "down half a page", where: moving },
  { name: "half-up", keys: ["ctrl+u"], does: "up half a page", where: moving },
  { name: "page-down", keys: ["pagedown", "ctrl+f"], does: "down a page", where: moving },
  { name: "page-up", keys: ["pageup", "ctrl+b"], does: "up a page", where: moving },
  { name: "pane-down", keys: ["J"], does: "down a line in the finding beside the list", where: ["list"] },
  { name: "pane-up", keys: ["K"], does: "up a line in the finding beside the list", where: ["list"] },
  {
    name: "next-match",
    keys: ["n"],
    does: "to the next finding that the filter meets, or met before it was lifted",
    where: browsing,
  },
  { name: "previous-match", keys: ["N"], does: "to the one before", where: browsing },
  {
    name: "back",
    keys: ["esc"],
    does: "back: ends a range, lifts a filter, leaves a screen; writes nothing",
    where: ["list", "detail", "confirm", "done", "leave", "help"],
    footer: "back",
  },
  { name: "range", keys: ["v"], does: "begin or end a range from here", where: ["list"] },
  { name: "all", keys: ["a"], does: "mark all that is listed, or nothing if all is", where: ["list"] },
  { name: "group-previous", keys: ["shift+tab", "["], does: "group by the one before", where: ["list"] },
  { name: "reverse", keys: ["S"], does: "turn the order round", where: ["list"] },
  { name: "edit", keys: ["o", "e"], does: "open file and line in $VISUAL or $EDITOR", where: browsing },
  { name: "copy-id", keys: ["y"], does: "copy the id of what it is about", where: browsing },
  { name: "copy-fingerprint", keys: ["Y"], does: "copy the fingerprint", where: browsing },
  { name: "refresh", keys: ["r"], does: "judge again what the files say now", where: calm },
  { name: "command", keys: [":"], does: "the command line: anything by its name", where: calm },
  { name: "summary", keys: ["0"], does: "the summary", where: browsing },
  { name: "write", keys: ["y", "enter"], does: "write what the diff shows", where: ["confirm"], footer: "write" },
  {
    name: "copy-commands",
    keys: ["y"],
    does: "copy the commands that commit it and open a pull request",
    where: ["done"],
    footer: "copy",
  },
  { name: "go-on", keys: ["enter", "q"], does: "back to the list", where: ["done"], footer: "go on" },
  { name: "drop", keys: ["q"], does: "leave, and drop what is not written", where: ["leave"], footer: "leave" },
  { name: "close-help", keys: ["q", "?"], does: "close the help", where: ["help"], footer: "close" },
  {
    name: "not-yet",
    keys: ["n", "q"],
    does: "back without writing; the decisions stay",
    where: ["confirm"],
    footer: "not yet",
  },
  {
    name: "accept",
    keys: ["enter"],
    does: "take it; in a form the next field, at the last one the decision",
    where: typing,
    footer: "take",
  },
  { name: "submit", keys: ["ctrl+s"], does: "make the decision, from any field", where: ["form"], footer: "decide" },
  {
    name: "next-field",
    keys: ["tab", "down"],
    does: "the next field, or the next command",
    where: ["form", "palette"],
    footer: "next",
  },
  {
    name: "previous-field",
    keys: ["shift+tab", "up"],
    does: "the field or command before",
    where: ["form", "palette"],
  },
  {
    name: "suggest",
    keys: ["ctrl+n"],
    does: "the next suggestion for the field",
    where: ["form"],
    footer: "suggestion",
  },
  { name: "cancel", keys: ["esc"], does: "back as it was", where: typing, footer: "cancel" },
  { name: "erase", keys: ["backspace"], does: "erase the character before the cursor", where: typing },
  { name: "erase-line", keys: ["ctrl+u"], does: "erase the line", where: typing },
  { name: "erase-word", keys: ["ctrl+w"], does: "erase the word before the cursor", where: typing },
  { name: "left", keys: ["left"], does: "a character to the left", where: typing },
  { name: "right", keys: ["right"], does: "a character to the right", where: typing },
  { name: "line-start", keys: ["home", "ctrl+a"], does: "to the beginning of the line", where: typing },
  { name: "line-end", keys: ["end", "ctrl+e"], does: "to the end of the line", where: typing },
  { name: "leave-now", keys: ["ctrl+c"], does: "leave at once; nothing more is written", where: places },
  { name: "suspend", keys: ["ctrl+z"], does: "back to the shell; `fg` comes back", where: places },
] as const satisfies readonly Binding[];

export type ActionName = (typeof keyMap)[number]["name"];

const byPlace = new Map<Place, ReadonlyMap<string, ActionName>>(
  places.map((place) => [
    place,
    new Map(bindingsIn(place).flatMap(({ keys, name }) => keys.map((key) => [key, name as ActionName]))),
  ]),
);

/** What holds in a place, in the order of the map. */
export function bindingsIn(place: Place): readonly Binding[] {
  return keyMap.filter(({ where }: Binding) => where.includes(place));
}

/** What a key does in a place; undefined where it does nothing. */
export function actionOf(key: string, place: Place): ActionName | undefined {
  return byPlace.get(place)?.get(key);
}

/** A key as people write it. */
export function keyText(key: string): string {
  const arrows: Readonly<Record<string, string>> = {
    up: "↑",
    down: "↓",
    left: "←",
    right: "→",
    pageup: "PgUp",
    pagedown: "PgDn",
  };
  return arrows[key] ?? key.replace(/^ctrl\+/, "^");
}
