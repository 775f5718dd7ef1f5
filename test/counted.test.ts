import { expect, test } from "vitest";
import { counted } from "../src/counted.ts";

test.each([
  [0, "0 problems"],
  [1, "1 problem"],
  [2, "2 problems"],
])("%i", (count, text) => expect(counted(count, "problem")).toBe(text));

test("a plural of its own", () => {
  expect([1, 3].map((count) => counted(count, "identity", "identities"))).toEqual(["1 identity", "3 identities"]);
});
