import type { Standing } from "./shown-finding.ts";

/** What is to become of a finding, in words. */
export const standings: Readonly<Record<Standing, string>> = {
  due: "To mend",
  known: "Known, put off",
  waived: "Waived",
  fixed: "Fixed",
};
