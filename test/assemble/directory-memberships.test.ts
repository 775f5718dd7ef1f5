import { expect, test } from "vitest";
import { assemble } from "../../src/assemble/index.ts";
import { correlate } from "../../src/correlate/index.ts";
import { SubjectDocument } from "../../src/model/document.ts";
import { estateOf, observedAt, observedSystem } from "./small-estate.ts";

function directory(until: string | undefined) {
  const membership = {
    id: "membership:idp/main/g1:u1",
    group: "group:idp/main/g1",
    member: "identity:idp/main/u1",
    memberType: "identity",
    source: "manual",
    ...(until && { expiresAt: until }),
  };
  return observedSystem("idp", "directory", {
    identity: [{ id: "identity:idp/main/u1", kind: "human", status: "active", rawStatus: "A", userName: "ana" }],
    group: [{ id: "group:idp/main/g1", name: "apollo", kind: "security", membershipType: "assigned" }],
    membership: [membership],
  });
}

function documentOf(until: string | undefined): SubjectDocument {
  const estate = estateOf([directory(until)], []);
  const { batches } = assemble(estate, correlate(estate, observedAt), { now: observedAt, faults: [] });
  for (const { scope, bytes } of batches) {
    if (scope === "subject") return SubjectDocument.parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
  }
  throw new Error("there is no document of a subject");
}

test("a membership of a directory's user that has an end stands at the user's account", () => {
  const [account] = documentOf("2026-02-28").accounts;
  expect(account?.memberships).toEqual([
    {
      id: "membership:idp/main/g1:u1",
      group: "group:idp/main/g1",
      system: "idp",
      expires: "2026-02-28T23:59:59Z",
      observedAt,
    },
  ]);
});

test("a membership without an end is seen through its grants alone", () => {
  expect(documentOf(undefined).accounts.map(({ memberships }) => memberships)).toEqual([[]]);
});
