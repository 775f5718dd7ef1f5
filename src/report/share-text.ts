import type { Share } from "../model/posture.ts";

/** `75 % (6 of 8, 2 unknown)`; a dash where there is nothing. Rounded down: only everything is a hundred. */
export function shareText({ count, of, unknown }: Share): string {
  const open = unknown > 0 ? `${unknown} unknown` : "";
  if (of === 0) return open === "" ? "–" : open;
  return `${Math.floor((count * 100) / of)} % (${[`${count} of ${of}`, open].filter((part) => part !== "").join(", ")})`;
}
