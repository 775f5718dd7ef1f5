// @ts-check
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { asOf } from "./acme-repository.mjs";

const root = resolve(import.meta.dirname, "../..");
/** Where Debian puts it. */
const executablePath = "/usr/bin/chromium";

/** Of the page the part above this plot is shown: the verdict, what to read first, and what is to be mended where. */
const firstLeftOut = "To mend by rule";
const viewport = { width: 1180, height: 1400 };

/**
 * Shows the HTML report of the example in a browser, as it is on light and on dark ground.
 * @returns {Promise<{ light: Buffer, dark: Buffer, text: string }>} two PNG, and all text that stands in them
 */
export async function pictureReport() {
  const folder = mkdtempSync(join(tmpdir(), "entitlint-report-"));
  try {
    const file = join(folder, "access.html");
    writeReport(file);
    const { chromium } = createRequire(join(root, "test/servers/package.json"))("playwright-core");
    // Chromium's own walls need rights that the containers of a CI do not give; the page is ours.
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    try {
      const light = await pictured(browser, file, "light");
      const dark = await pictured(browser, file, "dark");
      return { light: light.png, dark: dark.png, text: light.text };
    } finally {
      await browser.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} file */
function writeReport(file) {
  const config = ["--config", join(root, "examples/acme/entitlint.yaml"), "--snapshot", join(root, "snapshots")];
  const args = [join(root, "dist/cli.js"), "check", ...config, "--as-of", asOf, "--report", `html=${file}`];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 1) throw new Error(`the check of the example ended with ${status}: ${stderr}`);
}

/**
 * @param {{ newContext: (options: object) => Promise<any> }} browser @param {string} file @param {"light" | "dark"} colorScheme
 * @returns {Promise<{ png: Buffer, text: string }>}
 */
async function pictured(browser, file, colorScheme) {
  const context = await browser.newContext({ viewport, colorScheme, deviceScaleFactor: 1.5 });
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  const { y } = await page.locator(`figcaption:text-is("${firstLeftOut}")`).boundingBox();
  const png = await page.screenshot({ clip: { x: 0, y: 0, width: viewport.width, height: Math.floor(y) } });
  // biome-ignore lint/performance/useDomNodeTextContent: the picture shows what is seen, and nothing else
  const text = /** @type {string} */ (await page.locator("body").innerText());
  return { png, text: `${text.slice(0, text.indexOf(firstLeftOut)).trim()}\n` };
}
