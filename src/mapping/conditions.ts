import { same } from "./convert.ts";
import type { Condition } from "./field-schema.ts";
import { find, type Scope, sourceOf, textOf } from "./scope.ts";

/** Makes the test that an item has to pass; no conditions pass everything. */
export function passes(when: Condition | readonly Condition[] | undefined): (scope: Scope) => boolean {
  const tests = [when ?? []].flat().map(testOf);
  return (scope) => tests.every((test) => test(scope));
}

function testOf({ from, equals, in: among, notIn, notEmpty, empty, ignoreCase }: Condition) {
  const source = sourceOf(from);
  const wanted = [equals ?? [], among ?? []].flat().map(String);
  const unwanted = (notIn ?? []).map(String);
  return (scope: Scope): boolean => {
    const found = find(source, scope);
    const text = textOf(found) ?? "";
    const something = text !== "" || (typeof found === "object" && found.type !== "scalar");
    if (notEmpty && !something) return false;
    if (empty && something) return false;
    if (wanted.length > 0 && !wanted.some((one) => same(one, text, ignoreCase))) return false;
    return !unwanted.some((one) => same(one, text, ignoreCase));
  };
}
