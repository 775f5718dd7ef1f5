import type { Report } from "../../model/report.ts";
import type { FactsOrWhy } from "../../triage/model/facts.ts";
import type { CommandContext } from "../context.ts";
import { digestsOf } from "../estate/digests.ts";
import { openEstate } from "../estate/open-estate.ts";
import type { FactSource } from "./desk.ts";
import { factsIn } from "./facts-of.ts";
import type { Judged } from "./judge-open.ts";
import type { TriageOptions } from "./options.ts";

/** Facts from the estate that was judged; where a report was read, from the one that lies here, if the report was made from it. */
export function factSource(
  first: Judged | undefined,
  report: Report,
  options: TriageOptions,
  context: CommandContext,
): FactSource {
  let found: Promise<(finding: Report["findings"][number]) => FactsOrWhy> | undefined;
  if (first) found = Promise.resolve(factsIn(first.open));
  return {
    take: ({ open }) => {
      found = Promise.resolve(factsIn(open));
    },
    of: async (finding) => {
      found ??= fromHere(report, options, context);
      return (await found)(finding);
    },
  };
}

async function fromHere(report: Report, options: TriageOptions, context: CommandContext) {
  const open = await openEstate({ ...options, asOf: report.asOf }, context);
  const { snapshot } = await digestsOf(open, "");
  if (snapshot === report.digests.snapshot) return factsIn(open);
  return () => "The snapshot here is not the one that the report was made from; r judges the one that is here.";
}
