import { describe, expect, test } from "vitest";
import { assemble } from "../../src/assemble/index.ts";
import { correlate } from "../../src/correlate/index.ts";
import { loadEstate } from "../../src/load/index.ts";
import { type AccessState, nothingDeclared } from "../../src/model/access.ts";
import { SubjectDocument } from "../../src/model/document.ts";
import type { SystemInput } from "../../src/model/estate-input.ts";
import { declared } from "../access/declare.ts";
import { account, app, entitlement, grant, group, identity, membership, now, system } from "../load/invented-estate.ts";

const dana = identity("hr", "dana", { userName: "dana", department: "Payments" });
const login = account("pay", "dana", { userName: "dana" });
const roles = ["clerk", "boss", "reader"].map((name) => entitlement("pay", name));
const hr = system("hr", "authoritative-identity", [dana]);
const payOf = (...records: Parameters<typeof system>[2]) => system("pay", "application", [login, ...roles, ...records]);
const role = (grants: string, more = "members: [person:dana]") => `owner: person:dana\ngrants: [${grants}]\n${more}\n`;
const clerk = '"entitlement:pay/role/clerk"';

async function documentOf(
  systems: readonly SystemInput[],
  files: Readonly<Record<string, string>>,
  more: Partial<AccessState> = {},
  since?: string,
  compares?: true,
): Promise<SubjectDocument> {
  const apps = [app("pay", ["hr"], { mode: "listed" })];
  const estate = loadEstate(systems, { ...nothingDeclared, ...(await declared(files)), apps, ...more });
  const correlation = correlate(estate, now, () => since);
  for (const { scope, ids, ends, bytes } of assemble(estate, correlation, {
    now,
    faults: [],
    ...(compares && { compares }),
  }).batches) {
    const at = ids.indexOf(dana.id);
    if (scope !== "subject" || at < 0) continue;
    const text = Buffer.from(new Uint8Array(bytes).subarray(ends[at - 1] ?? 0, ends[at])).toString();
    return SubjectDocument.parse(JSON.parse(text));
  }
  throw new Error("there is no document");
}

const grantsOf = (document: SubjectDocument) => document.accounts.flatMap(({ grants }) => grants);

describe("a role and what was observed", () => {
  test("what both say carries the line of the role, and nothing is expected besides", async () => {
    const document = await documentOf([hr, payOf(grant("pay", login.id, "clerk"))], {
      "access/roles/pay.yaml": role(clerk),
    });
    const [entry] = grantsOf(document);
    expect(entry).toMatchObject({
      ...{ observed: true, role: "pay", listed: true },
      declared: { file: "access/roles/pay.yaml", line: 3 },
    });
    expect(document.expected).toBeUndefined();
  });

  test("what only the role says is expected, since it was declared", async () => {
    const document = await documentOf(
      [hr, payOf()],
      { "access/roles/pay.yaml": role(clerk) },
      {},
      "2026-11-01T00:00:00Z",
    );
    expect(document.expected).toEqual([
      {
        ...{ id: `${dana.id}/entitlement:pay/main/clerk`, kind: "entitlement", target: "entitlement:pay/main/clerk" },
        ...{ system: "pay", name: "clerk", role: "pay", by: "member", since: "2026-11-01T00:00:00Z" },
        declared: { file: "access/roles/pay.yaml", line: 3 },
      },
    ]);
  });

  test("what only was observed carries no line; of what no role names, not even that one does", async () => {
    const document = await documentOf([hr, payOf(grant("pay", login.id, "clerk"), grant("pay", login.id, "boss"))], {
      "access/roles/pay.yaml": role(clerk, "members: [person:nobody]"),
    });
    expect(grantsOf(document).map(({ name, declared: line, listed }) => [name, line, listed])).toEqual([
      ["boss", undefined, undefined],
      ["clerk", undefined, true],
    ]);
  });

  test.each([
    ["is over", "until: 2026-11-01", { lapsed: "2026-11-01T23:59:59Z" }],
    ["has not begun", "from: 2026-12-01", {}],
  ])("a line that %s declares nothing", async (_, when, wanted) => {
    const line = `members: [{who: "person:dana", ${when}}]`;
    const document = await documentOf([hr, payOf(grant("pay", login.id, "clerk"))], {
      "access/roles/pay.yaml": role(clerk, line),
    });
    const [entry] = grantsOf(document);
    expect([entry?.declared, entry?.lapsed]).toEqual([undefined, "lapsed" in wanted ? wanted.lapsed : undefined]);
  });

  test("a line that begins later is expected with its day, and is declared since then at the earliest", async () => {
    const line = 'members: [{who: "person:dana", from: 2026-12-01}]';
    const document = await documentOf(
      [hr, payOf()],
      { "access/roles/pay.yaml": role(clerk, line) },
      {},
      "2026-11-01T00:00:00Z",
    );
    expect(document.expected?.map(({ from, since }) => [from, since])).toEqual([
      ["2026-12-01T00:00:00Z", "2026-12-01T00:00:00Z"],
    ]);
  });

  test("nobody is missed before they were first seen", async () => {
    const history = Buffer.from(`${JSON.stringify({ id: dana.id, firstSeen: "2026-11-19T06:00:00Z" })}\n`);
    const seen = system("hr", "authoritative-identity", [dana], {
      history: { identity: [{ path: "h", bytes: history }] },
    });
    const document = await documentOf(
      [seen, payOf()],
      { "access/roles/pay.yaml": role(clerk) },
      {},
      "2026-11-01T00:00:00Z",
    );
    expect(document.expected?.map(({ since }) => since)).toEqual(["2026-11-19T06:00:00Z"]);
  });

  test("where no role and no duty is declared, a document says nothing of either", async () => {
    const document = await documentOf([hr, payOf(grant("pay", login.id, "clerk"), grant("pay", login.id, "boss"))], {});
    expect(Object.keys(document)).not.toContain("expected");
    expect(Object.keys(grantsOf(document)[0] ?? {}).toSorted()).toEqual(["name", "observed", "record", "system"]);
  });
});

