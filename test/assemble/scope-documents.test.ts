import { describe, expect, test } from "vitest";
import { assemble } from "../../src/assemble/index.ts";
import type { AccessState } from "../../src/model/access.ts";
import { AppDocument } from "../../src/model/app-document.ts";
import { EntitlementDocument } from "../../src/model/entitlement-document.ts";
import type { SystemInput } from "../../src/model/estate-input.ts";
import { GroupDocument } from "../../src/model/group-document.ts";
import type { RecordOf } from "../../src/model/record.ts";
import { recordId } from "../../src/model/record-id.ts";
import {
  account,
  app,
  entitlement,
  grant,
  group,
  identity,
  joined,
  membership,
  now,
  observed,
  system,
} from "../load/invented-estate.ts";

function texts(systems: readonly SystemInput[], access: Partial<AccessState> = {}) {
  const { estate, correlation } = joined(systems, access);
  const { batches, tally } = assemble(estate, correlation, { now, faults: [] });
  const found = new Map<string, string>();
  for (const { ids, ends, bytes } of batches) {
    for (const [at, id] of ids.entries())
      found.set(id, Buffer.from(new Uint8Array(bytes).subarray(ends[at - 1] ?? 0, ends[at])).toString());
  }
  const parsed = (id: string): unknown => JSON.parse(found.get(id) ?? "null");
  return {
    tally,
    ids: [...found.keys()],
    group: (name: string) => GroupDocument.parse(parsed(`group:${name}`)),
    entitlement: (name: string) => EntitlementDocument.parse(parsed(`entitlement:${name}`)),
    app: (name: string) => AppDocument.parse(parsed(`app:${name}`)),
  };
}

const names = ["ana", "ben", "cleo"];
const idp = (more: Parameters<typeof system>[2] = []) =>
  system("idp", "directory", [...names.map((name) => identity("idp", name, { userName: name })), ...more]);
const logins = names.map((name) => account("forge", name, { userName: name }));
const forge = (more: Parameters<typeof system>[2] = []) => system("forge", "application", [...logins, ...more]);
const idOf = (name: string) => `account:forge/main/${name}`;
const place = { file: "access/apps/forge.yaml", line: 1, column: 1 };
const groupRef = (system: string, name: string) =>
  ({ kind: "group", text: `group:${system}/${name}`, system, name, place }) as const;
const filled = app("forge", ["idp"], { groups: [{ group: groupRef("forge", "crew"), from: groupRef("idp", "crew") }] });

