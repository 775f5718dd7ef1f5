import type { Report } from "../../model/report.ts";
import { hasGaps, qualityColumns, qualityRow } from "../quality-text.ts";
import type { ReportTarget } from "../reporter.ts";
import { safeMarkdown } from "../safe-text.ts";
import { shareText } from "../share-text.ts";
import type { Section } from "./section.ts";

/** How complete the records are, of those kinds of which something is not known. */
export function qualitySection({ quality = [] }: Report, { all }: ReportTarget): Section {
  const shown = quality.filter((one) => all || hasGaps(one));
  const [first, ...others] = shown.map((one) => {
    const [system = "", kind = "", ...rest] = qualityRow(one, shareText).map(String);
    return `| ${[safeMarkdown(system), kind, ...rest].join(" | ")} |\n`;
  });
  const head = `| ${qualityColumns.join(" | ")} |\n| --- | --- | ---: | --- | --- | --- | --- |\n`;
  const texts = first === undefined ? [] : [head + first, ...others];
  return {
    ...{ title: "How complete the records are", entry: ["row", "rows"], share: 1 },
    blocks: texts.map((text) => ({ text, count: 1 })),
  };
}