describe("what somebody who has left holds still, where sides are compared", () => {
  const gone = identity("hr", "dana", { userName: "dana", department: "Payments", status: "terminated" });
  const left = system("hr", "authoritative-identity", [gone]);
  const held = grant("pay", login.id, "clerk");
  const declared = { file: "access/roles/pay.yaml", line: 3 };

  test("is told by the line of a role", async () => {
    const files = { "access/roles/pay.yaml": role(clerk) };
    const document = await documentOf([left, payOf(held)], files, {}, undefined, true);
    expect(document.applied?.map(({ target, declared: line }) => [target, line])).toEqual([
      ["entitlement:pay/main/clerk", declared],
    ]);
    expect((await documentOf([left, payOf(held)], files)).applied).toBeUndefined();
    expect((await documentOf([hr, payOf(held)], files, {}, undefined, true)).applied).toBeUndefined();
    expect((await documentOf([left, payOf()], files, {}, undefined, true)).applied).toBeUndefined();
  });

  test("is told by a line of another format that declares the same record", async () => {
    const line = { kind: "grant", id: held.id, json: JSON.stringify(held), declared } as const;
    const pay = { ...payOf(held), declared: [line] };
    expect((await documentOf([left, pay], {}, {}, undefined, true)).applied).toEqual([
      {
        ...{ id: `${dana.id}/entitlement:pay/main/clerk`, kind: "entitlement", target: "entitlement:pay/main/clerk" },
        ...{ system: "pay", name: "clerk", declared },
      },
    ]);
  });
});

