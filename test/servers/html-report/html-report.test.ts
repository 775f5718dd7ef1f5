import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
import fc from "fast-check";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Report } from "../../../src/model/report.ts";
import { checkAcme } from "../../e2e/acme.ts";
import { hostileReport } from "../../report/hostile-report.ts";
import { wholeReport } from "../../report/html/whole-report.ts";
import { cleanReport, finding, firstOf, render, smallReport, unjudgedReport } from "../../report/small-report.ts";
import { type Opened, Reader, unfold } from "./browser.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const acme = checkAcme("examples/acme/entitlint.yaml", "snapshots");
const many = (count: number): Report =>
  smallReport({ findings: Array.from({ length: count }, (_, at) => finding(at + 1, { app: `app-${at % 30}` })) });

let reader: Reader;
const opened: Opened[] = [];
beforeAll(async () => {
  reader = await Reader.start();
});
afterEach(async () => {
  for (const { page } of opened) await page.context().close();
});
afterAll(() => reader.stop());

async function open(report: Report, ...rest: [options?: Parameters<Reader["open"]>[1], hash?: string]): Promise<Page> {
  const one = await reader.open(render("html", report), ...rest);
  opened.push(one);
  return one.page;
}

const shown = (page: Page) => page.locator("#finder .finding > details").evaluateAll((all) => all.map(({ id }) => id));
const outcome = (page: Page) => page.locator("[role=status]").textContent();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.parentElement?.id);

describe("the report of the example, opened as a file", () => {
  test("finds by words, and by what is chosen of a list", async () => {
    const page = await open(acme);
    expect(await outcome(page)).toBe(`${acme.findings.length} findings`);
    await page.locator("#search").fill("orphan-account crm");
    const meant = (await shown(page)).length;
    expect(await outcome(page)).toBe(`${meant} of ${acme.findings.length} findings`);
    for (const text of await page.locator("#finder .finding").allTextContents())
      expect(text).toContain("orphan-account");
    await page.getByRole("button", { name: "Show all" }).click();
    await page
      .locator("select[name=app]")
      .selectOption({ label: `crm (${acme.findings.filter(({ app }) => app === "crm").length})` });
    await page.getByRole("checkbox", { name: /critical/ }).check();
    const wanted = acme.findings.filter(({ app, severity }) => app === "crm" && severity === "critical");
    expect((await shown(page)).toSorted()).toEqual(wanted.map(({ fingerprint }) => fingerprint).toSorted());
    await page.locator("select[name=standing]").selectOption({ label: "Waived (3)" });
    expect(await page.locator("#finder .empty").textContent()).toBe("No finding is like that.");
  });

  test("is gone through by keyboard alone", async () => {
    const page = await open(acme);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("To the findings");
    await page.keyboard.press("/");
    await page.keyboard.type("grant");
    expect(await page.locator("#search").inputValue()).toBe("grant");
    const [first, second] = await shown(page);
    await page.keyboard.press("Enter");
    expect(await focused(page)).toBe(first);
    await page.keyboard.press("j");
    expect(await focused(page)).toBe(second);
    await page.keyboard.press("k");
    await page.keyboard.press("ArrowDown");
    expect(await focused(page)).toBe(second);
    await page.keyboard.press("Enter");
    expect(await page.locator(`[id="${second}"] .facts`).isVisible()).toBe(true);
    expect(await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)).toBe(
      "solid",
    );
    await page.keyboard.press("Escape");
    expect(await page.locator(`[id="${second}"] .facts`).isVisible()).toBe(false);
    expect(await focused(page)).toBe(second);
    await page.keyboard.press("/");
    await page.keyboard.press("Escape");
    expect(await page.locator("#search").inputValue()).toBe("");
  });
});

describe("links to a finding", () => {
  const report = many(400);
  const last = report.findings[399]?.fingerprint ?? "";

  test.each([last, last.slice(0, 16)])("open it on whichever page it is: %s", async (mark) => {
    const page = await open(report, {}, `#${mark}`);
    expect(await page.locator(".pages span").textContent()).toBe("Page 8 of 8");
    expect(await page.locator(`[id="${last}"] .facts`).isVisible()).toBe(true);
    expect(await focused(page)).toBe(last);
  });

  test("open it though it was filtered out, and keys go on over the end of a page", async () => {
    const page = await open(report);
    await page.locator("#search").fill("nothing is like this");
    const before = report.findings[48]?.fingerprint;
    await page.evaluate((mark) => location.assign(`#${mark}`), before);
    await page.locator(`[id="${before}"] .facts`).waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    expect(await page.locator(".pages span").textContent()).toBe("Page 2 of 8");
    expect(await focused(page)).toBe(report.findings[50]?.fingerprint);
    await page.keyboard.press("k");
    expect(await focused(page)).toBe(report.findings[49]?.fingerprint);
  });
});

