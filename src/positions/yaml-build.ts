import { COLLECTION_STYLE, EVENT_ID, type parseEvents, SCALAR_STYLE, type ScalarEvent } from "js-yaml";
import type { ErrorCode } from "../error-codes.ts";
import type { Problem } from "../errors.ts";
import type { PlaceAt } from "./line-index.ts";
import type { ListNode, MapNode, PositionedNode, ScalarNode } from "./node.ts";
import { mapFrom } from "./yaml-map.ts";
import { scalarValue } from "./yaml-scalar.ts";

type YamlEvent = ReturnType<typeof parseEvents>[number];
type CollectionEvent = Extract<YamlEvent, { readonly style: number; readonly start: number }>;

const maxAliases = 100;
/** How many nodes aliases may add to a document: far above any real file, far below what exhausts memory. */
const maxAliasedNodes = 100_000;

interface Frame {
  readonly event: CollectionEvent | undefined;
  readonly children: PositionedNode[];
  readonly anchor: string | undefined;
  size: number;
}

interface Anchor {
  readonly node: PositionedNode;
  readonly size: number;
}

/** Builds positioned nodes from parser events, going on after each problem so that all are found. */
export function buildYaml(
  source: string,
  events: readonly YamlEvent[],
  placeAt: PlaceAt,
): { documents: PositionedNode[]; problems: Problem[] } {
  const builder = new YamlBuilder(source, placeAt);
  for (const event of events) builder.take(event);
  return builder;
}

class YamlBuilder {
  readonly documents: PositionedNode[] = [];
  readonly problems: Problem[] = [];
  readonly #source: string;
  readonly #placeAt: PlaceAt;
  readonly #frames: Frame[] = [];
  #anchors = new Map<string, Anchor>();
  #aliases = 0;
  #aliasedNodes = 0;
  /** Where the text that has been built so far ends. */
  #cursor = 0;

  constructor(source: string, placeAt: PlaceAt) {
    this.#source = source;
    this.#placeAt = placeAt;
  }

  take(event: YamlEvent): void {
    if (event.type === EVENT_ID.DOCUMENT) this.#startDocument();
    else if (event.type === EVENT_ID.SCALAR) this.#add(this.#scalar(event), 1, this.#anchorOf(event));
    else if (event.type === EVENT_ID.ALIAS) this.#alias(event.anchorStart, event.anchorEnd);
    else if (event.type === EVENT_ID.POP) this.#close();
    else this.#open(event);
  }

