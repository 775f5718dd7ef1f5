import type { Report, ReportPlace } from "../model/report.ts";

/** Where to look for what concerns the run as a whole. */
export function homeOf({ files }: Pick<Report, "files">): ReportPlace {
  return files.manifest === undefined
    ? { file: files.config, line: 1, what: "config" }
    : { file: files.manifest, line: 1, what: "manifest" };
}
