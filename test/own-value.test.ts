import { expect, it } from "vitest";
import { securityEvents } from "../src/collect/events/security-event.ts";
import { dnKey } from "../src/collect/ldap/dn.ts";
import { ownValue } from "../src/own-value.ts";

it("holds nothing under what every object inherits", () => {
  const table = { known: "word" };
  expect(ownValue(table, "known")).toBe("word");
  for (const key of ["constructor", "toString", "__proto__", "hasOwnProperty"])
    expect(ownValue(table, key)).toBeUndefined();
});

it("takes no inherited name for an event or an attribute type", () => {
  const claims = { iss: "idp", jti: "1", iat: 1_790_000_000, sub_id: { format: "opaque", id: "u1" } };
  expect(securityEvents({ ...claims, events: { constructor: {} } })).toMatchObject([{ is: "other" }]);
  expect(dnKey("constructor=a,dc=example")).toBe("constructor=a,dc=example");
});