describe("on paper", () => {
  test("is every finding with all that is known of it, and nothing to click; afterwards all is as before", async () => {
    const report = many(120);
    const page = await open(report);
    await page.locator("#search").fill("app-7");
    await page.emulateMedia({ media: "print" });
    await page.locator("#finder .finding").nth(119).waitFor();
    expect(await shown(page)).toEqual(report.findings.map(({ fingerprint }) => fingerprint));
    const visible = await page
      .locator("main details .inside")
      .evaluateAll((all) => all.map((one) => one.checkVisibility()));
    expect(visible.filter((is) => !is)).toEqual([]);
    for (const part of [".filters", ".pages", ".contents"])
      expect(await page.locator(part).evaluateAll((all) => all.some((one) => one.checkVisibility())), part).toBe(false);
    await page.emulateMedia({ media: "screen" });
    await page.locator("#search").waitFor();
    expect(await outcome(page)).toBe("4 of 120 findings");
    expect(await page.locator("main details[open]").count()).toBe(0);
    expect((await page.pdf()).length).toBeGreaterThan(100_000);
  });

  test("without scripts shows what is folded too", async () => {
    const page = await open(acme, { javaScriptEnabled: false });
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".finding .facts").first().isVisible()).toBe(true);
  });
});

test("without scripts shows the first findings and says so", async () => {
  const page = await open(many(620), { javaScriptEnabled: false });
  expect(await page.locator("#finder .finding").count()).toBe(500);
  expect(await page.locator("#findings .note").textContent()).toContain("120 more are not");
  await page.locator("#finder summary").first().click();
  expect(await page.locator("#finder .facts").first().isVisible()).toBe(true);
});

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  test.each([
    ["the example", acme],
    ["everything at once", wholeReport()],
    ["a clean run", cleanReport()],
    ["a run that judged nothing", unjudgedReport(2)],
  ])("%s keeps to WCAG, as far as a program can tell", async (_, report) => {
    const page = await open(report, { colorScheme, bypassCSP: true });
    await unfold(page, 4);
    await page.evaluate(axeSource);
    const { violations, passes } = await page.evaluate(() =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      }),
    );
    expect(passes.map(({ id }) => id)).toContain("color-contrast");
    expect(
      violations.map(
        ({ id, nodes }) => `${id}: ${nodes.length} ${firstOf(nodes).html} ${firstOf(nodes).failureSummary}`,
      ),
    ).toEqual([]);
  });
});

describe("with hostile names", () => {
  test("runs nothing, asks for nothing, and has no other parts than with harmless ones", async () => {
    for (const report of fc.sample(hostileReport, 12)) {
      const page = await open(report);
      await unfold(page);
      const parts = await page.evaluate(() => [
        document.scripts.length,
        document.querySelectorAll("img, iframe, object, embed, link, base, form, a:not([href^='#'])").length,
      ]);
      expect(parts).toEqual([2, 0]);
      expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    }
  });

  test.each([
    ["the example", [acme]],
    ["everything at once", [wholeReport()]],
    ["hostile names", fc.sample(hostileReport, 6)],
  ])("needs no more than 360 pixels: %s", async (_, reports) => {
    for (const report of reports) {
      const page = await open(report, { viewport: { width: 360, height: 800 } });
      await unfold(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    }
  });
});

test("with ten thousand findings answers a keystroke nearly as fast as with a hundred", async () => {
  const [few, lots] = [await open(many(100)), await open(many(10_000))];
  const [short, long] = [await keystroke(few), await keystroke(lots)];
  expect(await outcome(lots)).toMatch(/ of 10000 findings$/);
  expect(long / short).toBeLessThan(6);
});

/** From a letter in the box for words to the picture after it: the middle of several, in milliseconds. */
async function keystroke(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const box = document.querySelector<HTMLInputElement>("#search");
    const took: number[] = [];
    for (const text of ["a", "ap", "app", "app-", "app-1", "app-", "app", "app-2", "app-2 main"]) {
      const from = performance.now();
      if (box) box.value = text;
      box?.dispatchEvent(new Event("input", { bubbles: true }));
      // The second frame begins after the first was painted.
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      took.push(performance.now() - from);
    }
    return took.toSorted((a, b) => a - b)[4] ?? 0;
  });
}

test("no page complained of anything", () => {
  expect(opened.length).toBeGreaterThan(30);
  expect(opened.flatMap(({ complaints }) => complaints)).toEqual([]);
});

test("the policy stops what is not the page's own", async () => {
  const html = render("html", smallReport()).replace(
    "<main>",
    '<main><script>alert(1)</script><img src="https://example.com/x.png">',
  );
  const { complaints } = await reader.open(html);
  expect(
    complaints
      .filter((text) => text.startsWith("error: policy:"))
      .map((text) => text.split(" ")[2])
      .toSorted(),
  ).toEqual(["img-src", "script-src-elem"]);
  expect(complaints.filter((text) => /^(dialog|answer)/.test(text))).toEqual([]);
});
