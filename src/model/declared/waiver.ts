import type { Place } from "../../errors.ts";
import type { PlacedReference } from "../reference.ts";
import type { Severity } from "../severity.ts";
import type { CalendarDate } from "../time.ts";
import type { RuleName } from "./break-glass.ts";

/** What a waiver is about: one object, or a glob over ids that may match so many. */
export type WaivedObject =
  | { readonly kind: "exact"; readonly reference: PlacedReference }
  | { readonly kind: "pattern"; readonly pattern: string; readonly maxMatches: number; readonly place: Place };

/** The decision that a finding may stand for a while. */
export interface DeclaredWaiver {
  readonly id: string;
  readonly rule: RuleName;
  readonly object: WaivedObject;
  readonly kind: "accepted-risk" | "false-positive";
  readonly owner: PlacedReference;
  readonly approver: PlacedReference;
  readonly reason: string;
  readonly created: CalendarDate;
  /** The last day, to its end in UTC. */
  readonly until: CalendarDate;
  /** What is done instead. */
  readonly control?: string;
  readonly ticket?: string;
  readonly place: Place;
}

/** Days that a waiver may last, by the severity of what it waives. */
export const longestWaiver: Readonly<Record<Severity, number>> = {
  critical: 30,
  high: 90,
  medium: 180,
  low: 180,
  info: 180,
};

/** Severities whose waiver has to say what is done instead. */
export const controlledSeverities: ReadonlySet<Severity> = new Set<Severity>(["high", "critical"]);

/** The id of a waiver's document, which is what findings about it are about. */
export function waiverDocumentId({ id }: Pick<DeclaredWaiver, "id">): string {
  return `waiver:${id}`;
}
