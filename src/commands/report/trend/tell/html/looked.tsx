/** @jsxImportSource preact */
import { exitCodes } from "../../../../../exit-codes.ts";
import type { Trend, TrendSnapshot } from "../../../../../model/trend.ts";
import { Code, Name, Prose } from "../../../../../report/html/parts/words.tsx";
import { doubted, gapsOf, groundLines, titleOf } from "../words.ts";

/** What this rests on, and where it has holes. */
export function Looked({ trend }: { readonly trend: Trend }) {
  const isKnown = trend.exitCode === exitCodes.clean;
  return (
    <header id="looked" class={`verdict ${isKnown ? "plain" : "unjudged"}`}>
      <p class="brand">
        entitlint <Name text={trend.tool.version} />
      </p>
      <h1>{titleOf(trend)}</h1>
      {isKnown ? null : (
        <p class="caveat">
          The last snapshot could not be judged, or there is none: how things stand now is not known.
        </p>
      )}
      <ul class="plain">
        {groundLines(trend).map((line) => (
          <li key={line}>
            <Prose text={line} />
          </li>
        ))}
      </ul>
      <Told mark="bad" title="Could not be judged" entries={gapsOf(trend)} />
      <Told mark="notice" title="Judged, but what is not seen there proves nothing" entries={doubted(trend)} />
      {trend.notices.length === 0 ? null : (
        <ul class="told notice">
          {trend.notices.map((notice) => (
            <li key={notice}>
              <Prose text={notice} />
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}

function Told({ mark, title, entries }: { mark: string; title: string; entries: readonly TrendSnapshot[] }) {
  if (entries.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <ul class={`told ${mark}`}>
        {entries.map(({ commit, collectedAt, why = "" }) => (
          <li key={commit}>
            <Prose text={why} />
            <span class="sub">
              <span>{collectedAt ?? "nobody knows when it was collected"}</span>
              <Code text={commit} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
