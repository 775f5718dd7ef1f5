// @ts-check
/**
 * Makes the pictures of the README from the example: a recording of `entitlint triage`, played in a terminal, and the HTML report as a browser
 * shows it. Needs tmux, Chromium, and the packages of test/servers. A test of the servers' suite says when they are stale.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { record } from "./pictures/record.mjs";
import { pictureReport } from "./pictures/report-picture.mjs";

const folder = resolve(import.meta.dirname, "../docs/pictures");
mkdirSync(folder, { recursive: true });
const { light, dark, text } = await pictureReport();
const files = {
  "triage.svg": await record(),
  "report-light.png": light,
  "report-dark.png": dark,
  "report.txt": text,
};
for (const [name, content] of Object.entries(files)) {
  writeFileSync(join(folder, name), content);
  console.log(`docs/pictures/${name}: ${Math.ceil(content.length / 1000)} kB`);
}
