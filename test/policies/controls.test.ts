import { expect, test } from "vitest";
import { loadShippedPack } from "../../src/pack/index.ts";

const { rules } = await loadShippedPack();

test("every rule names a control of the Cybersecurity Framework 2.0", () => {
  const functions = /^(?:GV|ID|PR|DE|RS|RC)\.[A-Z]{2}-\d{2}$/;
  const without = rules.filter(({ controls }) => !controls.some((control) => functions.test(control)));
  expect(without.map(({ id }) => id)).toEqual([]);
});
