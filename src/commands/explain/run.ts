import { EntitlintError } from "../../errors.ts";
import { safeJson } from "../../report/safe-json.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { exitOfLooking } from "../estate/exit-of-looking.ts";
import { type EstateOptions, type OpenEstate, openEstate } from "../estate/open-estate.ts";
import { subjectDocuments } from "../estate/subject-parts.ts";
import type { FindingExplanation } from "./explain-finding.ts";
import { explainObject } from "./explain-object.ts";
import { explainSubject } from "./explanation.ts";
import { type Asked, findAsked } from "./find-asked.ts";
import { explanationText } from "./render.ts";
import { objectText } from "./render-object.ts";

export interface ExplainOptions extends EstateOptions {
  readonly format: string;
  readonly leaver?: string;
  readonly left?: string;
  readonly sinceRun?: string;
}

/**
 * Shows what is behind an id: of somebody the records with file and line, keys tried, candidates, grants with their paths;
 * of a group, an entitlement or what joins them, the record and who stands behind it; of an application, what rules see; of a
 * finding, all that it rests on. Or, of somebody who left, whether they are out.
 */
export const explain: CommandBody<ExplainOptions> = async ({ args, options }, context) => {
  refuseHalves(args, options);
  if (options.leaver !== undefined)
    return await (await import("./leaver.ts")).explainLeaver(options.leaver, options, context);
  const open = await openEstate(options, context);
  // First, because a name that leads nowhere may do so for want of a snapshot.
  const code = exitOfLooking(open, context, options);
  const json = options.format === "json";
  const asked = await askedOf(args[0] ?? "", open, context);
  if ("finding" in asked) {
    context.stdout.write(json ? `${safeJson(asked, 2)}\n` : (await import("./render-finding.ts")).findingText(asked));
    return code;
  }
  if ("object" in asked) {
    const explanation = explainObject(asked.object, open);
    context.stdout.write(json ? `${safeJson(explanation, 2)}\n` : objectText(explanation));
  } else {
    const explanation = explainSubject(asked, subjectDocuments(open)(asked.subject), open);
    context.stdout.write(json ? `${safeJson(explanation, 2)}\n` : explanationText(explanation));
  }
  return code;
};

/** What an id means: what is there goes before a finding, of which more digits can be given. */
async function askedOf(id: string, open: OpenEstate, context: CommandContext): Promise<Asked | FindingExplanation> {
  try {
    return findAsked(id, open);
  } catch (error) {
    const isUnknown =
      error instanceof EntitlintError && error.problems.every((problem) => problem.code === "estate/unknown-object");
    if (!isUnknown || !/^[0-9a-f]{8,64}$/u.test(id)) throw error;
    return await (await import("./ask-finding.ts")).askFinding(id, open, context);
  }
}

/** One question at a time, and whole. */
function refuseHalves(args: readonly string[], { leaver, left, sinceRun, format }: ExplainOptions): void {
  const refuse = (message: string, next: string) => {
    throw new EntitlintError({ code: "usage/invalid", message, next });
  };
  const asked = [args[0], leaver].filter((one) => one !== undefined);
  const next = "Name somebody or something, or a person with --leaver.";
  if (asked.length === 0) refuse("nothing is named that could be explained", next);
  if (asked.length === 2) refuse("both an id and --leaver are given", next);
  for (const one of asked) if (one.trim() === "") refuse("the name is empty", next);
  if (leaver !== undefined) return;
  if (sinceRun !== undefined) refuse("--since-run belongs to --leaver", "Say who left with --leaver.");
  if (left !== undefined) refuse("--left belongs to --leaver", "Say who left with --leaver.");
  if (format === "markdown") refuse("only --leaver can be written as markdown", "Use --format text or json.");
}
