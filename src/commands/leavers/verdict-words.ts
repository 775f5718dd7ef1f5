import type { OutVerdict } from "../../model/leaver.ts";

/** How a verdict is written for people. */
export const verdictWords: Readonly<Record<OutVerdict, string>> = { in: "NOT OUT", unknown: "CANNOT SAY", out: "OUT" };
