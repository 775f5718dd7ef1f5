import { groupings } from "../data/listing.ts";
import { sortings } from "../data/order.ts";
import { type ActionName, bindingsIn, keyText } from "../keys.ts";
import { fromTop } from "../model/arrange.ts";
import { placeOf, type State } from "../model/state.ts";

/** Something that the command line can do. */
export interface Command {
  readonly name: string;
  readonly does: string;
  readonly keys: string;
  readonly run: { readonly action: ActionName } | { readonly arrange: (state: State) => State };
}

/** Beginnings of commands that mean the command line itself. */
const itself: ReadonlySet<string> = new Set(["command", "enter", "leave-now", "suspend"]);

/** What is there to be done in the screen below the command line, as far as its name or its words hold what was typed. */
export function commandsFor(state: State, text: string): readonly Command[] {
  const place = placeOf({ ...state, layer: undefined });
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const named = bindingsIn(place)
    .filter(({ name }) => !itself.has(name))
    .map(({ name, does, keys }) => ({
      name,
      does,
      keys: keys.map(keyText).join(" "),
      run: { action: name as ActionName },
    }));
  const grouped = groupings.map((grouping) => ({
    ...{ name: `group ${grouping}`, does: grouping === "none" ? "one list" : `group by ${grouping}`, keys: "" },
    run: {
      arrange: (from: State) => fromTop({ ...from, screen: "list" as const, grouping, folded: new Set<string>() }),
    },
  }));
  const sorted = sortings.map((sorting) => ({
    ...{ name: `sort ${sorting}`, does: `sort by ${sorting}`, keys: "" },
    run: { arrange: (from: State) => fromTop({ ...from, screen: "list" as const, sorting }) },
  }));
  const found = [...named, ...grouped, ...sorted].filter(({ name, does }) =>
    words.every((word) => `${name} ${does}`.toLowerCase().includes(word)),
  );
  // Whoever types a name means that, whatever else tells of it.
  return found.toSorted((a, b) => Number(b.name.startsWith(text)) - Number(a.name.startsWith(text)));
}
