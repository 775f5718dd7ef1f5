import { expect, test } from "vitest";
import { asOf, clean, collected } from "./small-project.ts";

/** A count of one before a noun of many; versions and dates are none. */
const odd =
  /(?<![\d.:-])1 (?:accounts|applications|credentials|documents|entitlements|examples|files|findings|grants|links|machines|problems|records|references|rules|seconds|subjects|tests|warnings)\b/;

const one = {
  ...clean,
  "exports/idp.csv": "id,login,name,state\n1,ana,Ana,on\n",
  "exports/forge.csv": "id,login,name,state,role\n1,ana,Ana,on,dev\n",
};

test("one is told as one, whatever command counts it", async () => {
  const made = await collected(one);
  const runs = [
    ["check", "--all"],
    ["access", "lint"],
    ["access", "adopt", "--dry-run"],
    ["links", "suggest"],
    ["snapshot", "verify"],
    ["snapshot", "show"],
    ["explain", "identity:idp/main/1"],
  ];
  const said: string[] = [];
  for (const args of runs) {
    const { stdout, stderr } = await made.run(...args, "--as-of", asOf);
    said.push(stdout + stderr);
    expect(stdout + stderr, args.join(" ")).not.toMatch(odd);
  }
  const all = said.join("\n");
  expect(all).toMatch(/^1 subject \(0 machines\), 2 accounts, 1 grant, 0 credentials$/m);
  expect(all).toContain("1 of 1 account linked");
});

test("one altered file is one problem", async () => {
  const made = await collected(one);
  made.write({ "snapshots/more.ndjson": "" });
  const { stdout } = await made.run("snapshot", "verify");
  expect(stdout).toMatch(/is not whole: 1 problem in /);
});
