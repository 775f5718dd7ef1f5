import { compareSeverity, type Severity } from "../../model/severity.ts";
import type { Data } from "./data.ts";
import { orderOf, type Sorting } from "./order.ts";

/** What a list can be grouped by, in the order in which a key goes through it. */
export const groupings = ["none", "rule", "subject", "application", "owner", "severity", "control"] as const;
export type Grouping = (typeof groupings)[number];

/** Findings that have something in common, under one heading. */
export interface Group {
  readonly name: string;
  readonly count: number;
  readonly gravest: Severity;
  readonly isFolded: boolean;
}

/** What the list shows, line by line: the number of a finding, or below zero a group's, counted from -1 down. */
export interface Listing {
  readonly lines: Int32Array;
  readonly groups: readonly Group[];
  /** Findings that are listed, each once. */
  readonly shown: number;
}

export interface Arrangement {
  readonly grouping: Grouping;
  readonly sorting: Sorting;
  readonly isReversed: boolean;
  readonly folded: ReadonlySet<string>;
  readonly passes: (index: number) => boolean;
}

/** The lines of a list. */
export function listingOf(data: Data, arrangement: Arrangement): Listing {
  const { sorting, isReversed, passes, grouping } = arrangement;
  const order = orderOf(data, sorting);
  const passing = (isReversed ? order.slice().reverse() : order).filter(passes);
  if (grouping === "none") return { lines: passing, groups: [], shown: passing.length };
  return { ...grouped(data, passing, arrangement), shown: passing.length };
}

function grouped(
  data: Data,
  passing: Int32Array,
  { grouping, folded }: Arrangement,
): Pick<Listing, "lines" | "groups"> {
  const members = new Map<string, number[]>();
  for (const index of passing)
    for (const name of namesOf(data, index, grouping)) {
      const found = members.get(name);
      if (found) found.push(index);
      else members.set(name, [index]);
    }
  const sorted = [...members]
    .map(([name, indices]) => ({ name, indices, gravest: gravestOf(data, indices) }))
    .sort(
      (a, b) =>
        compareSeverity(b.gravest, a.gravest) || b.indices.length - a.indices.length || (a.name < b.name ? -1 : 1),
    );
  const lines: number[] = [];
  const groups = sorted.map(({ name, indices, gravest }, place) => {
    const isFolded = folded.has(name);
    lines.push(-1 - place);
    if (!isFolded) for (const index of indices) lines.push(index);
    return { name, count: indices.length, gravest, isFolded };
  });
  return { lines: Int32Array.from(lines), groups };
}

/** Whom a finding stands under; under each of its controls. */
export function namesOf(data: Data, index: number, grouping: Exclude<Grouping, "none"> | Grouping): readonly string[] {
  const finding = data.at(index);
  switch (grouping) {
    case "rule":
      return [finding.rule];
    case "subject":
      return [finding.name === undefined ? finding.subject : `${finding.name}  ${finding.subject}`];
    case "application":
      return [finding.app];
    case "owner":
      return [data.owner(index) || "nobody"];
    case "severity":
      return [finding.severity];
    case "control": {
      const controls = data.controls(index);
      return controls.length > 0 ? controls : ["no control"];
    }
    case "none":
      return [];
  }
}

function gravestOf(data: Data, indices: readonly number[]): Severity {
  let gravest: Severity = "info";
  for (const index of indices) {
    const { severity } = data.at(index);
    if (compareSeverity(severity, gravest) > 0) gravest = severity;
  }
  return gravest;
}
