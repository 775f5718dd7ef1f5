import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assemble } from "../../src/assemble/index.ts";
import { documentSchemas, SubjectDocument } from "../../src/model/document.ts";
import type { SystemInput } from "../../src/model/estate-input.ts";
import { SourceDocument } from "../../src/model/source-document.ts";
import { runsOf } from "../everything.ts";
import {
  account,
  app,
  credential,
  entitlement,
  grant,
  group,
  identity,
  joined,
  machine,
  membership,
  now,
  system,
} from "../load/invented-estate.ts";
import { randomEstate } from "./random-estate.ts";

/** The text of every document by its id, and the counts. */
function texts(systems: readonly SystemInput[], access: Parameters<typeof joined>[1] = {}) {
  const { estate, correlation } = joined(systems, access);
  const { batches, tally } = assemble(estate, correlation, { now, faults: [] });
  const found = new Map<string, { scope: keyof typeof documentSchemas; text: string }>();
  for (const { ids, ends, bytes, scope } of batches) {
    for (const [at, id] of ids.entries()) {
      expect(found.has(id)).toBe(false);
      const text = Buffer.from(new Uint8Array(bytes).subarray(ends[at - 1] ?? 0, ends[at])).toString();
      found.set(id, { scope, text });
    }
  }
  return { found, tally, estate };
}

function subject(id: string, ...given: Parameters<typeof texts>): SubjectDocument {
  return SubjectDocument.parse(JSON.parse(texts(...given).found.get(id)?.text ?? "null"));
}

describe("whatever the estate", () => {
  test("documents follow their schema, hold lines as they stand, and every record once", () => {
    fc.assert(
      fc.property(randomEstate, ({ systems, access }) => {
        const { found, tally, estate } = texts(systems, access);
        const all = [...found.values()].filter(({ scope }) => scope === "subject").map(({ text }) => text);
        for (const [id, { scope, text }] of found) {
          const document = documentSchemas[scope].parse(JSON.parse(text));
          expect(document.id).toBe(id);
          expect(text).not.toContain(":null");
        }
        for (const kind of ["identity", "account", "credential"] as const) {
          const lines = systems.flatMap(({ lines }) => lines[kind] ?? []).flatMap(({ bytes }) => linesOf(bytes));
          const dangling = new Set(estate.faults.map(({ fault }) => fault.object));
          for (const line of lines.filter((line) => !dangling.has(JSON.parse(line).id))) {
            expect(all.filter((text) => text.includes(`"record":${line}`)).length, line).toBe(1);
          }
        }
        const parsed = all.map((text) => SubjectDocument.parse(JSON.parse(text)));
        expect(tally.total("account")).toBe(parsed.flatMap(({ accounts }) => accounts).length);
        expect(tally.total("grant")).toBe(
          parsed.flatMap(({ accounts }) => accounts.flatMap(({ grants }) => grants)).length,
        );
        expect(tally.total("identity")).toBe(parsed.flatMap(({ identities }) => identities).length);
        expect(tally.total("subject")).toBe(parsed.length);
        for (const app of tally.apps) {
          const there = parsed.filter(({ home, identities, accounts, credentials }) => {
            const records = [
              ...identities.map(({ system }) => system),
              ...[...accounts, ...credentials].map((one) => one.app),
            ];
            return [home, ...records].includes(app);
          });
          expect(tally.of("subject", app)).toBe(there.length);
        }
      }),
      runsOf(150),
    );
  });
});

function linesOf(bytes: Uint8Array): string[] {
  return Buffer.from(bytes)
    .toString()
    .split("\n")
    .filter((line) => line !== "");
}

const dana = identity("idp", "dana", { userName: "dana" });
const login = account("forge", "dana", { userName: "dana" });
const roles = ["r1", "r2"].map((name) => entitlement("forge", name));
const forgeOf = (...records: Parameters<typeof system>[2]) =>
  system("forge", "application", [login, ...roles, ...records]);
const access = { apps: [app("forge", ["idp"])] };
const grantsOf = (document: SubjectDocument, app = "forge") =>
  document.accounts
    .find((entry) => entry.app === app)
    ?.grants.map(({ record, via }) => [record.entitlement.split("/")[2], via]);

