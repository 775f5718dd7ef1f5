import { describe, expect, test } from "vitest";
import { loadEstate } from "../../src/load/index.ts";
import { wayTo } from "../../src/load/nesting.ts";
import { nothingDeclared } from "../../src/model/access.ts";
import type { DeclaredLine, SystemInput } from "../../src/model/estate-input.ts";
import type { AnyRecord } from "../../src/model/record.ts";
import {
  account,
  credential,
  entitlement,
  file,
  grant,
  group,
  identity,
  membership,
  system,
} from "./invented-estate.ts";

const load = (...systems: SystemInput[]) => loadEstate(systems, nothingDeclared);

/** `reason object` of every fault. */
function faults(...systems: SystemInput[]): string[] {
  return load(...systems).faults.map(({ fault }) => `${fault.reason} ${fault.object}`);
}

const bytes = (text: string) => [{ path: "forge/account.ndjson", bytes: Buffer.from(text) }];
const a1 = account("forge", "a1");

describe("records that do not fit together become faults", () => {
  test("names that lead nowhere", () => {
    const found = faults(
      system("forge", "application", [
        a1,
        group("forge", "team"),
        entitlement("forge", "admin"),
        membership("forge", "team", "account:forge/main/gone"),
        membership("forge", "lost", a1.id),
        grant("forge", "account:forge/main/gone", "admin"),
        grant("forge", a1.id, "lost"),
        credential("forge", "key", "account:forge/main/gone"),
      ]),
    );
    expect(found.sort()).toEqual([
      "dangling credential:forge/main/key",
      "dangling grant:forge/main/account:forge/main/a1:lost",
      "dangling grant:forge/main/account:forge/main/gone:admin",
      "dangling membership:forge/main/lost:account:forge/main/a1",
      "dangling membership:forge/main/team:account:forge/main/gone",
    ]);
  });

  test("a membership in something that is no group", () => {
    const member = { ...membership("forge", "x", a1.id), group: "account:forge/main/a1" };
    expect(faults(system("forge", "application", [a1, member]))).toEqual([`dangling ${member.id}`]);
  });

  test("a grant through a dangling edge reaches nobody, and nothing is thrown", () => {
    const estate = load(system("forge", "application", [a1, grant("forge", a1.id, "lost")]));
    let reached = 0;
    estate.grants.byPrincipal.each(0, () => void reached++);
    expect([estate.grants.count, reached]).toEqual([1, 0]);
  });

  test.each([
    ["cut off", '{"id":"account:forge/main/a1","app":'],
    ["no object", "[]"],
    ["null", "null"],
    ["without an id", '{"app":"forge"}'],
    ["with a number for its id", '{"id":4}'],
    ["binary", "\udc00\u0000"],
  ])("a line that is %s", (_, line) => {
    const good = file("x", [account("forge", "z")]).bytes.toString();
    const input = system("forge", "application", [], { lines: { account: bytes(`${line}\n${good}`) } });
    const estate = load(input);
    expect(estate.faults.map(({ fault }) => fault)).toEqual([
      { reason: "invalid", kind: "account", object: "forge/account.ndjson:1", detail: "this line is no record" },
    ]);
    expect(estate.principals.accounts.map(({ id }) => id)).toEqual(["account:forge/main/z"]);
  });

  test("an id that stands twice counts once, for accounts and for grants", () => {
    const given = grant("forge", a1.id, "admin");
    const input = system("forge", "application", [a1, a1, entitlement("forge", "admin"), given, given]);
    expect(faults(input)).toEqual([`duplicate ${a1.id}`, `duplicate ${given.id}`]);
    expect(load(input).grants.count).toBe(1);
  });

  test("in a file that was altered every field is looked at", () => {
    const line = '{"app":"forge","emails":[{"valuf":"a"}],"id":"account:forge/main/a1","kind":"human","status":"x"}\n';
    const lines = { account: bytes(line).map((one) => ({ ...one, altered: true })) };
    expect(faults(system("forge", "application", [], { lines }))).toEqual(["invalid forge/account.ndjson:1"]);
  });

  test("in such a file a day that no calendar has is no date, however well it compares", () => {
    const line = `${JSON.stringify({ ...a1, expiresAt: "2026-19-39" })}\n`;
    const altered = { account: bytes(line).map((one) => ({ ...one, altered: true })) };
    expect(faults(system("forge", "application", [], { lines: altered }))).toEqual(["invalid forge/account.ndjson:1"]);
  });
});

