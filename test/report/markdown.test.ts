import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { acting, hostileReport, tries } from "./hostile-report.ts";
import { cleanReport, finding, firstOf, render, smallReport, unjudgedReport } from "./small-report.ts";

/** Eager to find links, so that what it finds none in has none for any platform. */
const parser = new MarkdownIt({ html: true, linkify: true });

/** Every kind of token that a text becomes. */
function tokensOf(text: string): Set<string> {
  const tokens = parser.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);
  return new Set(tokens.map(({ type }) => type.replace(/_(open|close)$/, "")));
}

/** The words that are no code: what a platform looks through for mentions and references. */
function looseText(text: string): string {
  const tokens = parser.parse(text, {}).flatMap(({ children }) => children ?? []);
  return tokens.flatMap(({ type, content }) => (type === "text" ? [content] : [" "])).join("");
}

const ours = [
  "heading",
  "paragraph",
  "inline",
  "text",
  "strong",
  "softbreak",
  "code_inline",
  "bullet_list",
  "list_item",
];
const tables = ["table", "thead", "tbody", "tr", "th", "td"];
const headline = (report: Report) => render("markdown", report).split("\n")[0];

describe("Markdown", () => {
  test("begins with the verdict and the counts, and ends with the digests", () => {
    const lines = render("markdown", smallReport()).trimEnd().split("\n");
    expect(lines[0]).toBe("## entitlint: 2 findings at or above medium");
    expect(lines[2]).toBe("**1 critical, 1 high, 1 low; 9 undecided; 1 not evaluable**");
    expect(lines[4]).toContain("Exit code 1, findings at or above the gate, as of 2026-11-22T08:00:00Z: 5 subjects");
    expect(lines.at(-1)).toBe(
      "entitlint `0.1.0`, snapshot `aaaaaaaaaaaa`, policies `bbbbbbbbbbbb`, access `cccccccccccc`, config `dddddddddddd`",
    );
    expect(headline(cleanReport())).toBe("## entitlint: nothing at or above medium");
  });

  test("groups findings by severity and rule, and tells causes, places and what to do", () => {
    const text = render("markdown", smallReport());
    expect(text.match(/^#{3,4} .*/gm)).toEqual([
      "### Read this first",
      "### Findings",
      "#### critical: `grant-no-active-record` (1)",
      "#### high: `grant-no-active-record` (1)",
      "#### low: `nhi-no-expiry` (1)",
      "### Could not be decided",
      "### Not evaluable",
      "### Nothing to examine",
      "### Examined",
    ]);
    expect(text).toContain(
      [
        "- Ana 2: dev in forge by `account:forge/main/a2` belongs to nobody. (`snapshots/forge/grant.ndjson:3`)",
        "  - because of orphan-account: it matches nobody.",
      ].join("\n"),
    );
    expect(text).toContain("Access without anybody. Mend `it`.");
    expect(text).toContain("| `grant-no-active-record` | `doors` | 9 | 0 | 9 |");
    expect(text).toContain("\n1 more row in which nothing was found.\n");
    expect([...tokensOf(text)].filter((type) => ![...ours, ...tables].includes(type))).toEqual([]);
  });

  test("marks what is new, counts what changed, and lists what is waived apart", () => {
    const waiver = { id: "w-1", reason: "vendor has no expiry", owner: "group:okta/pay", until: "2027-01-31" };
    const changes = ["introduced", "pre-existing", "fixed"] as const;
    const findings = [...changes.map((change, at) => finding(at, { change })), finding(9, { waiver })];
    const text = render("markdown", smallReport({ findings }));
    expect(text).toContain("1 introduced, 1 pre-existing, 1 fixed; 1 waived");
    expect(text.match(/^- .*belongs to nobody/gm)).toHaveLength(3);
    expect(text).toContain("- **introduced** Ana 0");
    expect(text.split("### Waived")[1]).toContain("Until 2027-01-31, by `w-1`: vendor has no expiry");
  });

  test("shows the first few of each rule, or all", () => {
    const report = smallReport({ findings: Array.from({ length: 20 }, (_, at) => finding(at)) });
    expect(render("markdown", report).match(/belongs to nobody/g)).toHaveLength(8);
    expect(render("markdown", report)).toContain("- … and 12 more of this rule");
    expect(render("markdown", report, { all: true }).match(/belongs to nobody/g)).toHaveLength(20);
  });

  test.each([4_096, 10_000, 65_535, 1 << 20])("never grows beyond %i bytes, and says what it left out", (size) => {
    const report = smallReport({
      findings: Array.from({ length: 3_000 }, (_, at) => finding(at, { msg: `é${"x".repeat(300)} ${at}` })),
      unknowns: Array.from({ length: 500 }, () => ({ ...firstOf(smallReport().unknowns), msg: "日本".repeat(90) })),
      counts: Array.from({ length: 500 }, (_, at) => ({ ...firstOf(smallReport().counts), app: `app-${at}` })),
    });
    const text = render("markdown", report, { all: true, size });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(size);
    const told = (text.match(/^- Ana/gm) ?? []).length;
    const [, left = "0"] = /… and (\d+) more findings?\n/.exec(text) ?? [];
    expect(told + Number(left)).toBe(3_000);
    expect(text).toMatch(/entitlint `0.1.0`, snapshot `aaaaaaaaaaaa`.*\n$/);
  });

  test.each([
    [2, "## entitlint could not judge"],
    [3, "## entitlint failed"],
  ] as const)("of a run with exit code %i says so in its first line", (exitCode, line) => {
    expect(headline(unjudgedReport(exitCode))).toBe(line);
    expect(render("markdown", unjudgedReport(exitCode))).toContain(
      "### Could not judge\n\n- the account records of forge are partial\n",
    );
    expect(render("markdown", unjudgedReport(exitCode, { obstacles: [] }))).toContain("### Could not judge");
  });
});

test("nothing hostile comes through: no link, image, HTML, mention or reference, and nothing acts", () => {
  fc.assert(
    fc.property(hostileReport, fc.constantFrom(4_096, 65_535), (report, size) => {
      const text = render("markdown", report, { all: true, size });
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(size);
      expect(text).not.toMatch(acting);
      expect([...tokensOf(text)].filter((type) => ![...ours, ...tables].includes(type))).toEqual([]);
      // Every @, # and address stands in code; of ours there is none.
      expect(looseText(text)).not.toMatch(/[@#<>[\]*_~&|\\]|:\/\/|www\.|\b(?=\d*[a-f])[0-9a-f]{7,}\b/);
    }),
    tries,
  );
});
