import { describe, expect, test } from "vitest";
import type { RecordOf } from "../../src/model/record.ts";
import {
  account,
  app,
  entitlement,
  grant,
  identity,
  joined,
  link,
  linkOf,
  machine,
  system,
} from "../load/invented-estate.ts";

const pair = { account: "userName", person: "attributes.forgeLogin", ignoreCase: true };

/** One account of the forge among these people of the directory. */
function linked(
  wanted: Partial<RecordOf<"account">>,
  people: readonly RecordOf<"identity">[],
  more: { pairs?: boolean; privileged?: boolean; access?: Parameters<typeof joined>[1] } = {},
) {
  const owned = account("forge", "a1", wanted);
  const roles = [entitlement("forge", "admin", { privileged: true })];
  const grants = more.privileged ? [grant("forge", owned.id, "admin")] : [];
  const estate = joined(
    [system("forge", "application", [owned, ...roles, ...grants]), system("idp", "directory", people)],
    { apps: [app("forge", ["idp"], more.pairs ? { correlate: [pair] } : {})], ...more.access },
  );
  return linkOf(owned.id, estate);
}

const dana = identity("idp", "dana", {
  immutableId: "Imm-1",
  attributes: { forgeLogin: "DanaX" },
  employeeId: "007",
  userName: "dana",
  emails: [{ value: "dana@example.com", primary: true }, { value: "d@example.com" }],
});
const li = identity("idp", "li", {
  immutableId: "Imm-2",
  attributes: { forgeLogin: "li-x" },
  employeeId: "7",
  userName: "li",
  emails: [{ value: "li@example.com", primary: true }, { value: "l@example.com" }],
});

const levels: [string, string, Partial<RecordOf<"account">>, Partial<RecordOf<"account">>][] = [
  ["externalId", "certain", { externalId: "Imm-1" }, { externalId: "Imm-2" }],
  ["assignment", "certain", { assignedTo: "identity:idp/main/dana" }, { assignedTo: "li" }],
  ["userName = attributes.forgeLogin", "strong", { userName: "danax" }, { userName: "LI-X" }],
  ["employeeId", "strong", { employeeId: " 007 " }, { employeeId: "7" }],
  ["userName", "strong", { userName: "DANA" }, { userName: " li " }],
  ["email", "strong", { emails: [{ value: "Dana@Example.COM" }] }, { emails: [{ value: "li@example.com" }] }],
  ["secondary email", "weak", { emails: [{ value: "d@example.com" }] }, { emails: [{ value: "l@example.com" }] }],
];

describe("every key links by itself", () => {
  test.each(levels)("%s", (by, confidence, wanted) => {
    const found = linked(wanted, [dana, li], { pairs: true });
    expect(found).toEqual({ situation: "linked", by, confidence, subject: dana.id, candidates: [dana.id] });
  });
});

describe("of two keys that agree the more trusted is named; of two that disagree none is believed", () => {
  const strong = levels.filter(([, confidence]) => confidence !== "weak");
  const pairs = strong.flatMap((first, at) => strong.slice(at + 1).map((second) => [first, second] as const));
  // One field cannot hold two values.
  const possible = pairs.filter(([a, b]) => !Object.keys(a[2]).some((key) => key in b[2]));
  test.each(possible.map(([a, b]) => [a[0], b[0], a, b] as const))("%s and %s", (by, _, higher, lower) => {
    expect(linked({ ...lower[2], ...higher[2] }, [dana, li], { pairs: true })).toMatchObject({
      situation: "linked",
      by,
    });
    const torn = linked({ ...lower[3], ...higher[2] }, [dana, li], { pairs: true });
    expect(torn).toMatchObject({ situation: "disputed", by, candidates: [dana.id, li.id] });
    expect(torn.subject).toBe("account:forge/main/a1");
  });

  test("a weak key that points elsewhere does not weigh against a strong one", () => {
    const emails = [{ value: "dana@example.com", primary: true }, { value: "l@example.com" }];
    expect(linked({ emails }, [dana, li])).toMatchObject({ situation: "linked", by: "email", subject: dana.id });
  });

  test("two weak keys that disagree dispute", () => {
    const emails = [
      { value: "l@example.com", primary: false },
      { value: "d@example.com", primary: false },
    ];
    expect(linked({ emails }, [dana, li]).situation).toBe("disputed");
  });
});

describe("two hits at one level are disputed", () => {
  test.each(levels)("%s", (by, confidence, wanted) => {
    const twin = { ...dana, id: "identity:idp/main/twin" };
    const hits = by === "assignment" ? [dana, { ...identity("idp", "dana", {}, "second") }] : [dana, twin];
    const asked = by === "assignment" ? { assignedTo: "dana" } : wanted;
    expect(linked(asked, hits, { pairs: true })).toMatchObject({ situation: "disputed", by, confidence });
  });
});

