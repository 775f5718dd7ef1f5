import type { FactRecord } from "../model/facts.ts";
import { clip, fitted, pad } from "../text/fit.ts";
import { type Line, line, span } from "../text/line.ts";
import { wrapped } from "../text/wrap.ts";
import { type ComparedField, comparedFields } from "./fields.ts";

/** A record is shown beside others from this width on. */
const narrowest = 16;
const mostLabel = 18;

/** The records of the subject side by side, as many as the width takes, and the others under them. */
export function recordLines(records: readonly FactRecord[], width: number): Line[] {
  const fields = comparedFields(records);
  const label = Math.min(mostLabel, Math.max(...fields.map(({ name }) => name.length), 6), Math.floor(width / 3));
  const abreast = Math.max(1, Math.floor((width - label - 2) / (narrowest + 2)));
  const blocks: Line[] = [];
  for (let from = 0; from < records.length; from += abreast) {
    const until = Math.min(records.length, from + abreast);
    if (from > 0) blocks.push(line(""));
    blocks.push(
      ...block(
        records.slice(from, until),
        fields.map((field) => ({ ...field, values: field.values.slice(from, until) })),
        { label, width },
      ),
    );
  }
  return blocks;
}

function block(
  records: readonly FactRecord[],
  fields: readonly ComparedField[],
  { label, width }: { readonly label: number; readonly width: number },
): Line[] {
  const each = Math.max(8, Math.floor((width - label - 2) / records.length) - 2);
  const cells = (lead: string, texts: readonly string[], tone?: "faint" | "strong") => [
    span(pad(clip(lead, label), label), "faint"),
    ...texts.map((text) => span(`  ${fitted(text, each)}`, tone)),
  ];
  const rows = fields.filter(({ values }) => values.some((value) => value !== ""));
  return [
    { spans: [...cells("", records.map(systemOf), "strong")] },
    {
      spans: cells(
        "",
        records.map(({ role }) => role),
        "faint",
      ),
    },
    ...rows.map(({ name, values, differs }) => ({
      spans: [
        ...cells(
          name,
          values.map((value) => value || "·"),
        ),
        ...(differs ? [span(" ≠", "bad")] : []),
      ],
    })),
    ...records.flatMap(({ places, id }) =>
      wrapped(`${id}  ${places.join(", ")}`, width, { tone: "faint", under: "  " }),
    ),
  ];
}

/** `identity:hr/acme/000226` is a record of hr. */
function systemOf({ id }: FactRecord): string {
  return /^[^:]+:([^/]+)/.exec(id)?.[1] ?? id;
}

/** The keys that were tried to find whose an account is, and whom they led to. */
export function keyLines(records: readonly FactRecord[], width: number): Line[] {
  return records
    .filter(({ tried, candidates }) => tried.length > 0 || candidates.length > 1)
    .flatMap(({ id, link, tried, candidates }) => [
      ...wrapped(`${id}: ${link}`, width, { under: "  " }),
      ...tried.flatMap(({ by, value, confidence, hits }) =>
        wrapped(`${by} ${value} (${confidence}) → ${hits.length > 0 ? hits.join(", ") : "nobody"}`, width, {
          ...{ lead: hits.length > 0 ? "  ✓ " : "  · ", under: "    " },
          ...(hits.length === 0 && { tone: "faint" as const }),
        }),
      ),
      ...(candidates.length > 1
        ? wrapped(`could be ${candidates.join(", ")}`, width, { lead: "  ", tone: "bad" })
        : []),
    ]);
}