describe("an entitlement", () => {
  const admin = entitlement("forge", "admin", { privileged: true });

  test("its holders are counted once each, through groups too, by what they are and how their best account stands", () => {
    const made = texts(
      [
        idp(),
        forge([
          ...[admin, entitlement("forge", "idle"), entitlement("forge", "guarded", { privileged: true })],
          ...[account("forge", "ben-2", { userName: "ben", status: "disabled" }), account("forge", "nobody")],
          ...[group("forge", "crew"), membership("forge", "crew", idOf("ana"))],
          ...[grant("forge", idOf("ana"), "admin"), grant("forge", "group:forge/main/crew", "admin")],
          ...["ben", "ben-2", "nobody"].map((name) => grant("forge", idOf(name), "admin")),
          grant("forge", idOf("cleo"), "admin", { eligibleOnly: true }),
        ]),
      ],
      { apps: [app("forge", ["idp"])] },
    );
    expect(made.entitlement("forge/main/admin")).toEqual({
      ...{ id: "entitlement:forge/main/admin", scope: "entitlement", home: "forge", record: admin },
      ...{ observedAt: observed, privileged: true },
      holders: [
        {
          ...{ of: "human", status: "active", count: 3 },
          who: ["account:forge/main/nobody", "identity:idp/main/ana", "identity:idp/main/ben"],
        },
        { of: "human", status: "active", eligible: true, count: 1, who: ["identity:idp/main/cleo"] },
      ],
    });
    // What is privileged is judged although nobody holds it; other things that nobody holds are not.
    expect(made.entitlement("forge/main/guarded").holders).toEqual([]);
    expect(made.ids).not.toContain("entitlement:forge/main/idle");
    expect(made.tally.of("entitlement", "forge")).toBe(2);
  });

  test("what is denied, over, or another's who has run out of time is not held as if it were", () => {
    const made = texts(
      [
        idp(),
        forge([
          admin,
          account("forge", "late", { expiresAt: "2026-11-01T00:00:00Z" }),
          grant("forge", idOf("ana"), "admin"),
          grant("forge", idOf("ana"), "admin", { id: "grant:forge/main/no", effect: "deny" }),
          grant("forge", idOf("ben"), "admin", { expiresAt: "2026-11-01T00:00:00Z" }),
          grant("forge", idOf("late"), "admin"),
        ]),
      ],
      { apps: [app("forge", ["idp"])] },
    );
    expect(made.entitlement("forge/main/admin").holders).toEqual([
      { of: "human", status: "active", ended: true, count: 1, who: [idOf("late")] },
    ]);
  });

  test("accounts for emergencies are told apart", () => {
    const ana = { kind: "account", text: idOf("ana"), id: idOf("ana"), system: "forge", place } as const;
    const made = texts(
      [idp(), forge([admin, grant("forge", idOf("ana"), "admin"), grant("forge", idOf("ben"), "admin")])],
      {
        apps: [app("forge", ["idp"])],
        breakglass: [{ account: ana, custodians: [], testedAt: "2026-10-01", allow: [], place }],
      },
    );
    expect(made.entitlement("forge/main/admin").holders).toEqual([
      { of: "human", status: "active", count: 1, who: ["identity:idp/main/ben"] },
      { of: "break-glass", status: "active", count: 1, who: ["identity:idp/main/ana"] },
    ]);
  });

  test("whether the channel carries it: the system's word counts before the access file's", () => {
    const own = entitlement("forge", "own", { scimCovered: "partial" });
    const held = [admin, own, entitlement("forge", "team", { kind: "team" })];
    const covers = { users: [], groups: false, entitlements: ["team"] };
    const lifecycle = { channel: "scim", onLeave: "keep", deactivationBlocksUse: "no", covers } as const;
    const made = texts([idp(), forge([...held, ...["own", "team"].map((name) => grant("forge", idOf("ana"), name))])], {
      apps: [app("forge", ["idp"], { lifecycle })],
    });
    expect(["admin", "own", "team"].map((name) => made.entitlement(`forge/main/${name}`).covered)).toEqual([
      ...["no", "partial", "yes"],
    ]);
    expect(made.app("forge").entitlements).toEqual([
      {
        ...{ kind: "role", count: 2, held: 1, untold: 0, examples: ["own"] },
        uncovered: { governed: 0, mighty: 0, harmless: 0, other: 1 },
      },
      {
        ...{ kind: "team", count: 1, held: 1, untold: 0, examples: [] },
        uncovered: { governed: 0, mighty: 0, harmless: 0, other: 0 },
      },
    ]);
  });
});

