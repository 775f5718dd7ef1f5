import type { Impact } from "../../model/compared.ts";
import type { Report } from "../../model/report.ts";
import { impactText, noOwnersText, settingsFileText } from "../comparison.ts";
import { told } from "./findings.ts";
import type { Section } from "./section.ts";

/** What the settings of a pull request would change: first how much, then where and what. */
export function impactSection(impact: Impact): Section {
  const nobody = noOwnersText(impact);
  const blocks = [
    { text: `${told(impactText(impact))}${nobody === undefined ? "" : ` ${nobody}`}\n\n`, count: 0 },
    ...impact.obstacles.map((text) => ({ text: `- **could not judge then:** ${told(text)}\n`, count: 1 })),
    ...impact.files.map((file) => ({ text: `- ${told(settingsFileText(file, impact))}\n`, count: 1 })),
    ...impact.findings.map(({ effect, severity, rule, msg }) => ({
      text: `- ${effect}: ${severity} ${told(rule)}: ${told(msg)}\n`,
      count: 1,
    })),
  ];
  return { title: "Impact of its settings", blocks, entry: ["entry", "entries"], share: 0.4 };
}

/** Findings that are there no more. */
export function fixedSection({ findings, compared }: Report): Section {
  const fixed = (compared ? findings : []).filter(({ change }) => change === "fixed");
  const blocks = fixed.map(({ severity, rule, msg }) => ({
    text: `- ${severity} ${told(rule)}: ${told(msg)}\n`,
    count: 1,
  }));
  return { title: "Fixed", blocks, entry: ["fixed finding", "fixed findings"], share: 0.3 };
}
