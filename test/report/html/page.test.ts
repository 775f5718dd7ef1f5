import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { acting, hostileReport, tries } from "../hostile-report.ts";
import { cleanReport, finding, render, smallReport, unjudgedReport } from "../small-report.ts";
import { readPage } from "./read-page.ts";
import { wholeReport } from "./whole-report.ts";

const whole = readPage(render("html", wholeReport()));
const many = Array.from({ length: 620 }, (_, at) => finding(at, { severity: at < 600 ? "low" : "critical" }));

test("a verdict of some rules alone says so where it stands", () => {
  const text =
    "this is the word of 1 of 70 rules: the others were not asked, so that nothing found here says nothing of them";
  const html = render("html", { ...cleanReport(), notices: [{ code: "rules-chosen", text }] });
  const header = /<header id="summary".*?<\/header>/s.exec(html)?.[0] ?? "";
  expect(header).toContain("This is the word of 1 of 70 rules: the others were not asked");
  expect(/<header id="summary".*?<\/header>/s.exec(render("html", cleanReport()))?.[0]).not.toContain("word of");
});

describe("the page", () => {
  test("allows nothing but its own script and style, by digests that are theirs", () => {
    const policy = whole.tags.find(({ attributes }) => attributes["http-equiv"] === "Content-Security-Policy");
    const digest = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    expect(policy?.attributes.content?.split("; ")).toEqual([
      "default-src 'none'",
      `script-src ${digest(whole.script)}`,
      `style-src ${digest(whole.style)}`,
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
    expect(whole.script.length).toBeGreaterThan(10_000);
    expect(whole.style).toContain("@media screen and (prefers-color-scheme: dark)");
  });

  test("leads nowhere else, and says in which language it is", () => {
    const addresses = whole.tags.flatMap(({ attributes: { href, src } }) => [href, src]).filter(Boolean);
    expect(addresses.filter((address) => !address?.startsWith("#"))).toEqual([]);
    expect(`${whole.script}${whole.style}`.replaceAll("http://www.w3.org/", "")).not.toMatch(/https?:|url\(|@import/);
    expect(whole.tags.find(({ name }) => name === "html")?.attributes.lang).toBe("en");
  });

  test("has each id once, and every link and label leads to one", () => {
    const ids = whole.tags.flatMap(({ attributes: { id } }) => id ?? []);
    expect(ids).toEqual([...new Set(ids)]);
    const meant = whole.tags.flatMap(({ attributes }) => [
      ...(attributes.href ? [attributes.href.slice(1)] : []),
      ...(attributes["aria-labelledby"] ? [attributes["aria-labelledby"]] : []),
    ]);
    expect(meant.length).toBeGreaterThan(20);
    expect(meant.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test("is the same twice", () => {
    expect(render("html", wholeReport())).toBe(render("html", wholeReport(), { columns: 20 }));
  });
});

describe("findings", () => {
  const page = readPage(render("html", smallReport({ findings: many })));
  const cards = page.tags.filter(
    ({ name, attributes }) => name === "details" && /^[0-9a-f]{64}$/.test(attributes.id ?? ""),
  );

  test("stand in the page without its script, the gravest first, and those that do not are counted", () => {
    expect(cards).toHaveLength(500);
    expect(cards[0]?.attributes.id).toBe(many[600]?.fingerprint);
    expect(page.text).toContain("The first 500 findings are shown and 120 more are not");
  });

  test("are all in its data", () => {
    expect(page.data.findings.map(({ fingerprint }) => fingerprint).toSorted()).toEqual(
      many.map(({ fingerprint }) => fingerprint).toSorted(),
    );
  });

  test("say what is to become of them", () => {
    expect(whole.data.findings.map(({ standing, gated }) => [standing, gated])).toEqual([
      ["due", undefined],
      ["known", undefined],
      ["waived", undefined],
      ["fixed", undefined],
    ]);
    expect(readPage(render("html", smallReport())).data.findings.map(({ gated }) => gated)).toEqual([
      true,
      true,
      undefined,
    ]);
  });
});

describe("the verdict", () => {
  const verdict = (text: string) =>
    /<header id="summary" class="verdict (\w+)">[\s\S]*?<h1>.*?<\/span>(.*?)<\/h1>/.exec(text)?.slice(1);

  test.each([
    ["bad", "2 findings at or above medium", smallReport()],
    ["good", "Nothing at or above medium", cleanReport()],
    ["unjudged", "Could not judge", unjudgedReport(2)],
    ["unjudged", "Failed", unjudgedReport(3, { obstacles: [], rules: [], counts: [], digests: {} })],
  ])("is %s where it is “%s”", (mark, title, report) => {
    const text = render("html", report);
    expect(verdict(text)).toEqual([mark, title]);
    expect(text.includes('<section id="obstacles"')).toBe(mark === "unjudged");
  });

  test("of a clean run with undecided cases says that they are no pass", () => {
    const { unknowns } = smallReport();
    expect(readPage(render("html", cleanReport({ unknowns }))).text).toContain(
      "9 cases are undecided, which is no pass",
    );
  });

  test("of no findings at all is no empty page", () => {
    expect(readPage(render("html", cleanReport())).text).toContain("Nothing was found.");
    const unjudged = readPage(render("html", unjudgedReport(2))).text;
    expect(unjudged).toContain("Nothing was found, but this run could not judge.");
    expect(unjudged).toContain("What this report does not show may be there all the same.");
  });
});

describe("hostile names", () => {
  test("stay text: no tag, no attribute, no character that acts", () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const text = render("html", report);
        const page = readPage(text);
        expect(acting.exec(text)?.index).toBeUndefined();
        expect(page.tags.filter(({ name }) => name === "script" || name === "style")).toHaveLength(3);
        const attributes = new Set(page.tags.flatMap(({ attributes: given }) => Object.keys(given)));
        expect([...attributes].filter((name) => /^on|^style$|^src/.test(name))).toEqual([]);
        expect(page.data.findings.map(({ fingerprint, msg, object }) => [fingerprint, msg, object]).toSorted()).toEqual(
          report.findings.map(({ fingerprint, msg, object }) => [fingerprint, msg, object]).toSorted(),
        );
      }),
      tries,
    );
  });

  test("that would end the data, or begin a comment in it, do not", () => {
    const msg = "</script><script>alert(1)</script><!-- \u202e ]]>";
    const text = render("html", smallReport({ findings: [finding(1, { msg })] }));
    expect(text.match(/<\/script>/g)).toHaveLength(2);
    expect(text).not.toContain("alert(1)</script>");
    expect(text).toContain("\\u{202e}");
    expect(readPage(text).data.findings[0]?.msg).toBe(msg);
  });
});
