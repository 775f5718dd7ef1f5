import { describe, expect, test } from "vitest";
import { ByteWriter } from "../../src/assemble/byte-writer.ts";
import { SubjectDocuments } from "../../src/assemble/subject-document.ts";
import { Tally } from "../../src/assemble/tally.ts";
import { suggestPairs } from "../../src/correlate/suggest-pairs.ts";
import { SubjectDocument } from "../../src/model/document.ts";
import type { History } from "../../src/model/history.ts";
import type { AnyRecord, RecordOf } from "../../src/model/record.ts";
import {
  account,
  app,
  entitlement,
  grant,
  group,
  identity,
  joined,
  link,
  linkOf,
  machine,
  membership,
  now,
  observed,
  system,
} from "../load/invented-estate.ts";

const lastSeen = "2026-11-19T06:00:00Z";
const id = "account:forge/main/a1";

/** What history keeps of somebody of a system who is gone. */
function tombstone(name: string, values: Readonly<Record<string, string>>, forgetAfter = "2027-12-25"): History {
  const was = Object.entries(values).map(([field, value]) => [field, [{ value, until: lastSeen }]]);
  return {
    id: identity("idp", name).id,
    firstSeen: "2026-01-01T06:00:00Z",
    was: Object.fromEntries(was),
    gone: { lastSeen, forgetAfter },
  };
}

function estateOf(
  wanted: Partial<RecordOf<"account">>,
  gone: readonly History[],
  more: { people?: readonly AnyRecord[]; access?: Parameters<typeof joined>[1]; in?: string } = {},
) {
  const bytes = Buffer.from(gone.map((line) => `${JSON.stringify(line)}\n`).join(""));
  const history = { identity: [{ path: "idp/identity.history.ndjson", bytes }] };
  return joined(
    [
      system(more.in ?? "forge", "application", [account(more.in ?? "forge", "a1", wanted)]),
      system("idp", "directory", more.people ?? [identity("idp", "li", { userName: "li" })], { history }),
    ],
    { apps: [app(more.in ?? "forge", ["idp"])], ...more.access },
  );
}

function goneOf(estate: ReturnType<typeof estateOf>): string[] | undefined {
  const number = estate.estate.principals.accounts.findIndex((row) => row.id === id);
  return estate.correlation.links[number]?.gone?.map((one) => one.id);
}

const dana = tombstone("dana", { userName: "Dana", employeeId: "007", immutableId: "Imm-1" });

describe("an account that leads to somebody here, and to somebody gone", () => {
  const here = identity("idp", "li", { userName: "dana", employeeId: "008", createdAt: "2026-11-20T00:00:00Z" });
  const pastOf = (wanted: Partial<RecordOf<"account">>, person = here, access = {}) => {
    const { estate, correlation } = estateOf(wanted, [dana], { people: [person], access });
    const number = estate.principals.accounts.findIndex((row) => row.id === id);
    const { situation, by, past, personCreated } = correlation.links[number] ?? {};
    return { situation, by, past: past?.map((one) => `${one.tombstone.id} by ${one.by}`), personCreated };
  };

  test("by a name that both had, with the most trusted of the keys", () => {
    expect(pastOf({ userName: "dana" })).toEqual({
      ...{ situation: "linked", by: "userName", personCreated: undefined },
      past: ["identity:idp/main/dana by userName"],
    });
    expect(pastOf({ userName: "dana", externalId: "Imm-1" }).past).toEqual(["identity:idp/main/dana by externalId"]);
  });

  test("is told so in the document", () => {
    const { estate, correlation } = estateOf({ userName: "dana" }, [dana], { people: [here] });
    const subject = correlation.subjects.all.find((one) => one.id === here.id);
    const writer = new ByteWriter();
    if (subject) new SubjectDocuments(estate, correlation, new Tally(), now).write(writer, subject);
    const document = SubjectDocument.parse(JSON.parse(Buffer.from(new Uint8Array(writer.take())).toString("utf8")));
    expect(document.accounts.find(({ app }) => app === "forge")?.link).toEqual({
      ...{ situation: "linked", by: "userName", confidence: "strong" },
      past: [{ id: "identity:idp/main/dana", userName: "Dana", lastSeen, by: "userName" }],
    });
  });

  test("unless it is the same person, who came back under the same number", () => {
    const again = identity("idp", "li", { userName: "dana", employeeId: " 007" });
    expect(pastOf({ userName: "dana" }, again)).toMatchObject({ situation: "linked", past: undefined });
  });

  test("unless the account was made after they were last seen", () => {
    expect(pastOf({ userName: "dana", createdAt: "2026-11-20T00:00:00Z" }).past).toBeUndefined();
  });

  test("unless somebody linked it by hand", () => {
    const access = { links: [link(id, "li")] };
    expect(pastOf({ userName: "dana", createdAt: "2026-01-01" }, here, access)).toEqual({
      ...{ situation: "linked", by: "manual", past: undefined, personCreated: undefined },
    });
  });

  test("and says when the person of that name was first known, if the account is older", () => {
    const older = { userName: "dana", createdAt: "2026-01-01" };
    expect(pastOf(older).personCreated).toBe("2026-11-20T00:00:00Z");
    expect(pastOf({ ...older, employeeId: "008" }).personCreated).toBeUndefined();
    const unread = { userName: "dana", unknown: ["createdAt"] };
    expect(pastOf(unread).personCreated).toBe("2026-11-20T00:00:00Z");
    expect(pastOf({ userName: "dana" }).personCreated).toBeUndefined();
    const started = identity("idp", "li", {
      ...{ userName: "dana", createdAt: "2026-11-20T00:00:00Z", startDate: "2025-06-01" },
    });
    expect(pastOf(older, started).personCreated).toBeUndefined();
  });
});

