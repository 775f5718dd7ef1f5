import { ByteWriter } from "../../assemble/byte-writer.ts";
import { SubjectDocuments } from "../../assemble/subject-document.ts";
import { Tally } from "../../assemble/tally.ts";
import type { Subject } from "../../correlate/subjects.ts";
import { SubjectDocument } from "../../model/document.ts";
import { safeJson } from "../../report/safe-json.ts";
import type { CommandBody } from "../context.ts";
import { exitOfLooking } from "../estate/exit-of-looking.ts";
import { type EstateOptions, type OpenEstate, openEstate } from "../estate/open-estate.ts";
import { explainSubject } from "./explanation.ts";
import { findSubject } from "./find-subject.ts";
import { explanationText } from "./render.ts";

export interface ExplainOptions extends EstateOptions {
  readonly format: string;
}

/** Shows what is behind an id: records with file and line, keys tried, candidates, grants with their paths. */
export const explain: CommandBody<ExplainOptions> = async ({ args, options }, context) => {
  const open = await openEstate(options, context);
  // First, because a name that leads nowhere may do so for want of a snapshot.
  const code = exitOfLooking(open, context, options);
  const asked = findSubject(args[0] ?? "", open);
  const explanation = explainSubject(asked, documentOf(asked.subject, open), open);
  const json = options.format === "json";
  context.stdout.write(json ? `${safeJson(explanation, 2)}\n` : explanationText(explanation));
  return code;
};

function documentOf(subject: Subject, open: OpenEstate): SubjectDocument {
  const writer = new ByteWriter();
  new SubjectDocuments(open.estate, open.correlation, new Tally(), open.now).write(writer, subject);
  return SubjectDocument.parse(JSON.parse(Buffer.from(new Uint8Array(writer.take())).toString("utf8")));
}
