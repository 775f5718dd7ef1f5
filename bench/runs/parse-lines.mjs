// @ts-check
/** `parse-lines.mjs SNAPSHOT`: `JSON.parse` of every line of every file, and nothing else: the floor for a tool in JavaScript. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2] ?? "";
let lines = 0;
for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
  if (!path.endsWith(".ndjson")) continue;
  const bytes = readFileSync(join(folder, path));
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    JSON.parse(bytes.toString("utf8", start, end));
    lines += 1;
    start = end + 1;
  }
}
console.log(lines);
