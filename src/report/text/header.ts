import { counted } from "../../counted.ts";
import type { Report, ReportSource } from "../../model/report.ts";
import { groupBy } from "../group-by.ts";
import type { ReportTarget } from "../reporter.ts";
import { folded, type Paint, paragraph } from "./paint.ts";
import { table } from "./table.ts";

/** What was judged, and what of each system was read: by kind, or in short by system. */
export function* header(report: Report, target: ReportTarget, paint: Paint, short: boolean): Generator<string> {
  const { population, digests } = report;
  yield folded(`${paint.heading(`entitlint ${report.tool.version}`)}  judged as of ${report.asOf}`, target);
  yield paragraph(
    [
      `${counted(population.subjects, "subject")} (${counted(population.machines, "machine")})`,
      counted(population.accounts, "account"),
      counted(population.grants, "grant"),
      counted(population.credentials, "credential"),
    ].join(", "),
    target,
  );
  const named = Object.entries(digests).map(([name, digest]) => `${name} ${String(digest).slice(0, 12)}`);
  yield paint.faint(paragraph(named.join("  "), target));
  const rows = report.sources.flatMap(short ? shortRows : longRows);
  if (rows.length > 0)
    yield `\n${table(["system", "kind", "records", "read", "observed"], rows, target, ["observed"])}`;
}

function longRows({ system, kinds }: ReportSource): (string | number)[][] {
  return kinds.map((kind) => [system, kind.kind, kind.count, readState(kind), kind.observedAt]);
}

/** Kinds that were read alike at one time stand together; one that was read less well never hides behind the others. */
function shortRows({ system, kinds }: ReportSource): (string | number)[][] {
  const alike = groupBy(kinds, (kind) => `${readState(kind)} ${kind.observedAt}`);
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const records = group.reduce((sum, { count }) => sum + count, 0);
    const named =
      group.length === kinds.length && group.length > 1
        ? `all ${group.length}`
        : group.map(({ kind }) => kind).join(", ");
    return [[system, named, records, readState(first), first.observedAt]];
  });
}

function readState({ completeness, freshness }: ReportSource["kinds"][number]): string {
  return freshness && freshness !== "fresh" ? `${completeness}, ${freshness}` : completeness;
}