describe("what brings what", () => {
  test("a role that is held brings all that it contains, round in circles too", async () => {
    const boss = entitlement("pay", "boss", { contains: ["entitlement:pay/main/clerk"] });
    const inner = entitlement("pay", "clerk", {
      contains: ["entitlement:pay/main/boss", "entitlement:pay/main/reader"],
    });
    const pay = (...more: Parameters<typeof system>[2]) =>
      system("pay", "application", [login, boss, inner, entitlement("pay", "reader"), ...more]);
    const files = { "access/roles/pay.yaml": role('"entitlement:pay/role/boss"') };
    const held = await documentOf([hr, pay(grant("pay", login.id, "boss"), grant("pay", login.id, "reader"))], files);
    expect(held.expected).toBeUndefined();
    expect(grantsOf(held).map(({ name, role: by }) => [name, by])).toEqual([
      ["boss", "pay"],
      ["reader", "pay"],
    ]);
    const missing = await documentOf([hr, pay(grant("pay", login.id, "reader"))], files);
    expect(missing.expected?.map(({ name, via }) => [name, via])).toEqual([
      ["boss", undefined],
      ["clerk", ["entitlement:pay/main/boss"]],
    ]);
  });

  test("what is inherited is declared with what it lies in, and follows from it", async () => {
    const child = entitlement("pay", "invoices", { parentId: "entitlement:pay/main/clerk" });
    const records = [
      child,
      grant("pay", login.id, "clerk"),
      grant("pay", login.id, "invoices", { source: "inherited" }),
    ];
    const given = await documentOf([hr, payOf(...records)], { "access/roles/pay.yaml": role(clerk) });
    expect(grantsOf(given).map(({ name, role: by }) => [name, by])).toEqual([
      ["clerk", "pay"],
      ["invoices", "pay"],
    ]);
    const other = { "access/roles/pay.yaml": role(clerk, "members: [person:nobody]") };
    const stray = grantsOf(await documentOf([hr, payOf(...records)], other));
    expect(stray.map(({ name, byParent }) => [name, byParent])).toEqual([
      ["clerk", undefined],
      ["invoices", true],
    ]);
  });

  test("a role with a group expects the group, and all that its groups give", async () => {
    const records = [
      ...[group("pay", "payers"), group("pay", "staff"), membership("pay", "staff", "group:pay/main/payers")],
      ...[grant("pay", "group:pay/main/payers", "clerk"), grant("pay", "group:pay/main/staff", "reader")],
    ];
    const files = { "access/roles/pay.yaml": role('"group:pay/payers"') };
    const document = await documentOf([hr, payOf(...records)], files);
    expect(document.expected?.map(({ kind, name, via }) => [kind, name, via])).toEqual([
      ["entitlement", "clerk", ["group:pay/main/payers"]],
      ["entitlement", "reader", ["group:pay/main/payers", "group:pay/main/staff"]],
      ["group", "payers", undefined],
    ]);
    const inside = await documentOf([hr, payOf(...records, membership("pay", "payers", login.id))], files);
    expect(inside.expected).toBeUndefined();
    expect(inside.accounts.flatMap(({ memberships }) => memberships)).toEqual([]);
  });

  test("further ways to the same are counted", async () => {
    const records = [
      ...[group("pay", "one"), group("pay", "two")],
      ...[membership("pay", "one", login.id), membership("pay", "two", login.id)],
      ...[grant("pay", "group:pay/main/one", "clerk"), grant("pay", "group:pay/main/two", "clerk")],
      grant("pay", login.id, "clerk"),
    ];
    const document = await documentOf([hr, payOf(...records)], { "access/roles/pay.yaml": role(clerk) });
    expect(grantsOf(document).map(({ otherWays }) => otherWays)).toEqual([2, 2, 2]);
  });
});

describe("what takes away", () => {
  const files = { "access/roles/pay.yaml": role(clerk) };

  test("a grant that denies wins, and what it denies is expected still", async () => {
    const denial = grant("pay", login.id, "clerk", { effect: "deny", id: "grant:pay/main/no" });
    const document = await documentOf([hr, payOf(grant("pay", login.id, "clerk"), denial)], files);
    expect(grantsOf(document).map(({ record, denied }) => [record.effect, denied])).toEqual([
      ["allow", true],
      ["deny", undefined],
    ]);
    expect(document.expected?.map(({ name }) => name)).toEqual(["clerk"]);
  });

  test("one that denies under a condition takes no more than that", async () => {
    const denial = grant("pay", login.id, "clerk", { effect: "deny", condition: "at night", id: "grant:pay/main/no" });
    const document = await documentOf([hr, payOf(grant("pay", login.id, "clerk"), denial)], files);
    expect(grantsOf(document).map(({ denied }) => denied)).toEqual([undefined, undefined]);
    expect(document.expected).toBeUndefined();
  });

  test.each([
    ["its end", { expiresAt: "2026-11-01" }],
    ["its window", { window: { to: "2026-11-01T00:00:00Z" } }],
    ["a window to come", { window: { from: "2026-12-01T00:00:00Z" } }],
  ])("%s leaves it expected", async (_, more) => {
    const document = await documentOf([hr, payOf(grant("pay", login.id, "clerk", more))], files);
    expect(document.expected?.map(({ name }) => name)).toEqual(["clerk"]);
  });

  test("the right to switch it on is enough", async () => {
    const document = await documentOf([hr, payOf(grant("pay", login.id, "clerk", { eligibleOnly: true }))], files);
    expect(document.expected).toBeUndefined();
  });
});

