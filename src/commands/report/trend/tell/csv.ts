import { severities } from "../../../../model/severity.ts";
import type { Measured, Movement, Trend, TrendWeek } from "../../../../model/trend.ts";
import { cell } from "../../../../report/csv/cell.ts";

const columns = [
  ...["row", "fingerprint", "rule", "severity", "app", "object", "subject", "name", "state", "arrival", "since"],
  ...["first_seen", "last_seen", "mended_at", "age_seconds", "age_is", "detect_seconds", "detect_is"],
  ...["mend_seconds", "mend_is", "week", "collected_at", "commit", "why", "new", "came_to_light", "mended", "open"],
  ...["waived", "not_observable", "as_of", "policies", "config"],
] as const;

type Cells = Partial<Record<(typeof columns)[number], string | number | undefined>>;

/** For spreadsheets: a row for each time that a finding was there, each week (and severity), and each snapshot that could not be judged. */
export function* trendCsv({ asOf, judgedBy, snapshots, weeks, findings }: Trend): Generator<string> {
  const { policies, config } = judgedBy;
  const line = (cells: Cells) => {
    const all: Cells = { ...cells, as_of: asOf, policies, config };
    return `${columns.map((name) => cell(all[name])).join(",")}\r\n`;
  };
  yield `${columns.join(",")}\r\n`;
  for (const { state, collectedAt, commit, why } of snapshots)
    if (state === "gap") yield line({ row: "could-not-judge", collected_at: collectedAt, commit, why });
  for (const one of weeks) {
    yield line(weekCells(one, one.all));
    for (const severity of severities) yield line({ ...weekCells(one, one.bySeverity?.[severity]), severity });
  }
  for (const finding of findings) {
    const { fingerprint, rule, severity, app, object, subject, name, since, ageSeconds, ageAtLeast, episodes } =
      finding;
    for (const [at, episode] of episodes.entries()) {
      const { state, arrival, firstSeen, lastSeen, mendedAt, detect, mend } = episode;
      const isLast = at === episodes.length - 1;
      yield line({
        ...{
          row: "finding",
          fingerprint,
          rule,
          severity,
          app,
          object,
          subject,
          name,
          state,
          arrival,
          since: since?.at,
        },
        ...{ first_seen: firstSeen, last_seen: lastSeen, mended_at: mendedAt },
        ...(isLast &&
          ageSeconds !== undefined && { age_seconds: ageSeconds, age_is: ageAtLeast ? "at-least" : "known" }),
        ...{ detect_seconds: secondsOf(detect), detect_is: detect.kind },
        ...{ mend_seconds: secondsOf(mend), mend_is: mend?.kind },
      });
    }
  }
}

type WeekNumbers = Movement & Partial<NonNullable<TrendWeek["all"]>>;

function weekCells({ week }: TrendWeek, numbers: WeekNumbers | undefined): Cells {
  if (!numbers) return { row: "week-unknown", week };
  const { new: added, cameToLight, mended, open, waived, notObservable } = numbers;
  return {
    row: "week",
    week,
    new: added,
    came_to_light: cameToLight,
    mended,
    open,
    waived,
    not_observable: notObservable,
  };
}

function secondsOf(measured: Measured | undefined): number | undefined {
  return measured && measured.kind !== "cannot-say" ? measured.seconds : undefined;
}
