/** @jsxImportSource preact */
import { counted } from "../../../counted.ts";
import { FindingCard } from "../parts/finding-card.tsx";
import { figure } from "../parts/words.tsx";
import type { ShownFinding } from "../shown-finding.ts";
import { type Choice, chosen, type Entry, everything } from "./choice.ts";
import { Filters } from "./filters.tsx";
import type { Options } from "./options.ts";
import { type Order, sorted } from "./orders.ts";
import { Pages } from "./pages.tsx";

/** Findings on one page of the list: as many as are drawn in the time of a keystroke. */
export const pageLength = 50;

export interface FinderState {
  readonly choice: Choice;
  readonly order: Order;
  readonly page: number;
  /** On paper there is everything, and nothing to be clicked. */
  readonly onPaper: boolean;
}

export const firstState: FinderState = { choice: everything, order: "gravest", page: 0, onPaper: false };

interface FinderProps {
  readonly state: FinderState;
  readonly entries: readonly Entry[];
  readonly options: Options;
  readonly severities: readonly ShownFinding["severity"][];
  readonly nothing: string;
  readonly onState: (change: Partial<FinderState>) => void;
}

/** The findings that a state asks for, on all pages. */
export function listed({ choice, order, onPaper }: FinderState, entries: readonly Entry[]): readonly Entry[] {
  return onPaper ? entries : sorted(chosen(entries, choice), order);
}

/** The list of findings with all that can be asked of it. */
export function Finder({ state, entries, options, severities, nothing, onState }: FinderProps) {
  const { choice, order, page, onPaper } = state;
  const all = listed(state, entries);
  const pages = Math.max(1, Math.ceil(all.length / pageLength));
  const shown = onPaper ? all : all.slice(page * pageLength, (page + 1) * pageLength);
  const asksNothing = choice === everything;
  return (
    <>
      {onPaper ? null : (
        <Filters
          {...{ choice, order, options, severities, entries }}
          onChoice={(change) => onState({ choice: { ...choice, ...change }, page: 0 })}
          onOrder={(next) => onState({ order: next, page: 0 })}
        />
      )}
      {onPaper ? null : (
        <div class="outcome">
          <p role="status">
            {all.length === entries.length
              ? counted(all.length, "finding")
              : `${figure(all.length)} of ${counted(entries.length, "finding")}`}
          </p>
          <button type="button" hidden={asksNothing} onClick={() => onState({ choice: everything, page: 0 })}>
            Show all
          </button>
          <p class="keys">
            <kbd>/</kbd> search <kbd>j</kbd> <kbd>k</kbd> next, previous <kbd>Enter</kbd> open <kbd>Esc</kbd> close
          </p>
        </div>
      )}
      {all.length === 0 ? <p class="empty">{entries.length === 0 ? nothing : "No finding is like that."}</p> : null}
      <ol class="findings">
        {shown.map(({ finding, rule, ruleAt }) => (
          <FindingCard key={finding.fingerprint} {...{ finding, rule, ruleAt }} />
        ))}
      </ol>
      {onPaper ? null : <Pages page={page} pages={pages} onPage={(next) => onState({ page: next })} />}
    </>
  );
}