describe("grants", () => {
  test("a direct one comes before the same by a group; by groups the shortest way is named", () => {
    const idp = system("idp", "directory", [
      dana,
      ...["near", "mid", "far"].map((name) => group("idp", name)),
      membership("idp", "near", dana.id),
      membership("idp", "mid", "group:idp/main/near"),
      membership("idp", "far", "group:idp/main/mid"),
      membership("idp", "far", "group:idp/main/near"),
    ]);
    const document = subject(
      dana.id,
      [idp, forgeOf(grant("forge", login.id, "r1"), grant("forge", "group:idp/main/far", "r2"))],
      access,
    );
    expect(grantsOf(document)).toEqual([
      ["r1", undefined],
      ["r2", ["group:idp/main/near", "group:idp/main/far"]],
    ]);
  });

  test("one that two groups bring stands once for each account", () => {
    const idp = system("idp", "directory", [
      dana,
      group("idp", "g"),
      membership("idp", "g", dana.id),
      membership("idp", "g", login.id),
    ]);
    const document = subject(dana.id, [idp, forgeOf(grant("forge", "group:idp/main/g", "r1"))], access);
    expect(grantsOf(document)).toEqual([["r1", ["group:idp/main/g"]]]);
  });

  test("to an identity are held by its account in the application, else by the directory's", () => {
    const idp = system("idp", "directory", [dana]);
    const given = grant("forge", dana.id, "r1");
    expect(grantsOf(subject(dana.id, [idp, forgeOf(given)], access))).toEqual([["r1", undefined]]);
    const without = system("forge", "application", [...roles, given]);
    const document = subject(dana.id, [idp, without], access);
    expect([grantsOf(document), grantsOf(document, "idp")]).toEqual([undefined, [["r1", undefined]]]);
  });

  test("to an HR record alone make an account that is counted", () => {
    const worker = identity("hr", "1");
    const { found, tally } = texts([
      system("hr", "authoritative-identity", [worker]),
      system("forge", "application", [...roles, grant("forge", worker.id, "r1")]),
    ]);
    const document = SubjectDocument.parse(JSON.parse(found.get(worker.id)?.text ?? ""));
    expect(document.accounts.map(({ app, link }) => [app, link.by])).toEqual([["hr", "same-record"]]);
    expect([tally.of("account", "hr"), tally.total("grant")]).toEqual([1, 1]);
  });

  test("to a credential, or to one that it made, are held by the account they are for", () => {
    const key = credential("forge", "key", login.id);
    const child = credential("forge", "child", key.id);
    const document = subject(
      dana.id,
      [
        system("idp", "directory", [dana]),
        forgeOf(key, child, grant("forge", key.id, "r1"), grant("forge", child.id, "r2")),
      ],
      access,
    );
    expect(grantsOf(document)).toEqual(
      expect.arrayContaining([
        ["r1", [key.id]],
        ["r2", [child.id]],
      ]),
    );
    expect(document.credentials.map(({ record }) => record.id).sort()).toEqual([child.id, key.id]);
  });

  test("ten times as many on one account take no hundred times as long", () => {
    const secondsFor = (count: number) => {
      const many = Array.from({ length: count }, (_, at) =>
        grant("forge", login.id, "r1", { condition: `${at}`, id: `grant:forge/main/${String(at).padStart(6, "0")}` }),
      );
      const started = performance.now();
      const { tally } = texts([forgeOf(...many)]);
      expect(tally.of("grant", "forge")).toBe(count);
      return performance.now() - started;
    };
    secondsFor(1_000);
    expect(secondsFor(50_000) / secondsFor(5_000)).toBeLessThan(50);
  });
});

describe("what stands beside the records", () => {
  test("memberships that end, with their account; those without an end are left out", () => {
    const idp = system(
      "idp",
      "directory",
      [
        dana,
        group("idp", "g"),
        group("idp", "h"),
        membership("idp", "g", dana.id, { expiresAt: "2026-12-01" }),
        membership("idp", "h", dana.id),
      ],
      { zone: "Europe/Berlin" },
    );
    const [entry] = subject(dana.id, [idp]).accounts;
    expect(entry?.memberships.map(({ group, expires }) => [group, expires])).toEqual([
      ["group:idp/main/g", "2026-12-01T22:59:59Z"],
    ]);
  });

  test("owners: the registry's, the system's, groups to their people, and what leads nowhere", () => {
    const bot = account("forge", "bot", { kind: "service" });
    const robot = identity("idp", "robot", { kind: "service", owners: ["dana", "g", "nobody", "group:idp/g"] });
    const idp = system("idp", "directory", [
      dana,
      robot,
      identity("idp", "gone", { status: "disabled" }),
      group("idp", "g"),
      group("idp", "inner"),
      membership("idp", "g", "group:idp/main/inner"),
      membership("idp", "inner", "group:idp/main/g"),
      membership("idp", "inner", dana.id),
      membership("idp", "g", "identity:idp/main/gone"),
    ]);
    const given = {
      identities: [
        machine("bot", [bot.id], { owner: { kind: "person", text: "person:lost", name: "lost", place: {} } }),
      ],
    };
    const forge = system("forge", "application", [bot]);
    expect(subject("nhi:bot", [idp, forge], given).owners).toEqual([
      { ref: "person:lost", source: "registry", kind: "person", resolved: false, holders: [] },
    ]);
    const owners = subject(robot.id, [idp, forge], given).owners;
    expect(owners.map(({ ref, kind, resolved }) => [ref, kind, resolved])).toEqual([
      ["dana", "person", true],
      ["g", "group", true],
      ["group:idp/g", "group", true],
      ["nobody", "unknown", false],
    ]);
    expect(owners[1]?.holders.map(({ count, records }) => [count, records[0]?.status]).sort()).toEqual([
      [1, "active"],
      [1, "disabled"],
    ]);
  });

  test("a source says what was wrong in it, a hundred faults at most, and counts all", () => {
    const many = Array.from({ length: 150 }, (_, at) => grant("forge", `account:forge/main/x${at}`, "r1"));
    const { found } = texts([system("forge", "application", [...roles, ...many])]);
    const source = SourceDocument.parse(JSON.parse(found.get("source:forge")?.text ?? ""));
    expect([source.faults.length, source.faultCount]).toEqual([100, 150]);
  });
});
