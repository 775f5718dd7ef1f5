import { buildEstate } from "../../assemble/estate.ts";
import { CannotJudgeError } from "../../errors.ts";
import { evaluateAlone, type StartedPack } from "../../evaluate/index.ts";
import type { SubjectDocument } from "../../model/document.ts";
import { LeaverAnswer, type LeaverQuestion } from "../../model/leaver.ts";
import { leaverEntrypoint } from "../../pack/index.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import type { OpenRules } from "../estate/open-rules.ts";

/** Asks the policies about one document. */
export type AskLeaver = (document: SubjectDocument, question: LeaverQuestion) => Promise<LeaverAnswer>;

/** Makes the estate that policies see once, for all questions. Rejects with CannotJudgeError where they give no answer. */
export function askingLeaver(started: StartedPack, { rules, params }: OpenRules, open: OpenEstate): AskLeaver {
  const estate = buildEstate(open.estate, open.correlation, { rules, params, now: open.now });
  return async (input, asked) => {
    const found = await evaluateAlone(
      started,
      { scope: "subject", input, estate, asked },
      { entrypoint: leaverEntrypoint },
    );
    const answer = LeaverAnswer.safeParse(found.value);
    if (answer.success && answer.data.read === input.id) return answer.data;
    const message = `whether ${input.id} is out could not be judged: ${found.error ?? "the policies gave no answer"}`;
    throw new CannotJudgeError({ code: "policy/evaluation", message });
  };
}
