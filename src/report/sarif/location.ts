import type { ReportPlace } from "../../model/report.ts";
import { uriOf } from "./texts.ts";

/** A place as a SARIF location. Without columns a region is its whole line. */
export function locationOf({ file, line }: ReportPlace, columns?: { startColumn: number; endColumn: number }) {
  const region = columns ? { startLine: line, endLine: line, ...columns } : { startLine: line };
  return { physicalLocation: { artifactLocation: { uri: uriOf(file) }, region } };
}
