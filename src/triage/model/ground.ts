import type { Finding } from "../../model/report.ts";
import type { Severity } from "../../model/severity.ts";
import type { Draft, FieldProblem } from "./decision.ts";

/** What decisions are held to, and what can be proposed for them. */
export interface Ground {
  /** The day on which they are made. */
  readonly today: string;
  /** Days for which something so grave may be waived. */
  readonly mostDays: (severity: Severity) => number;
  /** Severities of which a waiver says what is done instead. */
  readonly controlled: ReadonlySet<Severity>;
  /** Rules that judge waivers: what they find can be neither waived nor put off. */
  readonly aboutWaivers: ReadonlySet<string>;
  /** Who approved waivers before, the most frequent first. */
  readonly approvers: readonly string[];
  /** Who answers for something already. */
  readonly owners: readonly string[];
  readonly ownerOf: (finding: Finding) => string | undefined;
  /** What is missing or wrong in a form, by the same reading as on the command line. */
  readonly problemsOf: (draft: Draft) => readonly FieldProblem[];
  /** Why nothing can be decided here, such as a report that lies in no repository. */
  readonly whyNot?: string | undefined;
}
