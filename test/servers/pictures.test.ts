import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { record } from "../../scripts/pictures/record.mjs";
import { pictureReport } from "../../scripts/pictures/report-picture.mjs";

const folder = resolve(import.meta.dirname, "../../docs/pictures");
const pngSize = (bytes: Buffer) => [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];

/** Whoever changes what these screens show runs `npm run pictures`, and looks at the result. */
const renew = "docs/pictures is stale; make it again with: npm run pictures";

test("the recording of the README is what the terminal shows today", async () => {
  const made = await record();
  expect(made === readFileSync(join(folder, "triage.svg"), "utf8"), renew).toBe(true);
  expect(made).not.toMatch(/<script|<foreignObject|<image|@import|url\(|href="[^#]/);
  expect(Buffer.byteLength(made)).toBeLessThan(300_000);
});

test("the picture of the report shows what the report says today, on light and on dark ground", async () => {
  const { light, dark, text } = await pictureReport();
  expect(text, renew).toBe(readFileSync(join(folder, "report.txt"), "utf8"));
  for (const [name, made] of [
    ["report-light.png", light],
    ["report-dark.png", dark],
  ] as const) {
    // Another version of the fonts makes other pixels, and lines of other heights.
    const [width] = pngSize(readFileSync(join(folder, name)));
    expect(pngSize(made)[0]).toBe(width);
    expect(statSync(join(folder, name)).size).toBeLessThan(400_000);
  }
  expect(light.equals(dark)).toBe(false);
});
