import { Report } from "../../../src/model/report.ts";

/** A value that was put into a report, by where it stands. */
export interface Planted {
  readonly path: string;
  readonly value: string | number;
}

type Holder = Record<string, unknown>;

/**
 * Puts another value into every text and number of a report that may have any, each another one, and says which. Texts of which few
 * are allowed stay as they are.
 */
export function plant(report: Report): { readonly report: Report; readonly planted: readonly Planted[] } {
  const copy = structuredClone(report);
  const planted: Planted[] = [];
  const visit = (holder: Holder, path: string) => {
    for (const [key, before] of Object.entries(holder)) {
      const here = `${path}.${key}`;
      if (typeof before === "object" && before !== null) visit(before as Holder, here);
      else {
        const value = candidates(before, planted.length).find((candidate) => {
          holder[key] = candidate;
          return Report.safeParse(copy).success;
        });
        if (value === undefined) holder[key] = before;
        else planted.push({ path: here, value });
      }
    }
  };
  visit(copy as unknown as Holder, "report");
  return { report: copy, planted };
}

/** Values of every sort that a report knows, of which the first that is allowed is taken. */
function candidates(before: unknown, number: number): (string | number)[] {
  if (typeof before === "number") return [100_003 + number * 1_009];
  if (typeof before !== "string") return [];
  const hex = (7_000_001 + number).toString(16);
  const day = new Date(Date.UTC(2031, 0, 1 + number)).toISOString();
  return [
    `planted-${number}-here`,
    hex.padEnd(64, "0"),
    hex.padEnd(40, "0"),
    day.replace(".000Z", "Z"),
    day.slice(0, 10),
  ];
}
