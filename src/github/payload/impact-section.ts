import * as z from "zod";
import type { Report } from "../../model/report.ts";
import { told } from "../../report/markdown/findings.ts";
import type { Block, Section } from "../../report/markdown/section.ts";

/** What is shown of an impact; a report that was compared with nothing has none. */
const WithImpact = z.looseObject({
  impact: z.looseObject({
    adds: z.int(),
    removes: z.int(),
    obstacles: z.array(z.string()).default([]),
    files: z.array(z.looseObject({ file: z.string(), change: z.string(), owners: z.array(z.string()).default([]) })),
    findings: z.array(z.looseObject({ effect: z.string(), severity: z.string(), rule: z.string(), msg: z.string() })),
  }),
});

/**
 * What the settings that a pull request changes would do once they hold. Its own check does not go by them, so this is the
 * one place where whoever approves it sees that it would hide something.
 */
export function impactSection(report: Report): Section {
  const entry = ["entry", "entries"] as const;
  const section = { title: "What its settings would change", entry, share: 0.4 };
  const parsed = WithImpact.safeParse(report);
  if (!parsed.success) return { ...section, blocks: [] };
  const { adds, removes, obstacles, files, findings } = parsed.data.impact;
  const head = `Its own check does not go by them. Once they hold, they add ${adds} and remove ${removes} on this snapshot.\n\n`;
  const blocks: Block[] = [
    { text: head, count: 0 },
    ...obstacles.map((text) => item(`**could not judge then:** ${told(text)}`)),
    ...files.map(({ file, change, owners }) => item(`${told(`${file} ${change}`)}${approvers(owners)}`)),
    ...findings.map(({ effect, severity, rule, msg }) =>
      item(`${told(effect)}: ${told(`${severity} ${rule}: ${msg}`)}`),
    ),
  ];
  return { ...section, blocks };
}

function item(text: string): Block {
  return { text: `- ${text}\n`, count: 1 };
}

/** Named and not called: they are asked for their review by GitHub itself. */
function approvers(owners: readonly string[]): string {
  return owners.length > 0 ? `, owned by ${told(owners.join(" "))}` : "";
}
