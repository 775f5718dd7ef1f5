import type { Notice } from "../../../model/report.ts";
import type { BaseSide } from "./base-side.ts";
import type { Snapshots } from "./snapshots.ts";

/** What a comparison cannot tell where the base has nothing to compare with. */
export function firstRunNotices({ base: { rev }, loaded }: BaseSide, { base, unreadable, head }: Snapshots): Notice[] {
  const notices: Notice[] = [];
  if (loaded === undefined) {
    const text = `${rev} has no entitlint.yaml, so nothing has been decided there: this check goes by the rules and decisions of the pull request itself`;
    notices.push({ code: "base-without-config", text });
  }
  if (base === undefined && head !== undefined) {
    const why =
      unreadable === undefined ? `${rev} has no snapshot` : `the snapshot of ${rev} cannot be read (${unreadable})`;
    const text = `${why}: what the one of this pull request shows was there before, and fails nothing`;
    notices.push({ code: unreadable === undefined ? "base-without-snapshot" : "base-snapshot-unreadable", text });
  }
  return notices;
}
