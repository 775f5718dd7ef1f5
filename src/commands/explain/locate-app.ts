import { assemble } from "../../assemble/index.ts";
import { AppDocument } from "../../model/app-document.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import type { LocatedRecord } from "./locate-record.ts";

/** What rules see of an application, by its id (`app:<name>`); undefined where there is none. */
export function locateApp(text: string, open: OpenEstate): LocatedRecord | undefined {
  if (!text.startsWith("app:")) return undefined;
  // Who holds what there is counted while everybody's documents are made, so all of them are.
  for (const { scope, ids, ends, bytes } of assemble(open.estate, open.correlation, open).batches) {
    const at = scope === "app" ? ids.indexOf(text) : -1;
    if (at < 0) continue;
    const start = ends[at - 1] ?? 0;
    const line = Buffer.from(new Uint8Array(bytes, start, (ends[at] ?? start) - start)).toString("utf8");
    const { id, scope: _, declared, ...record } = AppDocument.parse(JSON.parse(line));
    const file = declared && `${declared.file}:${declared.line}`;
    return { id, record, places: [file ?? "no access file"] };
  }
  return undefined;
}