describe("groups in groups", () => {
  const nest = (...edges: [inner: string, outer: string][]) => {
    const names = [...new Set(edges.flat())];
    return system("forge", "application", [
      ...names.map((name) => group("forge", name)),
      ...edges.map(([inner, outer]) => membership("forge", outer, `group:forge/main/${inner}`)),
    ]);
  };
  const ways = (input: SystemInput, from: string) => {
    const { nesting, principals } = load(input);
    const names = (id: string) => id.split("/")[2];
    return nesting
      .closure(principals.numberOf(`group:forge/main/${from}`))
      .map((one) => wayTo(one).map(names).join(">"));
  };

  test("each outer group is reached by a shortest way, of equal ones by the first by name", () => {
    const edges: [string, string][] = [
      ["a", "z"],
      ["z", "top"],
      ["a", "m"],
      ["m", "top"],
      ["top", "root"],
      ["a", "long"],
      ["long", "longer"],
      ["longer", "root"],
    ];
    const expected = ["a", "a>long", "a>m", "a>z", "a>long>longer", "a>m>top", "a>long>longer>root"];
    expect(ways(nest(...edges), "a")).toEqual(expected);
    expect(ways(nest(...edges.toReversed()), "a")).toEqual(expected);
  });

  test("a ring and a group inside itself end, and are told once for each group", () => {
    const input = nest(["a", "b"], ["b", "c"], ["c", "a"], ["self", "self"], ["x", "a"]);
    expect(ways(input, "b")).toEqual(["b", "b>c", "b>c>a"]);
    expect(faults(input).sort()).toEqual(["a", "b", "c", "self"].map((name) => `cycle group:forge/main/${name}`));
  });

  test("groups that are only nested deep, or share an outer one, are no ring", () => {
    expect(faults(nest(["a", "b"], ["b", "c"], ["a", "c"], ["d", "c"]))).toEqual([]);
  });

  test("a ring of many thousand groups is found in time", () => {
    const edges = Array.from({ length: 20_000 }, (_, at): [string, string] => [`g${at}`, `g${(at + 1) % 20_000}`]);
    const started = performance.now();
    const found = load(nest(...edges)).faults;
    expect(found).toHaveLength(20_000);
    expect(found[0]?.fault.detail).toContain("and 19995 more");
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test("an invitation that nobody has accepted gives nothing", () => {
    const member = membership("forge", "team", a1.id, { state: "pending" });
    const { nesting } = load(system("forge", "application", [a1, group("forge", "team"), member]));
    expect(nesting.byMember.has(0)).toBe(false);
  });
});

describe("declared and observed", () => {
  const declare = (kind: DeclaredLine["kind"], record: AnyRecord, line: number): DeclaredLine => ({
    ...{ kind, id: record.id, json: JSON.stringify(record) },
    declared: { file: "teams.yaml", line },
  });

  test("meet by id; what is only declared stands beside", () => {
    const declared = [["b", 9] as const, ["a1", 4] as const, ["a0", 2] as const].map(([name, line]) =>
      declare("account", account("forge", name), line),
    );
    const { principals } = load(system("forge", "application", [a1], { declared }));
    expect(
      principals.accounts.map(({ id, observed, declared }) => [id.split("/")[2], observed, declared?.line]),
    ).toEqual([
      ["a1", true, 4],
      ["a0", false, 2],
      ["b", false, 9],
    ]);
  });

  test("a system that nothing observes is read all the same", () => {
    const given = grant("forge", a1.id, "admin");
    const lines = [
      declare("account", a1, 1),
      declare("entitlement", entitlement("forge", "admin"), 1),
      declare("grant", given, 1),
    ];
    const { grants } = load(system("forge", "application", [], { declared: lines }));
    expect([grants.count, grants.observed(0), grants.declared(0)]).toEqual([1, false, { file: "teams.yaml", line: 1 }]);
  });
});

describe("files", () => {
  test("a kind in many files is one kind, an empty file none, and the last line may lack its end", () => {
    const records = ["a", "b", "c"].map((name) => account("forge", name));
    const parts = records.map((record, at) => file(`forge/account/${at}.ndjson`, [record]));
    const last = { path: "forge/account/ff.ndjson", bytes: Buffer.from(JSON.stringify(a1)) };
    const empty = { path: "forge/account/00.ndjson", bytes: Buffer.alloc(0) };
    const estate = load(system("forge", "application", [], { lines: { account: [empty, ...parts, last] } }));
    expect(estate.principals.accounts).toHaveLength(4);
    expect(estate.faults).toEqual([]);
  });

  test("the bytes of a record are those of its line, also inside a larger buffer", () => {
    const line = JSON.stringify({ ...a1, displayName: "Zoë" });
    const whole = Buffer.from(`xx${line}\n`);
    const lines = { account: [{ path: "p", bytes: whole.subarray(2) }] };
    const [row] = load(system("forge", "application", [], { lines })).principals.accounts;
    expect(Buffer.from(row?.bytes ?? []).toString()).toBe(line);
  });

  test("history says first seen, since when, and bad lines are told", () => {
    const history = {
      account: [
        {
          path: "forge/account.history.ndjson",
          bytes: Buffer.from(
            `{"firstSeen":"2026-01-01T00:00:00Z","id":"${a1.id}","since":{"status":"2026-02-01T00:00:00Z"}}\nnonsense\n`,
          ),
        },
      ],
    };
    const estate = load(system("forge", "application", [a1], { history }));
    expect(estate.past.get(a1.id)).toEqual({ firstSeen: "2026-01-01T00:00:00Z", statusSince: "2026-02-01T00:00:00Z" });
    expect(estate.faults.map(({ fault }) => fault.object)).toEqual(["forge/account.history.ndjson:2"]);
  });

  test("a directory's user is an account too, unless a record says so itself", () => {
    const people = [identity("idp", "a", { userName: "a", owners: ["x"] }), identity("idp", "b")];
    const own = account("idp", "b", { displayName: "told" });
    const { accounts } = load(system("idp", "directory", [...people, own])).principals;
    expect(accounts.map(({ id, keys }) => [id, keys.implied])).toEqual([
      ["account:idp/main/b", undefined],
      ["account:idp/main/a", true],
    ]);
    expect(JSON.parse(Buffer.from(accounts[1]?.bytes ?? []).toString())).toEqual({
      ...{ app: "idp", id: "account:idp/main/a", kind: "human", rawStatus: "A", status: "active", userName: "a" },
    });
    expect(load(system("hr", "authoritative-identity", [identity("hr", "a")])).principals.accounts).toEqual([]);
  });
});
