import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
// What becomes a page in docs/ is looked at there: its links start from that folder.
const elsewhere = [":!test/fixtures", ":!test/vendor", ":!src/collect/*/readme.md", ":!scripts/triage/triage.md"];
const pages = execFileSync("git", ["ls-files", "--", "*.md", ...elsewhere], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => path !== "" && existsSync(join(root, path)));

test("every relative link of every page leads to a file", () => {
  const links = pages.flatMap((page) =>
    [
      ...readFileSync(join(root, page), "utf8")
        .replaceAll(/^```[\s\S]*?^```/gm, "")
        .matchAll(/\]\(([^)\s]+)\)/g),
    ]
      .map(([, target = ""]) => ({ page, target: target.replace(/#.*$/, "") }))
      .filter(({ target }) => target !== "" && !/^[a-z]+:/.test(target)),
  );
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter(({ page, target }) => !existsSync(join(root, dirname(page), target)))).toEqual([]);
});

test("the README begins with the two lines that are tried on a fresh clone", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const commands = [...readme.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, text = ""]) => text.trim());
  expect(commands.slice(0, 2)).toEqual(["npm ci && npm start", "npm ci && npm test"]);
});

test("every script that package.json names is there", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const files = Object.values<string>(scripts).flatMap((line) =>
    [...line.matchAll(/node (\S+\.mjs)/g)].map(([, path = ""]) => path),
  );
  expect(files.length).toBeGreaterThan(4);
  expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
