import { describe, expect, test } from "vitest";
import { type ReferenceIndex, resolveReferences } from "../../src/access/resolve-references.ts";
import { problemLine } from "../../src/errors.ts";
import { declared } from "./declare.ts";

/** A small world: what is not named in it was not read. */
function world(parts: Partial<ReferenceIndex>): ReferenceIndex {
  return {
    findPerson: (text) => (text === "ana@example.com" ? ["subject:1"] : []),
    findGroup: (system) => (system === "okta" ? ["group:okta/main/1"] : undefined),
    systems: new Set(["okta", "crm"]),
    findEntitlement: () => undefined,
    tagged: () => undefined,
    hasRecord: (id) => id === "account:crm/main/1",
    isPrivilegedAccount: () => false,
    ...parts,
  };
}

const state = await declared({
  "access/apps/crm.yaml": "owner: group:okta/platform\npeople: [okta]\nlifecycle: { channel: manual }\n",
  "access/identities/ci.yaml":
    'kind: service\naccounts: ["account:crm/main/9"]\nowner: person:ana@example.com\npurpose: x\nexpires: 2027-01-01\ntools: ["entitlement:crm/role/admin"]\n',
  "access/links.yaml": "- {account: account:crm/main/1, person: person:anna@example.com}\n",
});

describe("references", () => {
  test("that resolve to one thing are kept by their text", () => {
    expect([...resolveReferences(state, world({})).ids]).toEqual([
      ["group:okta/platform", "group:okta/main/1"],
      ["person:ana@example.com", "subject:1"],
      ["account:crm/main/1", "account:crm/main/1"],
    ]);
  });

  test("that resolve to nothing are problems, with what comes near", () => {
    const { problems } = resolveReferences(state, world({ nearest: () => ["ana@example.com", "hanna@example.com"] }));
    expect(problems.map(problemLine)).toEqual([
      "access/links.yaml:1:41: person:anna@example.com resolves to nothing [access/unresolved-reference] Did you mean ana@example.com or hanna@example.com?",
    ]);
  });

  test("that resolve to several are problems, with the candidates", () => {
    const { problems } = resolveReferences(
      state,
      world({ findPerson: () => ["subject:1"], findGroup: () => ["group:okta/main/2", "group:okta/main/1"] }),
    );
    expect(problems.map(problemLine)).toEqual([
      "access/apps/crm.yaml:1:8: group:okta/platform resolves to 2: group:okta/main/1, group:okta/main/2 [access/ambiguous-reference] Write the id of the one that is meant.",
    ]);
  });

  test("that cannot be looked up, and accounts that are gone, are notices", () => {
    const { notices } = resolveReferences(state, world({ findPerson: () => ["subject:1"] }));
    expect(notices.map(({ message }) => message)).toEqual([
      "account:crm/main/9 is not in the snapshot",
      "entitlement:crm/role/admin cannot be looked up: what it names was not read",
    ]);
  });

  test("a link to a privileged account has to say until when", () => {
    const { problems } = resolveReferences(
      state,
      world({ findPerson: () => ["subject:1"], isPrivilegedAccount: () => true }),
    );
    expect(problems.map(({ code, place }) => [code, place?.line])).toEqual([["access/link-without-end", 1]]);
  });
});
