import { ByteWriter } from "../../assemble/byte-writer.ts";
import { SubjectDocuments } from "../../assemble/subject-document.ts";
import { Tally } from "../../assemble/tally.ts";
import type { Subject } from "../../correlate/subjects.ts";
import { SubjectDocument } from "../../model/document.ts";
import { safeJson } from "../../report/safe-json.ts";
import type { CommandBody } from "../context.ts";
import { exitOfLooking } from "../estate/exit-of-looking.ts";
import { type EstateOptions, type OpenEstate, openEstate } from "../estate/open-estate.ts";
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
 * of a group, an entitlement or what joins them, the record and who stands behind it.
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
    const explanation = explainSubject(asked, documentOf(asked.subject, open), open);
    context.stdout.write(json ? `${safeJson(explanation, 2)}\n` : explanationText(explanation));
  }
  return code;
};

function documentOf(subject: Subject, open: OpenEstate): SubjectDocument {
  const writer = new ByteWriter();
  new SubjectDocuments(open.estate, open.correlation, new Tally(), open.now).write(writer, subject);
  return SubjectDocument.parse(JSON.parse(Buffer.from(new Uint8Array(writer.take())).toString("utf8")));
}