describe("groups by the mode of their system", () => {
  const records = [
    group("pay", "named"),
    group("pay", "other"),
    ...["named", "other"].map((name) => membership("pay", name, login.id)),
  ];
  const files = { "access/roles/pay.yaml": role('"group:pay/named"', "members: [person:nobody]") };

  test.each([
    ["observe", []],
    ["listed", ["named"]],
    ["exhaustive", ["named", "other"]],
  ] as const)("%s", async (mode, wanted) => {
    const document = await documentOf([hr, payOf(...records)], files, { apps: [app("pay", ["hr"], { mode })] });
    expect(document.accounts.flatMap(({ memberships }) => memberships).map(({ name }) => name)).toEqual(wanted);
  });
});

describe("conflicts of duties", () => {
  const tagged = [entitlement("pay", "make", { sodTags: ["make"] }), entitlement("pay", "pass", { sodTags: ["pass"] })];
  const sod = "- {id: make-vs-pass, a: [tag:make], b: [tag:pass]}\n";
  const waysOf = ({ duties = [] }: SubjectDocument) =>
    duties.map(({ side, holds, observed, declared: line }) => [side, holds, observed ?? false, line?.line]);

  test("both sides, by whatever brings them", async () => {
    const outer = entitlement("pay", "all", { contains: ["entitlement:pay/main/pass"] });
    const pay = payOf(...tagged, outer, grant("pay", login.id, "make"), grant("pay", login.id, "all"));
    expect(waysOf(await documentOf([hr, pay], { "access/sod.yaml": sod }))).toEqual([
      ["a", `grant:pay/main/${login.id}:make`, true, undefined],
      ["b", `grant:pay/main/${login.id}:all`, true, undefined],
    ]);
  });

  test("one side is held, the other declared", async () => {
    const files = { "access/sod.yaml": sod, "access/roles/pass.yaml": role('"entitlement:pay/role/pass"') };
    const document = await documentOf([hr, payOf(...tagged, grant("pay", login.id, "make"))], files);
    expect(waysOf(document)).toEqual([
      ["a", `grant:pay/main/${login.id}:make`, true, undefined],
      ["b", `${dana.id}/entitlement:pay/main/pass`, false, 3],
    ]);
  });

  test("one side alone is not spoken of, and reading alone is no side of a tag", async () => {
    const one = await documentOf([hr, payOf(...tagged, grant("pay", login.id, "make"))], { "access/sod.yaml": sod });
    expect(one.duties).toBeUndefined();
    const readers = tagged.map((row) => ({ ...row, capability: ["read" as const] }));
    const grants = ["make", "pass"].map((name) => grant("pay", login.id, name));
    expect((await documentOf([hr, payOf(...readers, ...grants)], { "access/sod.yaml": sod })).duties).toBeUndefined();
  });
});

describe("movers", () => {
  const changed = { id: dana.id, firstSeen: "2026-01-01T06:00:00Z", since: { department: "2026-11-01T06:00:00Z" } };
  const moved = (before: string) =>
    system("hr", "authoritative-identity", [dana], {
      history: {
        identity: [
          {
            path: "h",
            bytes: Buffer.from(
              `${JSON.stringify({ ...changed, was: { department: [{ value: before, until: "2026-10-25T06:00:00Z" }] } })}\n`,
            ),
          },
        ],
      },
    });
  const files = { "access/roles/sales.yaml": role(clerk, "selector: {department: Sales}") };

  test("keep what the department before gave, since it changed", async () => {
    const document = await documentOf([moved("Sales"), payOf(grant("pay", login.id, "clerk"))], files);
    expect(document.moved).toEqual({ at: "2026-10-25T06:00:00Z", field: "department", before: "Sales" });
    expect(grantsOf(document).map(({ former }) => former)).toEqual([{ role: "sales", until: "2026-10-25T06:00:00Z" }]);
  });

  test("keep nothing of a department that gave nothing", async () => {
    const document = await documentOf([moved("Support"), payOf(grant("pay", login.id, "clerk"))], files);
    expect(grantsOf(document).map(({ former }) => former)).toEqual([undefined]);
  });
});