  #startDocument(): void {
    this.#anchors = new Map();
    this.#aliases = 0;
    this.#aliasedNodes = 0;
    this.#frames.push({ event: undefined, children: [], anchor: undefined, size: 0 });
  }

  #open(event: CollectionEvent): void {
    const fitting = event.type === EVENT_ID.SEQUENCE ? "!!seq" : "!!map";
    const tag = event.tagStart < 0 ? "" : this.#source.slice(event.tagStart, event.tagEnd);
    if (tag !== "" && tag !== "!" && tag !== fitting) this.#oddTag(tag, event.tagStart);
    this.#frames.push({ event, children: [], anchor: this.#anchorOf(event), size: 1 });
    const inside = event.style === COLLECTION_STYLE.FLOW ? event.start + 1 : event.start;
    this.#cursor = Math.max(this.#cursor, inside);
  }

  #close(): void {
    const frame = this.#frames.pop();
    if (frame === undefined) return;
    const { event, children } = frame;
    if (event === undefined) {
      const [content] = children;
      if (content !== undefined && !isEmpty(content)) this.documents.push(content);
      return;
    }
    const flow = event.style === COLLECTION_STYLE.FLOW;
    const end = flow ? flowEnd(this.#source, this.#cursor) : this.#cursor;
    const base = { start: event.start, end, place: this.#placeAt(event.start) };
    const node: ListNode | MapNode =
      event.type === EVENT_ID.SEQUENCE
        ? { type: "list", ...base, items: children }
        : { type: "map", ...base, entries: mapFrom(this.#source, children, this.problems) };
    this.#add(node, frame.size, frame.anchor);
  }

  #add(node: PositionedNode, size: number, anchor: string | undefined): void {
    this.#cursor = Math.max(this.#cursor, node.alias?.end ?? node.end);
    if (anchor !== undefined) this.#anchors.set(anchor, { node, size });
    const frame = this.#frames.at(-1);
    if (frame === undefined) return;
    frame.children.push(node);
    frame.size += size;
  }

  #scalar(event: ScalarEvent): ScalarNode {
    const span = scalarSpan(this.#source, event, this.#cursor);
    const value = scalarValue(this.#source, event);
    if (value === undefined) this.#oddTag(this.#source.slice(event.tagStart, event.tagEnd), event.tagStart);
    return { type: "scalar", ...span, place: this.#placeAt(span.start), ...(value ?? { value: "", text: "" }) };
  }

  #alias(start: number, end: number): void {
    const name = this.#source.slice(start, end);
    const target = this.#anchors.get(name);
    const span = { start: start - 1, end };
    const refused = target === undefined ? this.#unknownAnchor(name, start) : this.#bomb(target, start);
    if (target === undefined || refused)
      this.#add({ type: "scalar", ...span, place: this.#placeAt(span.start), value: null, text: "" }, 1, undefined);
    else this.#add({ ...target.node, alias: span }, target.size, undefined);
  }

  #unknownAnchor(name: string, offset: number): true {
    const message = `*${name} names no finished anchor`;
    this.#report("input/does-not-parse", message, offset, "Define the anchor above its use.");
    return true;
  }

  /** True where this alias goes beyond a limit; only the first such one of a document is reported. */
  #bomb(target: Anchor, offset: number): boolean {
    const before = this.#aliases > maxAliases || this.#aliasedNodes > maxAliasedNodes;
    this.#aliases++;
    this.#aliasedNodes += target.size;
    const now = this.#aliases > maxAliases || this.#aliasedNodes > maxAliasedNodes;
    const message = `more than ${maxAliases} aliases, or aliases that grow too large`;
    if (now && !before) this.#report("input/alias-bomb", message, offset, "Write the values out.");
    return now;
  }

  #oddTag(tag: string, offset: number): void {
    this.#report("input/does-not-parse", `the tag ${tag} cannot be used here`, offset, "Remove the tag.");
  }

  #report(code: ErrorCode, message: string, offset: number, next: string): void {
    this.problems.push({ code, message, place: this.#placeAt(offset), next });
  }

  #anchorOf(event: { anchorStart: number; anchorEnd: number }): string | undefined {
    return event.anchorStart < 0 ? undefined : this.#source.slice(event.anchorStart, event.anchorEnd);
  }
}

function isEmpty(node: PositionedNode): boolean {
  return node.type === "scalar" && node.value === null && node.text === "";
}

/** The stretch of a scalar with its quotes or block header; an empty one stands where the text before it ends. */
function scalarSpan(source: string, event: ScalarEvent, cursor: number): { start: number; end: number } {
  if (event.valueStart < 0) return { start: cursor, end: cursor };
  const { valueStart: start, valueEnd: end } = event;
  if (event.style === SCALAR_STYLE.PLAIN) return { start, end };
  if (event.style === SCALAR_STYLE.LITERAL_BLOCK) return { start: headerBefore(source, "|", cursor, start), end };
  if (event.style === SCALAR_STYLE.FOLDED_BLOCK) return { start: headerBefore(source, ">", cursor, start), end };
  return { start: start - 1, end: end + 1 };
}

function headerBefore(source: string, indicator: string, from: number, to: number): number {
  const found = source.indexOf(indicator, from);
  return found >= 0 && found < to ? found : to;
}

/** Where a flow collection ends: behind its bracket, past separators and comments that follow its last child. */
function flowEnd(source: string, from: number): number {
  const rest = /(?:[\s,:?]|#[^\n]*)*[\]}]?/y;
  rest.lastIndex = from;
  return from + (rest.exec(source)?.[0].length ?? 0);
}