describe("an account whose only identity is gone belongs to that one", () => {
  test.each<[string, string, Partial<RecordOf<"account">>]>([
    ["externalId", "certain", { externalId: "Imm-1" }],
    ["assignment", "certain", { assignedTo: "identity:idp/main/dana" }],
    ["employeeId", "strong", { employeeId: "007" }],
    ["userName", "strong", { userName: "dana" }],
  ])("by %s", (by, confidence, wanted) => {
    const estate = estateOf(wanted, [dana]);
    expect(linkOf(id, estate)).toMatchObject({ situation: "deleted", by, confidence, subject: id });
    expect(goneOf(estate)).toEqual(["identity:idp/main/dana"]);
  });

  test("and the rules are told who it was", () => {
    const { estate, correlation } = estateOf({ userName: "dana" }, [dana]);
    const subject = correlation.subjects.all.find((one) => one.id === id);
    const writer = new ByteWriter();
    if (subject) new SubjectDocuments(estate, correlation, new Tally(), now).write(writer, subject);
    const document = SubjectDocument.parse(JSON.parse(Buffer.from(new Uint8Array(writer.take())).toString("utf8")));
    expect(document.accounts[0]?.link).toEqual({
      ...{ situation: "deleted", by: "userName", confidence: "strong" },
      gone: [{ id: "identity:idp/main/dana", userName: "Dana", lastSeen }],
    });
  });

  test("all of them, where a key was several people's", () => {
    const estate = estateOf({ userName: "dana" }, [tombstone("x", { userName: "dana" }), dana]);
    expect(goneOf(estate)).toEqual(["identity:idp/main/dana", "identity:idp/main/x"]);
  });

  test("a link made by hand to somebody gone says so", () => {
    const estate = estateOf({}, [dana], { access: { links: [link(id, "dana")] } });
    expect(linkOf(id, estate)).toMatchObject({ situation: "deleted", by: "manual" });
  });

  test("a directory's own account of a record that is gone", () => {
    const gone = { ...dana, id: "identity:idp/main/a1" };
    const estate = estateOf({ userName: "other" }, [gone], { people: [account("idp", "a1")] });
    expect(linkOf("account:idp/main/a1", estate)).toMatchObject({ situation: "deleted", by: "same-record" });
  });

  test("it wants no pair of attributes any more", () => {
    const { estate, correlation } = estateOf({ userName: "dana", externalId: "li" }, [dana]);
    expect(suggestPairs("forge", estate, correlation)).toMatchObject({ linked: 0, pairs: [] });
  });
});

