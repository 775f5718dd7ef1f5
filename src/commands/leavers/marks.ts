import type { LeaverThing } from "../../model/leaver.ts";
import { parseRecordId } from "../../model/record-id.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import { locateRecord } from "../explain/locate-record.ts";
import { doubtsAbout } from "./doubts.ts";
import type { EarlierRun } from "./earlier-run.ts";
import type { LeaverRecord, Mark } from "./leaver-report.ts";
import { unreadSince } from "./unread-since.ts";
import type { Leaver } from "./who.ts";

/**
 * Marks each record that did not prove to be off in an earlier run. Gone is said only where its source was read whole after that
 * run, and only of what is off, not there, or somebody else's: what belongs to nobody may well be theirs still.
 */
export function marksSince(
  { asOf, places }: EarlierRun,
  records: readonly LeaverRecord[],
  leaver: Leaver,
  open: OpenEstate,
): Mark[] {
  const current = new Map(records.map((record) => [record.id, record]));
  const earlier = new Map(places.flatMap((place) => place.records.map((record) => [record.id, record])));
  const doubts = doubtsAbout(open);
  return [...earlier.values()]
    .filter(({ verdict }) => verdict !== "out")
    .map((record) => {
      const { kind, id, app, name } = record;
      const unread = unreadSince(asOf, record, open.estate.systems, doubts);
      const found = unread === undefined ? becameOf(record, current.get(id), leaver, open) : undefined;
      return {
        ...{ kind, id, app, ...(name !== undefined && { name }) },
        mark: found?.mark ?? "not-observable",
        why: found?.why ?? unread ?? "",
      };
    });
}

type Became = Pick<Mark, "mark" | "why">;

function becameOf(
  { kind, id, account }: LeaverThing,
  now: LeaverRecord | undefined,
  leaver: Leaver,
  open: OpenEstate,
): Became {
  if (now) return { mark: now.verdict === "out" ? "gone" : "still-there", why: now.why };
  const located = locateRecord(id, open.estate.systems);
  const isThere = located !== undefined || open.estate.principals.numberOf(id) >= 0;
  if (!isThere) return { mark: "gone", why: "is not there any more" };
  if (kind !== "grant") return becameOwned(id, leaver, open);
  // Whoever held it may be there still, and only the link to the person be lost.
  for (const holder of [account, located?.record.principal])
    if (typeof holder === "string" && isNobodys(holder, open))
      return { mark: "still-there", why: `is held by ${holder}, which belongs to nobody now` };
  return { mark: "gone", why: "is there, and gives them nothing any more" };
}

function becameOwned(id: string, { subject }: Leaver, open: OpenEstate): Became {
  const owner = ownerOf(id, open);
  if (!owner || owner.unmatched) return { mark: "still-there", why: "is there, and belongs to nobody now" };
  if (owner === subject) return { mark: "still-there", why: "is there, and is theirs" };
  return { mark: "gone", why: `is there, is ${owner.id}'s, and lets them in no more` };
}

/** A group is nobody's, and says nothing. */
function isNobodys(id: string, open: OpenEstate): boolean {
  if (parseRecordId(id)?.kind === "group" || open.estate.principals.numberOf(id) < 0) return false;
  return ownerOf(id, open)?.unmatched ?? true;
}

function ownerOf(id: string, { estate, correlation }: OpenEstate) {
  return correlation.subjects.ofPrincipal(estate.principals.numberOf(id));
}