describe("a group", () => {
  test("it is held against the directory's group that fills it, person by person", () => {
    const made = texts(
      [
        idp([
          ...[group("idp", "crew"), group("idp", "inner")],
          membership("idp", "crew", "identity:idp/main/ana"),
          membership("idp", "crew", "group:idp/main/inner"),
          membership("idp", "inner", "identity:idp/main/cleo"),
        ]),
        forge([
          group("forge", "crew"),
          membership("forge", "crew", idOf("ana"), { source: "scim" }),
          membership("forge", "crew", idOf("ben"), { addedAt: "2026-11-02T00:00:00Z", addedBy: "boss" }),
        ]),
      ],
      { apps: [filled] },
    );
    const id = `membership:forge/main/crew:${idOf("ben")}`;
    expect(made.group("forge/main/crew")).toMatchObject({
      members: { direct: 2, groups: 0, people: 2, depth: 1 },
      filledBy: [
        {
          ...{ group: "group:idp/main/crew", state: "there", system: "idp", name: "crew", members: 2 },
          extra: [
            {
              ...{ id: "identity:idp/main/ben", membership: id, account: idOf("ben"), status: "active" },
              since: "2026-11-02T00:00:00Z",
            },
          ],
          missing: [{ id: "identity:idp/main/cleo", account: idOf("cleo"), status: "active", nested: true }],
          ...{ left: 0, unsettled: 0 },
        },
      ],
      byHand: [{ id, member: idOf("ben"), addedAt: "2026-11-02T00:00:00Z", addedBy: "boss" }],
      byHandCount: 1,
    });
    expect(made.group("idp/main/crew").members).toEqual({ direct: 2, groups: 1, people: 2, depth: 2 });
    expect(made.group("idp/main/crew")).not.toHaveProperty("filledBy");
  });

  test("groups that lie in each other in a circle are followed once", () => {
    const made = texts(
      [
        idp([
          ...[group("idp", "crew"), group("idp", "inner")],
          membership("idp", "crew", "group:idp/main/inner"),
          membership("idp", "inner", "group:idp/main/crew"),
          membership("idp", "inner", "identity:idp/main/cleo"),
        ]),
        forge([group("forge", "crew")]),
      ],
      { apps: [filled] },
    );
    const [entry] = made.group("forge/main/crew").filledBy ?? [];
    expect(entry).toMatchObject({ members: 1, missing: [{ id: "identity:idp/main/cleo", nested: true }] });
    expect(made.group("idp/main/crew").members).toEqual({ direct: 1, groups: 1, people: 1, depth: 2 });
  });

  test("the directory's own word says what it fills, by a name or an id", () => {
    for (const target of ["crew", "group:forge/main/crew"]) {
      const source = group("idp", "people", { mapping: [{ app: "forge", group: target }] });
      const made = texts([idp([source]), forge([group("forge", "crew")])], { apps: [app("forge", ["idp"])] });
      expect(made.group("forge/main/crew").filledBy?.map((entry) => entry.group)).toEqual(["group:idp/main/people"]);
    }
  });

  test("a source that is not there, or not read, is told as that", () => {
    const gone = texts([idp([group("idp", "other")]), forge([group("forge", "crew")])], { apps: [filled] });
    const unread = texts([idp(), forge([group("forge", "crew")])], { apps: [filled] });
    expect([gone, unread].map((made) => made.group("forge/main/crew").filledBy?.[0]?.state)).toEqual([
      "gone",
      "unread",
    ]);
  });

  test("somebody without an account there is not missing, and an account of nobody is not too many", () => {
    const made = texts(
      [
        idp([...[identity("idp", "dora"), group("idp", "crew")], membership("idp", "crew", "identity:idp/main/dora")]),
        forge([...[account("forge", "stray"), group("forge", "crew")], membership("forge", "crew", idOf("stray"))]),
      ],
      { apps: [filled] },
    );
    expect(made.group("forge/main/crew").filledBy?.[0]).toMatchObject({ extra: [], missing: [], unsettled: 1 });
  });

  test("an account for emergencies is nobody's on purpose, and leaves nothing unsettled", () => {
    const stray = idOf("stray");
    const place = { file: "access/breakglass.yaml", line: 1, column: 3 };
    const made = texts(
      [
        idp([identity("idp", "dora"), group("idp", "crew"), membership("idp", "crew", "identity:idp/main/dora")]),
        forge([...[account("forge", "stray"), group("forge", "crew")], membership("forge", "crew", stray)]),
      ],
      {
        apps: [filled],
        breakglass: [
          {
            account: { kind: "account", text: stray, id: stray, system: "forge", place },
            ...{ custodians: [], testedAt: "2026-10-01", allow: [], place },
          },
        ],
      },
    );
    expect(made.group("forge/main/crew").filledBy?.[0]).toMatchObject({ extra: [], missing: [], unsettled: 0 });
  });

  test("what it is granted, who owns it, and who is invited", () => {
    const crew = group("forge", "crew", { owners: ["ana"] });
    const made = texts([
      idp(),
      forge([
        ...[crew, group("forge", "inner"), group("forge", "bare")],
        ...[entitlement("forge", "read"), entitlement("forge", "rule", { privileged: true })],
        ...["read", "rule"].map((name) => grant("forge", "group:forge/main/crew", name)),
        membership("forge", "crew", "group:forge/main/inner"),
        membership("forge", "bare", idOf("ana"), { state: "pending" }),
      ]),
    ]);
    expect(made.group("forge/main/crew")).toMatchObject({
      grants: { count: 2, privileged: 1, names: ["rule", "read"], systems: ["forge"] },
      owners: [{ ref: "ana", source: "system", kind: "person", resolved: true }],
      ...{ privileged: true, members: { direct: 1, groups: 1, people: 0, depth: 2 } },
    });
    expect(made.group("forge/main/inner")).toMatchObject({ privileged: true, owners: [] });
    expect(made.group("forge/main/bare")).toMatchObject({ invited: 1, members: { people: 0 } });
    expect(made.group("forge/main/bare")).not.toHaveProperty("privileged");
  });

  test("one that only grants name has a document too", () => {
    const made = texts([
      idp(),
      forge([
        entitlement("forge", "read"),
        grant("forge", "group:forge/main/lost", "read"),
        grant("forge", "group:elsewhere/main/far", "read"),
      ]),
    ]);
    expect(made.group("forge/main/lost")).toMatchObject({ home: "forge", gone: true, grants: { count: 1 } });
    expect(made.group("elsewhere/main/far")).toMatchObject({ home: "forge", outside: true, grants: { count: 1 } });
    expect(made.tally.of("group", "forge")).toBe(2);
  });
});

