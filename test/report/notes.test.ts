import { describe, expect, test } from "vitest";
import { formatNames } from "../../src/report/format-names.ts";
import { finding, render, smallReport } from "./small-report.ts";

const note = "Asked the vendor, who answers in December.";
const waiver = { id: "w-1", reason: "It goes soon.", owner: "person:ana", until: "2027-02-28" };
const baseline = { owner: "group:idp/crew", until: "2027-03-31", state: "open" as const };
const noted = smallReport({ findings: [finding(1, { note }), finding(2)] });
const lines = (text: string) => text.split("\n").map((line) => line.trim());

/** What tells the note, once. */
const told: Readonly<Record<string, RegExp | undefined>> = {
  text: /^ {6}note: Asked the vendor, who answers in December\.$/m,
  markdown: /^ {2}- note: Asked the vendor, who answers in December\.$/m,
  html: /<dt>Note<\/dt><dd>.*Asked the vendor, who answers in December\./,
  json: /"note":\s?"Asked the vendor, who answers in December\."/,
  csv: /^violation,.*,"Asked the vendor, who answers in December\."\r$/m,
  sarif: /"properties": ?\{\s*"note": ?"Asked the vendor, who answers in December\."/,
  "sarif-audit": /"note": ?"Asked the vendor, who answers in December\."/,
  junit: /\nnote: Asked the vendor, who answers in December\.\n/,
  gitlab: undefined,
};

describe("a note", () => {
  test("is known to every format", () => {
    expect(Object.keys(told).toSorted()).toEqual([...formatNames].toSorted());
  });

  test.each(Object.entries(told))("stands at its finding alone in %s", (format, wanted) => {
    const text = render(format, noted);
    if (wanted) expect(text).toMatch(wanted);
    const bare = render(format, smallReport({ findings: [finding(1), finding(2)] }));
    expect(bare).not.toContain("Asked the vendor");
    if (!wanted) expect(text).toBe(bare);
  });

  test.each(["text", "markdown"])("stands at what is waived and put off too in %s", (format) => {
    const findings = [finding(1, { waiver, note: "first" }), finding(2, { baseline, note: "second" })];
    const all = lines(render(format, smallReport({ findings })));
    for (const one of ["first", "second"]) expect(all.filter((line) => line.endsWith(`note: ${one}`))).toHaveLength(1);
  });

  test("whose finding is gone is no noise: only who wants to read all is told", () => {
    const report = smallReport({
      notes: { entries: 3, unproven: 1, stale: [{ fingerprint: "9".repeat(64), note: "Asked in vain." }] },
    });
    expect(render("text", report)).toBe(render("text", smallReport()));
    expect(render("markdown", report)).toBe(render("markdown", smallReport()));
    expect(render("text", report, { all: true })).toContain(
      "1 note of 3 is about a finding that is gone: `entitlint notes prune` takes it out.\n  - 99999999: Asked in vain.\n",
    );
    expect(render("markdown", report, { all: true })).toMatch(
      /Notes whose finding is gone[\s\S]*`99999999`: Asked in vain\./,
    );
  });
});
