import { createHash } from "node:crypto";
import { counted } from "../../counted.ts";
import { exitCodes } from "../../exit-codes.ts";
import type { Report } from "../../model/report.ts";
import { safeText } from "../../report/safe-text.ts";
import { shorten } from "../../report/shorten.ts";
import { headline } from "../../report/verdict.ts";
import { type Annotation, annotationsOf } from "./annotations.ts";
import { bodyOf } from "./body.ts";

/** As many as GitHub takes in one request. */
export const batchSize = 50;

/** More remarks than this are read by nobody, and each batch is a request. */
const mostAnnotations = 200;

/** A check that succeeds is written in one request, so that it never is green before all that it has to say is there. */
const mostOfSuccess = batchSize;

/** GitHub takes 65,535 characters, of which none is shorter than a byte. */
const largestSummary = 65_000;

/** A check run that is yet to be written. */
export interface CheckPlan {
  readonly name: string;
  /** Never `neutral`, which lets a required check pass. */
  readonly conclusion: "success" | "failure";
  readonly title: string;
  readonly summary: string;
  /** In batches as they are sent. */
  readonly batches: readonly (readonly CheckAnnotation[])[];
  /** The same for the same result of the same run, so that a check is found again. */
  readonly externalId: string;
}

export interface CheckAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: Annotation["level"];
  readonly title: string;
  readonly message: string;
}

/** What the check run of a report says. It succeeds only where the run has judged, and found nothing that gates. */
export function checkPlan(
  report: Report,
  { name, runId }: { readonly name: string; readonly runId: string },
): CheckPlan {
  const all = annotationsOf(report);
  const conclusion = report.exitCode === exitCodes.clean ? "success" : "failure";
  const annotations = all.slice(0, conclusion === "success" ? mostOfSuccess : mostAnnotations).map(asSent);
  const rest = all.length - annotations.length;
  const more = rest > 0 ? `${counted(rest, "more remark")} left out; the report has every finding.\n\n` : "";
  const summary = bodyOf(report, { size: largestSummary, more });
  const title = shorten(safeText(headline(report)), 255);
  const digest = digestOf({ name, conclusion, summary, annotations });
  return {
    ...{ name, conclusion, title, summary },
    batches: inBatches(annotations),
    externalId: `entitlint:${runId}:${digest}`,
  };
}

function asSent({ level, path, line, title, message }: Annotation): CheckAnnotation {
  return { path, start_line: line, end_line: line, annotation_level: level, title, message };
}

function inBatches<T>(entries: readonly T[]): T[][] {
  const batches: T[][] = [];
  for (let at = 0; at < entries.length; at += batchSize) batches.push(entries.slice(at, at + batchSize));
  return batches;
}

function digestOf(payload: unknown): string {
  return createHash("sha256").update(JSON.stringify(payload)).digest("hex").slice(0, 16);
}