describe("an application", () => {
  test("what was declared of it, what is read, and what is known of its channel", () => {
    const channel: RecordOf<"channel"> = {
      id: recordId("channel", "idp", "main", "to-forge"),
      app: "forge",
      source: "idp",
      mode: "scim",
      jobState: "ok",
    };
    const declared = app("forge", ["idp"], {
      fallbackDeactivation: { method: "runbook", testedAt: "2026-09-15" },
      flat: true,
    });
    const made = texts([idp([channel]), forge()], { apps: [declared, app("vault", ["idp"])] });
    expect(made.app("forge")).toEqual({
      ...{ id: "app:forge", scope: "app", home: "forge", role: "application", flat: true },
      declared: { file: "access/invented.yaml", line: 1 },
      fallback: { method: "runbook", testedAt: "2026-09-15T23:59:59Z" },
      kinds: [{ kind: "account", completeness: "full", count: 3 }],
      ...{ entitlements: [], channels: [channel], probes: [] },
    });
    expect(made.app("vault")).not.toHaveProperty("role");
    expect(made.ids.filter((id) => id.startsWith("app:"))).toEqual(["app:forge", "app:idp", "app:vault"]);
  });

  test("its accounts for emergencies, and nothing of them where none is declared", () => {
    const made = texts([idp(), forge()], {
      breakglass: [
        {
          account: {
            kind: "account",
            text: idOf("ana"),
            id: recordId("account", "forge", "main", "ana"),
            system: "forge",
            place,
          },
          ...{ custodians: [], testedAt: "2026-10-01", allow: [], place },
        },
      ],
    });
    expect(made.app("forge").emergencies).toEqual([
      { id: idOf("ana"), observedAt: observed, record: { id: idOf("ana"), status: "active" } },
    ]);
    expect(made.app("idp")).not.toHaveProperty("emergencies");
  });

  test("whose word counts, and where nobody's does, once somebody has begun to say so", () => {
    const hr = system("hr", "authoritative-identity", [identity("hr", "ana", { department: "Sales", title: "Lead" })]);
    const directory = system("idp", "directory", [identity("idp", "ana", { department: "Sales", title: "Lead" })]);
    const entry = (name: string, from: string) => ({
      field: { of: "person", name } as const,
      from: [{ system: from, place }],
      ...({ level: "authoritative", transform: [], securityRelevant: false, place } as const),
    });
    const apps = [app("idp", ["hr"])];
    const silent = texts([hr, directory], { apps });
    expect(silent.app("idp")).not.toHaveProperty("authority");
    const made = texts([hr, directory], { apps, authority: [entry("department", "hr"), entry("costCenter", "hr")] });
    const line = { file: "access/apps/forge.yaml", line: 1 };
    const word = { from: ["hr"], level: "authoritative", declared: line };
    expect(made.app("idp")).toMatchObject({
      authority: [
        { field: "person.department", ...word, told: ["hr"] },
        { field: "person.costCenter", ...word, told: [] },
      ],
      undeclaredFields: [
        { field: "person.title", from: ["hr"] },
        { field: "person.status", from: ["hr"] },
      ],
    });
  });
});

test("what somebody holds inside something that they do not hold carries what it lies in", () => {
  const hall = entitlement("forge", "hall", { kind: "workspace" });
  const room = entitlement("forge", "room", { parentId: hall.id });
  const desk = entitlement("forge", "desk", { parentId: room.id });
  const held = [
    grant("forge", idOf("ana"), "desk"),
    grant("forge", idOf("ben"), "desk"),
    grant("forge", idOf("ben"), "hall"),
  ];
  const { estate, correlation } = joined([idp(), forge([hall, room, desk, ...held])], {
    apps: [app("forge", ["idp"])],
  });
  const found = [...assemble(estate, correlation, { now, faults: [] }).batches].filter(
    ({ scope }) => scope === "subject",
  );
  const text = found.map(({ bytes }) => Buffer.from(new Uint8Array(bytes)).toString()).join("");
  expect(text.match(/"outside":\{[^}]*\}/gu)).toEqual([
    `"outside":{"id":${JSON.stringify(room.id)},"kind":"role","name":"room"}`,
  ]);
});
