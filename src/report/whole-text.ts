import type { Finding } from "../model/report.ts";
import { placeNote } from "./place-text.ts";
import { baselineNote } from "./put-off.ts";
import { stepsText } from "./steps-text.ts";

/** All there is to say of a finding in one paragraph: itself, what explains it, and what has to be known of its place. */
export function wholeText(finding: Pick<Finding, "msg" | "causes" | "place" | "baseline" | "steps">): string {
  const { msg, causes, place } = finding;
  const because = causes.map((cause) => `Because of ${cause.rule}: ${cause.msg}`);
  const notes = [stepsText(finding), baselineNote(finding), placeNote(place)].filter((note) => note !== undefined);
  return [msg, ...because, ...notes].join(" ");
}
