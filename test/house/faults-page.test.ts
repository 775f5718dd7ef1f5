import { expect, test } from "vitest";
import { checkout } from "./checkout.ts";

test("the page of faults shows what is not whole, and is found out when it is stale", () => {
  const copy = checkout();
  const row = (fault: string, completeness: object | string) => ({
    ...{ collector: "okta", fault, endpoint: "us|ers", kept: { account: 3, grant: 4 }, completeness, exitCode: 2 },
  });
  const rows = [
    row("403", { account: "denied", grant: "partial", group: "full" }),
    row("500, then success", { account: "full", grant: "asserted", group: "scoped" }),
    row("wrong credentials", "source failed"),
  ];
  copy.write("test/faults/okta.json", JSON.stringify(rows));
  expect(copy.run("scripts/generate-faults.mjs", "--check")).toMatchObject({ status: 1 });
  expect(copy.run("scripts/generate-faults.mjs").status).toBe(0);
  expect(copy.run("scripts/generate-faults.mjs", "--check").status).toBe(0);
  copy.write(
    "show.mjs",
    'import { readFileSync } from "node:fs"; console.log(readFileSync("docs/faults.md", "utf8"));',
  );
  const page = copy.run("show.mjs").output;
  expect(page).toContain("| 403 | us\\|ers | 7 | denied: account; partial: grant | 2 |");
  expect(page).toContain("| 500, then success | us\\|ers | 7 | whole | 2 |");
  expect(page).toContain("| wrong credentials | us\\|ers | 7 | source failed | 2 |");
});
