import type { Tally } from "../../assemble/tally.ts";
import { assembleWaivers } from "../../assemble/waiver-documents.ts";
import { evaluate, type StartedPack } from "../../evaluate/index.ts";
import type { Judgement } from "../../judge/index.ts";
import { judgeWaivers } from "../../judge/judge-waivers.ts";
import { matchWaivers } from "../../judge/match-waivers.ts";
import type { JudgedRules } from "../../judge/settle.ts";
import { settleEvaluation } from "../../judge/settle-evaluation.ts";
import type { AccessState } from "../../model/access.ts";
import type { Estate } from "../../model/estate.ts";
import type { Evaluation } from "../../model/evaluation.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import { subjectHomes } from "../estate/subject-names.ts";
import { inquireWaivers } from "./waiver-facts.ts";

/** What rules said of everything, and what they were given to say it. */
export interface FirstEvaluation {
  readonly started: StartedPack;
  readonly estate: Estate;
  readonly evaluation: Evaluation;
  readonly tally: Tally;
  readonly rules: JudgedRules;
}

/**
 * Judges waivers in a second, small evaluation: first it is found out what each is about, then the rules say of its
 * document whether it holds, and only then does it waive anything.
 * @param decisions where waivers, baseline and notes are from, which may be another revision than the rest
 */
export async function judgeExceptions(
  open: OpenEstate,
  decisions: AccessState,
  { started, estate, evaluation, tally, rules }: FirstEvaluation,
): Promise<Pick<Judgement, "evaluation" | "waivers" | "baseline" | "notes">> {
  const { baseline, notes } = decisions;
  if (decisions.waivers.length === 0) return { evaluation, baseline, notes };
  const places = new Set([...tally.apps, ...open.estate.systems.map(({ system }) => system)]);
  const settled = settleEvaluation(evaluation, { rules, places, homeOf: subjectHomes(open) });
  const { targets, factsOf } = inquireWaivers(open, decisions, estate.blind);
  const matched = matchWaivers(targets, settled, rules);
  const facts = matched.map(factsOf);
  tally.add("waiver", "access", facts.length);
  const second = await evaluate(started, estate, assembleWaivers(facts, open), { workers: 1, keep: true });
  return {
    evaluation: {
      documents: evaluation.documents + second.documents,
      findings: [...evaluation.findings, ...second.findings],
      unknowns: [...evaluation.unknowns, ...second.unknowns],
      failures: [...evaluation.failures, ...second.failures],
      figures: evaluation.figures,
    },
    waivers: judgeWaivers(matched, second, rules),
    ...{ baseline, notes },
  };
}
