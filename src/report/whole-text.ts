import type { Finding } from "../model/report.ts";
import { placeNote } from "./place-text.ts";

/** All there is to say of a finding in one paragraph: itself, what explains it, and what has to be known of its place. */
export function wholeText({ msg, causes, place }: Pick<Finding, "msg" | "causes" | "place">): string {
  const because = causes.map((cause) => `Because of ${cause.rule}: ${cause.msg}`);
  const note = placeNote(place);
  return [msg, ...because, ...(note === undefined ? [] : [note])].join(" ");
}
