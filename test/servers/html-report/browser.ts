import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Where Debian puts it. */
const executablePath = "/usr/bin/chromium";

/** A page in a browser, and all that went wrong in it. */
export interface Opened {
  readonly page: Page;
  /** Errors of scripts, breaches of the page's policy, and whatever else the browser complains of. */
  readonly complaints: string[];
}

/** A browser that opens texts as files, as somebody does who has downloaded them. */
export class Reader {
  readonly #folder = mkdtempSync(join(tmpdir(), "entitlint-html-"));
  readonly #browser: Browser;
  #files = 0;

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async start(): Promise<Reader> {
    // Chromium's own walls need rights that the containers of a CI do not give; the pages are ours.
    return new Reader(await chromium.launch({ executablePath, args: ["--no-sandbox"] }));
  }

  async open(html: string, options: BrowserContextOptions = {}, hash = ""): Promise<Opened> {
    this.#files += 1;
    const file = join(this.#folder, `report-${this.#files}.html`);
    writeFileSync(file, html);
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", ({ message }) => complaints.push(`error: ${message}`));
    page.on("dialog", (dialog) => complaints.push(`dialog: ${dialog.message()}`));
    page.on("request", (request) => {
      if (!request.url().startsWith("file:")) complaints.push(`request: ${request.url()}`);
    });
    page.on("response", (response) => {
      if (!response.url().startsWith("file:")) complaints.push(`answer: ${response.url()}`);
    });
    await page.addInitScript(() => {
      addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
        // biome-ignore lint/suspicious/noConsole: the browser's console is where this listens.
        console.error(`policy: ${violatedDirective} ${blockedURI}`),
      );
    });
    await page.goto(`${pathToFileURL(file).href}${hash}`);
    return { page, complaints };
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Opens whatever is folded; of long lists as many as are asked for. */
export async function unfold(page: Page, most = Number.POSITIVE_INFINITY): Promise<void> {
  await page.evaluate((limit) => {
    for (const list of document.querySelectorAll("main > section"))
      for (const [at, part] of [...list.querySelectorAll("details")].entries()) if (at < limit) part.open = true;
  }, most);
}
