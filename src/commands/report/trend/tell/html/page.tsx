/** @jsxImportSource preact */
import type { Trend } from "../../../../../model/trend.ts";
import { written } from "../../../../../report/html/frame.ts";
import { style } from "../../../../../report/html/inlined.ts";
import { PageHead } from "../../../../../report/html/parts/head.tsx";
import { titleOf } from "../words.ts";
import { About } from "./about.tsx";
import { Looked } from "./looked.tsx";
import { Ranks } from "./ranks.tsx";
import { Speed } from "./speed.tsx";
import { Standings } from "./standings.tsx";
import { Weeks } from "./weeks.tsx";

/** One file for auditors: it loads nothing, and runs nothing. */
export function* trendPage(trend: Trend): Generator<string> {
  const parts = [
    { id: "looked", title: "What was looked at", node: <Looked trend={trend} /> },
    { id: "speed", title: "How fast", node: <Speed trend={trend} /> },
    { id: "weeks", title: "By week", node: <Weeks trend={trend} /> },
    { id: "rules", title: "Rules", node: <Ranks id="rules" title="Rules" name="rule" ranks={trend.rules} /> },
    {
      id: "apps",
      title: "Applications",
      node: <Ranks id="apps" title="Applications" name="application" ranks={trend.apps} />,
    },
    { id: "findings", title: "Findings", node: <Standings trend={trend} /> },
    { id: "about", title: "About this report", node: <About trend={trend} /> },
  ];
  yield `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n`;
  yield written(<PageHead title={titleOf(trend)} style={style} />);
  yield `\n<style>${style}</style>\n</head>\n<body>\n<a class="skip" href="#findings">To the findings</a>\n`;
  yield written(
    <nav class="contents" aria-label="Contents">
      <ul>
        {parts.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>,
  );
  yield "\n<main>\n";
  for (const { node } of parts) yield `${written(node)}\n`;
  yield "</main>\n</body>\n</html>\n";
}
