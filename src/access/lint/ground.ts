import type { Problem } from "../../errors.ts";
import type { AccessState, PlacedReference } from "../../model/access.ts";
import type { ExpectedAccess } from "../../model/declared/expected.ts";
import type { Severity } from "../../model/severity.ts";
import type { CalendarDate } from "../../model/time.ts";
import type { ReferenceIndex } from "../resolve-references.ts";

/** What only an estate that was read can tell. */
export interface AccessWorld extends ReferenceIndex {
  /**
   * How those who answer for something stand: `here` where somebody is, `left` where everybody has gone, `nobody` for a
   * group without members; undefined where nothing tells.
   */
  standing(reference: PlacedReference): "here" | "left" | "nobody" | undefined;
  /** The ids of the subjects that a reference means: a person, the members of a group, whose record it is. */
  subjectsOf(reference: PlacedReference): readonly string[];
  /** Who holds what by the roles. */
  readonly expected: ExpectedAccess;
}

/** What access files are checked against. */
export interface LintGround {
  readonly state: AccessState;
  /** Today, in UTC. */
  readonly today: CalendarDate;
  /** The severity of every rule there is, under each of its names; undefined where the rules cannot be read. */
  readonly rules: ReadonlyMap<string, Severity> | undefined;
  /** Undefined where there is no snapshot. */
  readonly world: AccessWorld | undefined;
}

/** One sort of mistakes that access files can hold. */
export type AccessCheck = (ground: LintGround) => Problem[];
