import type { Data } from "../data/data.ts";
import type { Grouping, Listing } from "../data/listing.ts";
import type { Sorting } from "../data/order.ts";
import type { Place } from "../keys.ts";
import type { Decision } from "./decision.ts";
import type { Plan, Written } from "./desk.ts";
import type { FactsOrWhy } from "./facts.ts";
import type { Form } from "./form.ts";
import type { Ground } from "./ground.ts";
import type { TextInput } from "./text-input.ts";

/** What lies above the screen and takes the keys. */
export type Layer =
  | { readonly kind: "help"; readonly top: number; readonly told?: Told }
  | { readonly kind: "filter"; readonly input: TextInput; readonly before: string }
  | { readonly kind: "palette"; readonly input: TextInput; readonly at: number }
  | { readonly kind: "form"; readonly form: Form }
  | { readonly kind: "confirm"; readonly plan: Plan; readonly top: number }
  | { readonly kind: "done"; readonly written: Written; readonly top: number }
  | { readonly kind: "leave" };

/** Something longer to be read, such as why a decision was refused. */
export interface Told {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What is said in the line above the keys, until the next key. */
export interface Message {
  readonly text: string;
  readonly tone: "good" | "bad" | "faint";
}

/** All that the interface is at a moment. Every view is made from it, and every key makes another. */
export interface State {
  readonly data: Data;
  readonly ground: Ground;
  readonly size: { readonly columns: number; readonly rows: number };
  readonly screen: "summary" | "list" | "detail";
  readonly layer?: Layer | undefined;
  readonly listing: Listing;
  readonly grouping: Grouping;
  readonly sorting: Sorting;
  readonly isReversed: boolean;
  readonly folded: ReadonlySet<string>;
  /** The filter that is on. */
  readonly filter: string;
  /** The last filter, which n and N go by once it is lifted. */
  readonly search: string;
  /** Number of the line that keys act on, and of the first one in view. */
  readonly cursor: number;
  readonly top: number;
  /** First line in view of the finding that is shown. */
  readonly detailTop: number;
  readonly marks: ReadonlySet<number>;
  /** Line at which a range began. */
  readonly anchor?: number | undefined;
  readonly decisions: readonly Decision[];
  /** The decisions as they were before each form that made some, so that taking them back brings those back. */
  readonly earlier: readonly (readonly Decision[])[];
  /** What was looked up of findings, by number. */
  readonly facts: ReadonlyMap<number, FactsOrWhy>;
  readonly message?: Message | undefined;
  /** What is being done just now. */
  readonly busy?: string | undefined;
  /** What was written since the beginning, and the commands that bring all of it into a pull request. */
  readonly written: readonly string[];
  readonly commands: readonly string[];
}

/** What has to be done in the world because of a key. */
export type Effect =
  | { readonly kind: "copy"; readonly text: string; readonly what: string }
  | { readonly kind: "edit"; readonly file: string; readonly line: number }
  | { readonly kind: "judge" }
  | { readonly kind: "plan"; readonly decisions: readonly Decision[] }
  | { readonly kind: "write"; readonly plan: Plan }
  | { readonly kind: "suspend" }
  | { readonly kind: "leave" };

/** A state, and what is to be done for it. */
export interface Step {
  readonly state: State;
  readonly effects: readonly Effect[];
}

export function step(state: State, ...effects: readonly Effect[]): Step {
  return { state, effects };
}

/** Where keys are pressed now. */
export function placeOf({ layer, screen }: Pick<State, "layer" | "screen">): Place {
  return layer?.kind ?? screen;
}

/** Lines of the body: all but the header, what stands under it, and the footer with its message. */
export function bodyHeight({ size }: Pick<State, "size">): number {
  return Math.max(1, size.rows - 5);
}

/** From this width on the finding is shown beside the list. */
export const wideEnough = 100;

export function isWide({ size }: Pick<State, "size">): boolean {
  return size.columns >= wideEnough;
}

/** The finding that keys act on; undefined on a group's heading, and where nothing is listed. */
export function currentFinding({ listing, cursor }: Pick<State, "listing" | "cursor">): number | undefined {
  const line = listing.lines[cursor];
  return line === undefined || line < 0 ? undefined : line;
}
