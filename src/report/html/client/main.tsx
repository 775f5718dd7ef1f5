/** @jsxImportSource preact */
import { render } from "preact";
import type { PageData } from "../page-data.ts";
import { entriesOf, everything } from "./choice.ts";
import { Finder, type FinderState, firstState, listed, pageLength } from "./finder.tsx";
import { type Wish, wishOf } from "./keys.ts";
import { optionsOf } from "./options.ts";

/** Puts a list that can be searched in the place of the one that the page was written with. */
const place = document.getElementById("finder");
const data: PageData = JSON.parse(document.getElementById("data")?.textContent ?? "");
const entries = entriesOf(data.findings, data.rules);
const options = optionsOf(entries);
let state = firstState;

function show(change: Partial<FinderState>): void {
  state = { ...state, ...change };
  if (!place) return;
  const { severities, nothing } = data;
  render(<Finder {...{ state, entries, options, severities, nothing, onState: show }} />, place);
}

/** The lines that open a finding, in their order. */
function summaries(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("#finder .finding > details > summary")];
}

/** To the next finding or the one before, over the end of a page too. */
function step(by: 1 | -1): void {
  const lines = summaries();
  const at = lines.findIndex((line) => line.parentElement?.contains(document.activeElement));
  const next = at < 0 ? lines[0] : lines[at + by];
  focusOn(next ?? turned(by));
}

/** The first line of the next page, or the last of the one before; nothing where there is none. */
function turned(by: 1 | -1): HTMLElement | undefined {
  const page = state.page + by;
  if (page < 0 || page * pageLength >= listed(state, entries).length) return undefined;
  show({ page });
  return summaries().at(by > 0 ? 0 : -1);
}

function focusOn(line: HTMLElement | undefined): void {
  line?.focus();
  line?.scrollIntoView({ block: "nearest" });
}

function close(): void {
  const open = document.activeElement?.closest<HTMLDetailsElement>(".finding > details");
  if (!open) return;
  open.open = false;
  open.querySelector("summary")?.focus();
}

const acts: Readonly<Record<Wish, () => void>> = {
  search: () => document.getElementById("search")?.focus(),
  next: () => step(1),
  previous: () => step(-1),
  close,
  clear: () => show({ choice: { ...state.choice, text: "" }, page: 0 }),
};

document.addEventListener("keydown", (event) => {
  const { target, key, ctrlKey, metaKey, altKey } = event;
  if (ctrlKey || metaKey || altKey || !(target instanceof Element)) return;
  const wish = wishOf(key, {
    searching: target.id === "search",
    filling: target.matches("select, textarea, input:not([type=checkbox])"),
    reading: target.closest("#finder .findings") !== null,
  });
  if (wish === undefined) return;
  event.preventDefault();
  acts[wish]();
});

/** Shows the finding whose fingerprint, or the beginning of it, stands behind the page's address. */
function follow(): void {
  const mark = location.hash.slice(1);
  if (!/^[0-9a-f]{8,64}$/.test(mark)) return;
  const isMeant = ({ finding }: (typeof entries)[number]) => finding.fingerprint.startsWith(mark);
  if (!entries.some(isMeant)) return;
  if (!listed(state, entries).some(isMeant)) show({ choice: everything });
  const all = listed(state, entries);
  show({ page: Math.floor(all.findIndex(isMeant) / pageLength) });
  const element = document.querySelector<HTMLDetailsElement>(`#finder details[id^="${mark}"]`);
  if (!element) return;
  element.open = true;
  element.scrollIntoView({ block: "start" });
  element.querySelector("summary")?.focus({ preventScroll: true });
}

const paper = matchMedia("print");
function onPaper(is: boolean): void {
  if (is === state.onPaper) return;
  show({ onPaper: is });
  for (const part of document.querySelectorAll<HTMLDetailsElement>("main details")) {
    if (is && !part.open) part.dataset.opened = "";
    if (is) part.open = true;
    else if (part.dataset.opened !== undefined) {
      part.open = false;
      delete part.dataset.opened;
    }
  }
}
paper.addEventListener("change", ({ matches }) => onPaper(matches));
addEventListener("beforeprint", () => onPaper(true));
addEventListener("afterprint", () => onPaper(false));
addEventListener("hashchange", follow);

place?.replaceChildren();
show({ onPaper: paper.matches });
// The browser has followed the address itself by then, and would take the focus away again.
addEventListener("load", follow);