describe("what never links", () => {
  test.each<[string, Partial<RecordOf<"account">>]>([
    ["a display name", { displayName: "dana", userName: "x" }],
    ["an employee number without its zeros", { employeeId: "07" }],
    ["an external id in another case", { externalId: "imm-1" }],
    ["a dot more in an address", { emails: [{ value: "da.na@example.com" }] }],
    ["a tag behind a plus", { emails: [{ value: "dana+forge@example.com" }] }],
    ["a look-alike letter", { userName: "d\u0430na" }],
    ["a dotless i for an i", { userName: "l\u0131" }],
    ["nothing at all", {}],
    ["empty values", { userName: "", employeeId: " ", externalId: "", emails: [{ value: "" }] }],
  ])("%s", (_, wanted) => {
    const blank = identity("idp", "blank", { userName: "", employeeId: "", immutableId: "", emails: [{ value: "" }] });
    const named = { ...dana, displayName: "dana" };
    expect(linked(wanted, [named, li, blank])).toMatchObject({ situation: "unmatched", candidates: [] });
  });

  test("an address that is known to be unverified, but weakly", () => {
    const wanted = { emails: [{ value: "dana@example.com", verified: false }] };
    expect(linked(wanted, [dana])).toMatchObject({ situation: "linked", confidence: "weak" });
    expect(linked(wanted, [dana], { privileged: true }).situation).toBe("unlinked");
  });
});

describe("what is the same though it is written otherwise", () => {
  test.each([
    ["composed and decomposed letters", "Zoe\u0308", "Zo\u00eb"],
    ["sigma at the end and elsewhere", "\u039f\u0394\u039f\u03a3", "\u03bf\u03b4\u03bf\u03c3"],
    ["white space around", "\tdana ", "dana"],
  ])("%s", (_, one, other) => {
    const found = linked({ userName: one }, [identity("idp", "p", { userName: other })]);
    expect(found).toMatchObject({ situation: "linked", by: "userName" });
  });

  test("a domain in Unicode and in ASCII", () => {
    const found = linked({ emails: [{ value: "a@B\u00fccher.example" }] }, [
      identity("idp", "p", { emails: [{ value: "A@xn--bcher-kva.example" }] }),
    ]);
    expect(found).toMatchObject({ situation: "linked", by: "email" });
  });

  test("a user name that is an address", () => {
    expect(linked({ userName: "DANA@example.com" }, [dana])).toMatchObject({ situation: "linked", by: "email" });
  });
});

describe("privileged accounts", () => {
  test("are not linked by a weak key alone", () => {
    const found = linked({ emails: [{ value: "d@example.com" }] }, [dana], { privileged: true });
    expect(found).toMatchObject({ situation: "unlinked", by: "secondary email", candidates: [dana.id] });
    expect(found.subject).toBe("account:forge/main/a1");
  });

  test("are not linked by a name that may have been somebody else's before", () => {
    const wanted = { userName: "dana", createdAt: "2019-05-01" };
    const late = { ...dana, createdAt: "2024-01-01" };
    expect(linked(wanted, [late])).toMatchObject({ situation: "linked", confidence: "weak" });
    expect(linked(wanted, [late], { privileged: true })).toMatchObject({ situation: "unlinked" });
    expect(linked({ ...wanted, employeeId: "007" }, [late], { privileged: true }).confidence).toBe("strong");
    expect(linked({ ...wanted, createdAt: "2024-01-01T09:00:00Z" }, [late], { privileged: true }).confidence).toBe(
      "strong",
    );
  });

  test("a name is not recycled where an earlier record of the person is older than the account", () => {
    const owned = account("forge", "a1", { userName: "dana", createdAt: "2019-05-01" });
    const estates = ["2015-01-01", "2023-01-01"].map((createdAt) =>
      joined(
        [
          system("forge", "application", [owned]),
          system("idp", "directory", [{ ...dana, createdAt: "2024-01-01" }]),
          system("hr", "authoritative-identity", [identity("hr", "h1", { employeeId: "007", createdAt })]),
        ],
        { apps: [app("forge", ["idp"]), app("idp", ["hr"])] },
      ),
    );
    expect(estates.map((estate) => linkOf(owned.id, estate).confidence)).toEqual(["strong", "weak"]);
  });
});

describe("links made by hand", () => {
  const wanted = { userName: "dana" };
  const id = "account:forge/main/a1";
  test("come before every key", () => {
    const access = { links: [link(id, "li@example.com")] };
    expect(linked(wanted, [dana, li], { access })).toMatchObject({
      by: "manual",
      confidence: "certain",
      subject: li.id,
    });
  });

  test("to nobody leave the account alone", () => {
    const found = linked(wanted, [dana], { access: { links: [link(id, null)] } });
    expect(found).toMatchObject({ situation: "unmatched", by: "manual", subject: id });
  });

  test.each([
    ["2026-11-21", "userName"],
    ["2026-11-22", "manual"],
    ["2026-11-23", "manual"],
  ])("until %s", (until, by) => {
    expect(linked(wanted, [dana, li], { access: { links: [link(id, "li", until)] } }).by).toBe(by);
  });

  test("to a name that several people have link nobody by hand", () => {
    const second = identity("idp", "other", { userName: "li" });
    expect(linked(wanted, [dana, li, second], { access: { links: [link(id, "LI")] } }).by).toBe("userName");
  });

  test("come before the registry, and the registry before every key", () => {
    const identities = [machine("bot", [id])];
    expect(linked(wanted, [dana], { access: { identities } })).toMatchObject({ by: "registry", subject: "nhi:bot" });
    const both = linked(wanted, [dana], { access: { identities, links: [link(id, "dana")] } });
    expect(both).toMatchObject({ by: "manual", subject: dana.id });
  });
});
