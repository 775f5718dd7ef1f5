import type { Report } from "../../model/report.ts";
import { Data } from "../data/data.ts";
import type { Grouping } from "../data/listing.ts";
import type { Sorting } from "../data/order.ts";
import { fromTop } from "./arrange.ts";
import type { Ground } from "./ground.ts";
import type { State } from "./state.ts";

export interface Beginning {
  readonly report: Report;
  readonly ground: Ground;
  readonly size: State["size"];
  readonly filter?: string | undefined;
  readonly grouping?: Grouping | undefined;
  readonly sorting?: Sorting | undefined;
}

/** The state that the interface opens with: the summary, and behind it the list, the gravest first. */
export function beginning({
  report,
  ground,
  size,
  filter = "",
  grouping = "none",
  sorting = "severity",
}: Beginning): State {
  return fromTop({
    ...{ data: new Data(report, ground.ownerOf), ground, size, screen: "summary" },
    listing: { lines: new Int32Array(), groups: [], shown: 0 },
    ...{ grouping, sorting, isReversed: false, folded: new Set<string>(), filter, search: filter },
    ...{
      cursor: 0,
      top: 0,
      detailTop: 0,
      marks: new Set<number>(),
      decisions: [],
      earlier: [],
      facts: new Map(),
      written: [],
      commands: [],
    },
  });
}

/** The state on another report of the same estate: what was marked, decided and chosen stays, as far as it is still there. */
export function onReport(state: State, report: Report, ground: Ground): State {
  const data = new Data(report, ground.ownerOf);
  const moved = (index: number) => data.indexOf(state.data.at(index).fingerprint);
  const marks = new Set([...state.marks].flatMap((index) => moved(index) ?? []));
  const held = state.listing.lines[state.cursor];
  const now = held === undefined || held < 0 ? undefined : moved(held);
  // The list is made anew around the finding that was chosen, by its new number.
  const lines = now === undefined ? new Int32Array() : new Int32Array(state.cursor + 1).fill(now);
  return { ...state, data, ground, marks, facts: new Map(), listing: { ...state.listing, lines } };
}
