import { expect, test } from "vitest";
import { findBlindness } from "../../src/assemble/blindness.ts";
import { correlate } from "../../src/correlate/index.ts";
import type { DeclaredApp } from "../../src/model/access.ts";
import { Rule } from "../../src/model/rule.ts";
import { declaredApp, estateOf, observedAt, observedSystem } from "./small-estate.ts";

const needsKind = Rule.parse({
  ...{ id: "some-rule", scope: "subject", title: "A rule", description: "", origin: "shipped" },
  ...{ severity: "low", examines: "account", reasons: {}, remediation: "" },
  needs: [{ kind: "account", fields: ["status", "kind"] }],
});

const host = observedSystem("host", "application", {
  account: [{ id: "account:host/main/a", app: "host", status: "active", rawStatus: "A" }],
});

function blindIn(kinds: DeclaredApp["kinds"]) {
  const estate = estateOf([host], [declaredApp("host", [], { kinds })]);
  return findBlindness([needsKind], estate, correlate(estate, observedAt));
}

test("a system that does not tell people from machines leaves a rule blind that needs to know", () => {
  expect(blindIn([])["some-rule"]?.host?.code).toBe("field-not-read");
});

test("where the application's patterns tell them apart, the rule is not blind", () => {
  expect(blindIn([{ match: "*-bot", kind: "service" }])).toEqual({});
});
