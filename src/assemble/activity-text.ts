import type { LoadedEstate } from "../load/index.ts";
import { lineText } from "../load/lines.ts";
import { parseRecord, type Row } from "../load/rows.ts";
import { type ActivityKind, activityKinds } from "../model/activity.ts";
import type { AnyRecord } from "../model/record.ts";
import { fieldsText } from "./entry-text.ts";

const never = ',"activity":{"never":true}';

/**
 * The field of an entry that tells when its record was last used; empty where nothing is known of that. An account that is
 * but a directory's user has the user's uses, `id` of that.
 */
export function activityText(estate: LoadedEstate, row: Row<unknown>, id = row.id): string {
  const activity = estate.activities.get(id);
  if (activity) return fieldsText({ activity });
  return useOf(estate, row, id) === "never" ? never : "";
}

/** What is known of a record's last use: when it was, that there was none, that the source has left it open or tells none at all. */
export function useOf(
  { activities }: LoadedEstate,
  row: Row<unknown>,
  id = row.id,
): "used" | "never" | "open" | "unread" {
  if (activities.get(id)) return "used";
  const fields = activities.fields(row.system, kindOf(id));
  if (fields.length === 0 || !row.observed) return "unread";
  // Few are never used, and of those few it has to be known that the source has not left it open.
  const { bytes } = row;
  const record = parseRecord<AnyRecord>(lineText(bytes, 0, bytes.length));
  return fields.some((field) => record?.unknown?.includes(field)) ? "open" : "never";
}

function kindOf(id: string): ActivityKind {
  return activityKinds.find((kind) => id.startsWith(kind)) ?? "account";
}
