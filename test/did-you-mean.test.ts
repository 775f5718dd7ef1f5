import { expect, test } from "vitest";
import { didYouMean, nearest } from "../src/did-you-mean.ts";

const known = ["status", "id", "orphan-account", "orphan-disputed-match", "hr"];

test.each([
  ["statsu", "status"],
  ["STATUS", "status"],
  ["i", "id"],
  ["hrr", "hr"],
  ["rh", "hr"],
  ["orphan-acount", "orphan-account"],
])("%s is near %s", (word, expected) => {
  expect(nearest(word, known)).toBe(expected);
  expect(didYouMean(word, known)).toBe(`Did you mean \`${expected}\`? `);
});

test.each(["stone", "okta", "orphan-amounting", "leaver", "", "statusesses"])("%j is near nothing", (word) => {
  expect(nearest(word, known)).toBeUndefined();
  expect(didYouMean(word, known)).toBe("");
});

test("of two that are as near, the order they come in does not matter", () => {
  expect(nearest("cat", ["car", "bat"])).toBe("bat");
  expect(nearest("cat", ["bat", "car"])).toBe("bat");
});

test("nothing known, nothing suggested", () => expect(nearest("a", [])).toBeUndefined());