describe("an account is not somebody's who is gone", () => {
  test("where a key leads to somebody present", () => {
    const people = [identity("idp", "dana2", { userName: "dana" })];
    const estate = estateOf({ userName: "dana", externalId: "Imm-1" }, [dana], { people });
    expect(linkOf(id, estate)).toMatchObject({ situation: "linked", subject: "identity:idp/main/dana2" });
  });

  test.each<[string, Partial<RecordOf<"account">>, History]>([
    [
      "who was to be forgotten before today",
      { userName: "dana" },
      { ...dana, gone: { lastSeen, forgetAfter: "2026-11-21" } },
    ],
    ["whose name is all they share, if it was made later", { userName: "dana", createdAt: "2026-11-20" }, dana],
    ["who is still there", { userName: "dana" }, { id: dana.id, firstSeen: dana.firstSeen, was: dana.was }],
    ["by a display name", { displayName: "dana" }, dana],
  ])("%s", (_, wanted, gone) => {
    expect(linkOf(id, estateOf(wanted, [gone])).situation).toBe("unmatched");
  });

  test("of another application's people, or where the registry or a hand says otherwise", () => {
    const wanted = { userName: "dana" };
    expect(linkOf(id, estateOf(wanted, [dana], { access: { apps: [app("forge", ["hr"])] } })).situation).toBe(
      "unmatched",
    );
    expect(linkOf(id, estateOf(wanted, [dana], { access: { identities: [machine("bot", [id])] } })).by).toBe(
      "registry",
    );
    const nobody = linkOf(id, estateOf(wanted, [dana], { access: { links: [link(id, null)] } }));
    expect(nobody).toMatchObject({ situation: "unmatched", by: "manual" });
  });

  test("an id outlives a name: what was made later is still of whom the id was", () => {
    expect(linkOf(id, estateOf({ externalId: "Imm-1", createdAt: "2026-11-20" }, [dana])).situation).toBe("deleted");
  });
});

test("a directory's record whose authority dropped the person says so, and whom it was found as", () => {
  const user = identity("idp", "u1", { employeeId: "007" });
  const bytes = Buffer.from(`${JSON.stringify({ ...dana, id: "identity:hr/main/7" })}\n`);
  const { correlation, estate } = joined(
    [
      system("idp", "directory", [user]),
      system("hr", "authoritative-identity", [identity("hr", "8")], {
        history: { identity: [{ path: "hr/identity.history.ndjson", bytes }] },
      }),
    ],
    { apps: [app("idp", ["hr"])] },
  );
  const number = estate.principals.identities.findIndex((row) => row.id === user.id);
  expect(correlation.people.authoritative.get(number)).toMatchObject({
    ...{ situation: "deleted", by: "employeeId" },
    gone: [{ id: "identity:hr/main/7" }],
  });
});

test("a deleted group gives its members nothing", () => {
  const one = account("forge", "a1");
  const documents = [undefined, observed].map((deletedAt) => {
    const { estate, correlation } = joined([
      system("forge", "application", [
        one,
        group("forge", "g", deletedAt === undefined ? {} : { deletedAt }),
        membership("forge", "g", one.id),
        entitlement("forge", "admin"),
        grant("forge", "group:forge/main/g", "admin"),
      ]),
    ]);
    const writer = new ByteWriter();
    const [subject] = correlation.subjects.all;
    if (subject) new SubjectDocuments(estate, correlation, new Tally(), now).write(writer, subject);
    return SubjectDocument.parse(JSON.parse(Buffer.from(new Uint8Array(writer.take())).toString("utf8")));
  });
  expect(documents.map((document) => document.accounts[0]?.grants.length)).toEqual([1, 0]);
});

describe("an owner", () => {
  const owned = (owner: string) => [identity("idp", "bot", { kind: "service", owners: [owner] })];
  const ownerOf = ({ estate, correlation }: ReturnType<typeof joined>) => {
    const subject = correlation.subjects.all.find((one) => one.id === "identity:idp/main/bot");
    const writer = new ByteWriter();
    if (subject) new SubjectDocuments(estate, correlation, new Tally(), now).write(writer, subject);
    return SubjectDocument.parse(JSON.parse(Buffer.from(new Uint8Array(writer.take())).toString("utf8"))).owners[0];
  };

  test.each(["group:idp/team", "group:idp/main/team"])("that is a deleted group (%s) leads nowhere", (ref) => {
    const found = [undefined, observed].map((deletedAt) => {
      const team = group("idp", "team", deletedAt === undefined ? {} : { deletedAt });
      const people = [identity("idp", "li"), membership("idp", "team", "identity:idp/main/li")];
      return ownerOf(joined([system("idp", "directory", [...owned(ref), ...people, team])]));
    });
    expect(found.map((owner) => [owner?.resolved, owner?.holders.length])).toEqual([
      [true, 1],
      [false, 0],
    ]);
  });

  test("whom the authority has dropped is gone, though the directory still has them", () => {
    const bytes = Buffer.from(`${JSON.stringify({ ...dana, id: "identity:hr/main/7" })}\n`);
    const history = { identity: [{ path: "hr/identity.history.ndjson", bytes }] };
    const people = [...owned("identity:idp/main/u1"), identity("idp", "u1", { employeeId: "007" })];
    const estate = joined(
      [system("idp", "directory", people), system("hr", "authoritative-identity", [identity("hr", "8")], { history })],
      { apps: [app("idp", ["hr"])] },
    );
    expect(ownerOf(estate)?.holders).toMatchObject([{ records: [{ status: "deleted", since: lastSeen }] }]);
  });
});
