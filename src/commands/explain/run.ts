import { safeJson } from "../../report/safe-json.ts";
import type { CommandBody } from "../context.ts";
import { exitOfLooking } from "../estate/exit-of-looking.ts";
import { type EstateOptions, openEstate } from "../estate/open-estate.ts";
import { subjectDocuments } from "../estate/subject-parts.ts";
import { explainObject } from "./explain-object.ts";
import { explainSubject } from "./explanation.ts";
import { findAsked } from "./find-asked.ts";
import { explanationText } from "./render.ts";
import { objectText } from "./render-object.ts";

export interface ExplainOptions extends EstateOptions {
  readonly format: string;
}

/**
 * Shows what is behind an id: of somebody the records with file and line, keys tried, candidates, grants with their paths;
 * of a group, an entitlement or what joins them, the record and who stands behind it; of an application, what rules see.
 */
export const explain: CommandBody<ExplainOptions> = async ({ args, options }, context) => {
  const open = await openEstate(options, context);
  // First, because a name that leads nowhere may do so for want of a snapshot.
  const code = exitOfLooking(open, context, options);
  const asked = findAsked(args[0] ?? "", open);
  const json = options.format === "json";
  if ("object" in asked) {
    const explanation = explainObject(asked.object, open);
    context.stdout.write(json ? `${safeJson(explanation, 2)}\n` : objectText(explanation));
  } else {
    const explanation = explainSubject(asked, subjectDocuments(open)(asked.subject), open);
    context.stdout.write(json ? `${safeJson(explanation, 2)}\n` : explanationText(explanation));
  }
  return code;
};
