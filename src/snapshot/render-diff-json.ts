import { canonicalPretty } from "../canonical.ts";
import { isDifferent, type SnapshotDiff } from "./diff.ts";

/**
 * A diff for programs, version 1: `before` and `after` with name and digest, `different`, and `kinds`, each with `added`
 * and `removed` records whole and `changed` ones by field. Keys sorted; the same diff gives the same bytes.
 */
export function renderDiffJson(diff: SnapshotDiff): string {
  const { before, after, kinds } = diff;
  return canonicalPretty({ version: 1, different: isDifferent(diff), before, after, kinds }, "lists");
}
