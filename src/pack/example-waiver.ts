import { compareSeverity, Severity } from "../model/severity.ts";
import { exampleNow, type Json, list, part } from "./example-parts.ts";

/** A waiver that holds, as long as the excerpt says nothing else: of one finding, made by people who are here. */
export function completeWaiver(excerpt: Json): Json {
  const ends = excerpt.ends ?? "2027-01-31T23:59:59Z";
  const created = excerpt.created ?? "2026-11-20T00:00:00Z";
  const object = { text: "account:crm/main/a7", state: "there", ...part(excerpt.object) };
  const matches = list(excerpt.matches ?? [{}]).map((entry) => ({
    ...{ fingerprint: "0".repeat(64), object: object.text, app: "crm", severity: "medium" },
    ...entry,
  }));
  return {
    ...{ id: "waiver:w-1", scope: "waiver", home: "access", kind: "accepted-risk", reason: "the vendor mends it" },
    ...{ created, ends, latest: exampleNow, approverBehind: [], approverOwnsAlone: false, search: "whole" },
    days: Math.floor(seconds(created, ends) / 86_400),
    secondsLeft: seconds(exampleNow, ends),
    matched: matchedOf(matches),
    ...excerpt,
    rule: { id: "orphan-account", known: true, scope: "subject", severity: "medium", ...part(excerpt.rule) },
    object,
    owner: { ...somebody("person:ana@example.com"), ...part(excerpt.owner) },
    approver: { ...somebody("person:sam@example.com"), ...part(excerpt.approver) },
    matches,
  };
}

function matchedOf(matches: readonly Json[]): Json {
  const severities = matches.map(({ severity }) => Severity.parse(severity)).toSorted(compareSeverity);
  const standing = matches.filter(({ asCause }) => asCause !== true).length;
  const counts = { findings: matches.length, objects: new Set(matches.map(({ object }) => object)).size, standing };
  return { ...counts, ...(matches.length > 0 && { gravest: severities.at(-1) }) };
}

function somebody(ref: string): Json {
  const records = [{ system: "hr", role: "authoritative-identity", status: "active" }];
  return { ref, kind: "person", resolved: true, holders: [{ count: 1, records }] };
}

function seconds(from: unknown, to: unknown): number {
  return Math.floor((Date.parse(String(to)) - Date.parse(String(from))) / 1000);
}
