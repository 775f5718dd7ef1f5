// @ts-check
/** After a full run the checkout holds what was checked out: no generated file differs, and nothing was left behind. */
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const changes = execFileSync("git", ["status", "--porcelain"], { cwd: root, encoding: "utf8" });
if (changes !== "") {
  console.error(`the run changed files of the checkout:\n${changes}`);
  process.exitCode = 1;
}
