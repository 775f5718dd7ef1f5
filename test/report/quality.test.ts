import { describe, expect, test } from "vitest";
import type { SourceQuality } from "../../src/model/quality.ts";
import { render, smallReport } from "./small-report.ts";

const all = (of: number) => ({ count: of, of, unknown: 0 });
const whole: SourceQuality = { system: "hr", kind: "identity", records: 9, status: all(9) };
const gaps: SourceQuality = {
  ...{ system: "crm", kind: "account", records: 40, owner: all(3) },
  ...{ status: { count: 38, of: 40, unknown: 0 }, lastUse: { count: 0, of: 0, unknown: 40 } },
  linked: { count: 39, of: 40, unknown: 0 },
};
const others = ["a", "b", "c"].map(
  (system): SourceQuality => ({ ...whole, system, status: { count: 8, of: 9, unknown: 0 } }),
);
const flat = (text: string) => text.replaceAll(/\s+/g, " ");
const title = "Missing in what was read";

describe("how complete the records are", () => {
  test("stands in JSON as it was counted", () => {
    expect(JSON.parse(render("json", smallReport({ quality: [gaps, whole] }))).quality).toEqual([gaps, whole]);
  });

  test("is one line for each fact that is missing in text, and none where nothing is or a source tells none", () => {
    const text = flat(render("text", smallReport({ quality: [gaps, whole] })));
    expect(text).toContain(
      `${title} ! 2 records without a known status: crm account 2 of 40 ! 1 record linked to nobody: crm account 1 of 40 `,
    );
    expect(text).not.toContain("last use");
    expect(render("text", smallReport({ quality: [whole] }))).not.toContain(title);
    expect(render("text", smallReport())).not.toContain(title);
  });

  test("names the three kinds that lack most, and counts the others", () => {
    const text = flat(render("text", smallReport({ quality: [gaps, ...others] })));
    expect(text).toContain(
      "5 records without a known status: crm account 2 of 40, a identity 1 of 9, b identity 1 of 9 and 1 other kind",
    );
  });

  test("is a table in Markdown of kinds that lack something, with shares", () => {
    const text = render("markdown", smallReport({ quality: [gaps, whole] }));
    expect(text).toContain("| source | kind | records | owner | status | last use | linked |");
    expect(text).toContain(
      "| `crm` | account | 40 | 100 % (3 of 3) | 95 % (38 of 40) | 40 unknown | 97 % (39 of 40) |",
    );
    expect(text).not.toContain("| `hr` |");
    expect(render("markdown", smallReport({ quality: [gaps, whole] }), { all: true })).toContain(
      "| `hr` | identity | 9 |",
    );
  });
});
