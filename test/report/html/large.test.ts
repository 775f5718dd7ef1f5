// @module-tag long
import { expect, test } from "vitest";
import { finding, render, smallReport } from "../small-report.ts";

const report = smallReport({
  findings: Array.from({ length: 10_000 }, (_, at) => finding(at, { app: `app-${at % 40}` })),
});

/** The least of several runs: what other work on the machine cannot make longer. */
function least(format: string): { readonly took: number; readonly size: number } {
  const runs = Array.from({ length: 5 }, () => {
    const from = performance.now();
    const size = Buffer.byteLength(render(format, report));
    return { took: performance.now() - from, size };
  });
  return { took: Math.min(...runs.map(({ took }) => took)), size: runs[0]?.size ?? 0 };
}

test("ten thousand findings take little more than JSON of them does, and are hardly larger", () => {
  const [json, html] = [least("json"), least("html")];
  expect(html.size / json.size).toBeLessThan(1.5);
  expect(html.took / json.took).toBeLessThan(8);
});
