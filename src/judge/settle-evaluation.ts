import type { Evaluation } from "../model/evaluation.ts";
import { mergeCauses } from "./causes.ts";
import type { HomeOf } from "./document-home.ts";
import { setMisplacedApart } from "./misplaced.ts";
import {
  type JudgedRules,
  type SettledFinding,
  type SettledUnknown,
  settleFindings,
  settleUnknowns,
} from "./settle.ts";

/** What rules said, each thing once and in its place. */
export interface SettledEvaluation {
  readonly evaluation: Evaluation;
  readonly findings: readonly SettledFinding[];
  /** Findings that are told as the cause of another. */
  readonly asCause: readonly SettledFinding[];
  readonly unknowns: readonly SettledUnknown[];
}

/** Where findings may be placed. */
export interface Ground {
  readonly rules: JudgedRules;
  readonly places: ReadonlySet<string>;
  readonly homeOf: HomeOf;
}

export function settleEvaluation(given: Evaluation, ground: Ground): SettledEvaluation {
  const evaluation = setMisplacedApart(given, ground);
  const { rules } = ground;
  return {
    evaluation,
    ...mergeCauses(settleFindings(evaluation.findings, rules), rules),
    unknowns: settleUnknowns(evaluation.unknowns, rules),
  };
}
