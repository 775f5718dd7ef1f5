import type { Reporter } from "../reporter.ts";
import { codeScanningLog } from "./code-scanning-log.ts";

/** SARIF 2.1.0 in the profile of GitHub code scanning: only what should become an alert. */
export const sarif: Reporter = {
  name: "sarif",
  title: "SARIF for GitHub code scanning: open findings alone",
  render: (report) => [codeScanningLog(report)],
};
