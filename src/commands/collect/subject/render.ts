import type { LookedAtRecord, LookedForName, SourceLook, SubjectLook, Verdict } from "../../../model/subject-look.ts";
import { safeText } from "../../../report/safe-text.ts";

const words: Readonly<Record<Verdict, string>> = {
  there: "THERE",
  disabled: "DISABLED",
  gone: "GONE",
  "cannot-say": "CANNOT SAY",
};

const width = Math.max(...Object.values(words).map((word) => word.length));

/** A look at a subject as lines for a terminal. */
export function subjectText(look: SubjectLook): string {
  const { subject, asked, lookedAt, counts } = look;
  const who = subject
    ? [subject.name, subject.id].filter(Boolean).join("  ")
    : `${asked}, whom the snapshot does not know`;
  const lines = [
    `${who}  looked at on ${lookedAt}`,
    ...look.sources.flatMap((source) => ["", ...sourceLines(source)]),
    "",
    `${counts.there} there, ${counts.disabled} disabled, ${counts.gone} gone, ${counts.cannotSay} that nothing can be said of`,
  ];
  return `${lines.map(safeText).join("\n")}\n`;
}

function sourceLines({ source, collector, records, searches, reason }: SourceLook): string[] {
  const told = [
    ...records.flatMap(recordLines),
    ...searches.map(searchLine),
    ...(reason === undefined ? [] : [`  ${words["cannot-say"]}  ${reason}`]),
  ];
  const nothing = "  the snapshot knows everybody here and nothing of them; there is no search";
  return [`${source}${collector === undefined ? "" : `  (${collector})`}`, ...(told.length > 0 ? told : [nothing])];
}

function recordLines({ id, kind, name, of, snapshot, now, foundBy, belongsTo }: LookedAtRecord): string[] {
  const isOwn = kind === "identity" || kind === "account" || (kind === "credential" && of === undefined);
  const indent = isOwn ? "  " : "    ";
  const called = isOwn ? [id, name] : [kind, name, `(${id})`];
  const head = `${indent}${words[now.verdict].padEnd(width)}  ${called.filter(Boolean).join(" ")}${statusText(now)}`;
  const below = [
    ...(snapshot && isOwn
      ? [`in the snapshot${statusText(snapshot) || " there"}, read on ${snapshot.observedAt}`]
      : []),
    ...(foundBy === undefined && snapshot === undefined ? ["the snapshot does not know it"] : []),
    ...(foundBy === undefined
      ? []
      : [`found by ${foundBy}${belongsTo === undefined ? "" : `; in the snapshot of ${belongsTo}`}`]),
    ...(now.reason === undefined ? [] : [now.reason]),
    // What is owned goes with its owner, of whom it has been told.
    ...(now.seen === undefined || !isOwn ? [] : [now.seen]),
  ];
  return [head, ...below.map((line) => `${indent}${" ".repeat(width)}  ${line}`)];
}

function statusText({ status, rawStatus }: { status?: string | undefined; rawStatus?: string | undefined }): string {
  if (status === undefined) return "";
  return rawStatus === undefined || rawStatus === status ? `  ${status}` : `  ${status} (${rawStatus})`;
}

function searchLine({ by, value, result, reason }: LookedForName): string {
  const what = `account by ${by} ${value}`;
  if (result === "found") return `  searched: another ${what}`;
  if (result === "none") return `  searched: no other ${what}`;
  if (result === "cannot-say") return `  ${words[result]}  of another ${what}: ${reason ?? ""}`;
  return `  not searched: by ${by} ${value}; ${reason ?? "the source has no such search"}`;
}
