import { errorCodes } from "../../error-codes.ts";
import { placeText } from "../../errors.ts";
import type { FailedCollection } from "../../model/manifest.ts";
import type { Instant } from "../../model/time.ts";
import type { Outcome } from "./outcome.ts";

/**
 * What the manifest notes of sources that failed, by system. A problem's own words may quote a cell or an answer, and a
 * field that nobody chose to read is not to be stored: so the code's meaning stands in their place.
 */
export function failuresOf(outcomes: readonly Outcome[], at: Instant): Map<string, FailedCollection> {
  return new Map(
    outcomes.flatMap((outcome) => {
      if (!("problems" in outcome)) return [];
      const [first, ...more] = outcome.problems;
      const { file, line, column } = first.place ?? {};
      const place = placeText({ ...(file && { file }), ...(line && { line }), ...(column && { column }) });
      return [
        [
          outcome.source.system,
          {
            ...{ at, code: first.code, message: errorCodes[first.code], problems: more.length + 1 },
            ...(place !== "" && { place }),
          },
        ],
      ];
    }),
  );
}
