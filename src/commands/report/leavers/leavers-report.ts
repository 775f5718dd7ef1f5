import type { AccountEntry, SubjectDocument } from "../../../model/document.ts";
import type { OutVerdict } from "../../../model/leaver.ts";
import type { Report } from "../../../model/report.ts";
import type { OpenEstate } from "../../estate/open-estate.ts";
import type { AskLeaver } from "../../leavers/ask.ts";
import { questionAbout } from "../../leavers/make-report.ts";
import { placesToLookAt } from "../../leavers/places.ts";
import { mayHaveLeft } from "./all-leavers.ts";

/** One place of somebody who left. */
export interface LeaverRow {
  readonly app: string;
  readonly verdict: OutVerdict;
  readonly why: string;
  /** When the place was read; absent where nothing reads it. */
  readonly readAt?: string;
  /** The first reading that showed all their accounts there switched off; absent where they had none, or it was so from the first. */
  readonly firstSeenOff?: string;
}

export interface ReportedLeaver {
  readonly id: string;
  readonly name?: string;
  readonly left: { readonly at: string; readonly text: string };
  readonly places: readonly LeaverRow[];
}

/** Everybody who left in a span of time. */
export interface LeaversReport {
  readonly version: 1;
  readonly asOf: string;
  readonly from?: string;
  readonly to?: string;
  readonly digests: Report["digests"];
  /** In the order in which they left. */
  readonly leavers: readonly ReportedLeaver[];
  /** Those of whom nobody knows when they left: they may belong here. */
  readonly undated: readonly string[];
}

/** Days, both included. */
export interface Span {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Asks about everybody who may have left. */
export async function leaversIn(
  span: Span,
  open: OpenEstate,
  ask: AskLeaver,
): Promise<Pick<LeaversReport, "leavers" | "undated">> {
  const places = placesToLookAt(open);
  const leavers: ReportedLeaver[] = [];
  const undated: string[] = [];
  for (const leaver of mayHaveLeft(open)) {
    const answer = await ask(leaver.document, questionAbout(leaver, undefined, places));
    if (leaver.subject && answer.state !== "inactive") continue;
    if (!answer.left) {
      undated.push(leaver.id);
      continue;
    }
    const day = answer.left.at.slice(0, 10);
    if ((span.from !== undefined && day < span.from) || (span.to !== undefined && day > span.to)) continue;
    const { at } = answer.left;
    const text = leaver.lastSeen === undefined ? answer.left.text : `some time after ${at}`;
    leavers.push({
      ...{ id: leaver.id, ...(leaver.name !== undefined && { name: leaver.name }) },
      left: { at, text },
      places: answer.apps
        .map(({ app, verdict, why }) => {
          const readAt = places[app]?.at;
          const off = verdict === "out" ? firstSeenOff(leaver.document, app) : undefined;
          return { app, verdict, why, ...(readAt && { readAt }), ...(off && { firstSeenOff: off }) };
        })
        .sort((a, b) => (a.app < b.app ? -1 : 1)),
    });
  }
  leavers.sort((a, b) => (`${a.left.at} ${a.id}` < `${b.left.at} ${b.id}` ? -1 : 1));
  return { leavers, undated };
}

function firstSeenOff({ accounts }: SubjectDocument, app: string): string | undefined {
  const there = accounts.filter((account: AccountEntry) => account.app === app);
  const since = there.flatMap(({ statusSince }) => statusSince ?? []).sort();
  return since.length === there.length ? since.at(-1) : undefined;
}
