import type { Scope } from "../model/document.ts";
import { parseRecordId } from "../model/record-id.ts";

/** Where a subject is at home: what speaks of no application that exists is told there. */
export type HomeOf = (subject: string) => string | undefined;

/** Where a document is counted; undefined where nothing tells. */
export function documentHome(scope: Scope, id: string, homeOf: HomeOf): string | undefined {
  switch (scope) {
    case "source":
    case "app":
      return id.slice(scope.length + 1);
    case "waiver":
      return "access";
    case "channel":
    case "group":
    case "entitlement":
      return parseRecordId(id)?.system;
    case "subject":
      return homeOf(id);
  }
}
