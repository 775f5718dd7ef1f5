import type { Report } from "../../model/report.ts";
import { safeJson } from "../safe-json.ts";
import type { ShownFinding } from "./shown-finding.ts";

/** What a card says of a finding's rule. */
export type PageRule = Pick<Report["rules"][number], "id" | "title" | "severity" | "remediation" | "controls">;

/** What the page's own script shows, as the page carries it. */
export interface PageData {
  /** Gravest first. */
  readonly severities: readonly ShownFinding["severity"][];
  readonly rules: readonly PageRule[];
  /** What is said where there are no findings. */
  readonly nothing: string;
  readonly findings: readonly ShownFinding[];
}

/** The rules as cards need them, by their place in the list of rules. */
export function pageRules({ rules }: Report): PageRule[] {
  return rules.map(({ id, title, severity, remediation, controls }) => ({
    id,
    title,
    severity,
    remediation,
    controls,
  }));
}

/** The data as JSON, a finding a line, in which nothing can end the element that it stands in or begin another. */
export function* dataLines({ findings, ...others }: PageData): Generator<string> {
  yield `${inert(others).slice(0, -1)},"findings":[\n`;
  let block = "";
  for (const [at, finding] of findings.entries()) {
    block += `${inert(finding)}${at < findings.length - 1 ? "," : ""}\n`;
    if (block.length < 1 << 16) continue;
    yield block;
    block = "";
  }
  yield `${block}]}\n`;
}

function inert(value: unknown): string {
  return safeJson(value).replaceAll("<", "\\u003c");
}
