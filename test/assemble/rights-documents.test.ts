import { describe, expect, test } from "vitest";
import { assemble } from "../../src/assemble/index.ts";
import type { AccessState } from "../../src/model/access.ts";
import { SubjectDocument } from "../../src/model/document.ts";
import type { SystemInput } from "../../src/model/estate-input.ts";
import type { RecordOf } from "../../src/model/record.ts";
import { recordId } from "../../src/model/record-id.ts";
import {
  account,
  app,
  entitlement,
  grant,
  identity,
  joined,
  machine,
  now,
  person,
  system,
} from "../load/invented-estate.ts";

const place = { file: "access/breakglass.yaml", line: 7, column: 3 };

function subjects(systems: readonly SystemInput[], access: Partial<AccessState> = {}): Map<string, SubjectDocument> {
  const { estate, correlation } = joined(systems, access);
  const found = new Map<string, SubjectDocument>();
  for (const { ids, ends, bytes, scope } of assemble(estate, correlation, { now, faults: [] }).batches) {
    for (const [at, id] of ids.entries()) {
      const text = Buffer.from(new Uint8Array(bytes).subarray(ends[at - 1] ?? 0, ends[at])).toString();
      if (scope === "subject") found.set(id, SubjectDocument.parse(JSON.parse(text)));
    }
  }
  return found;
}

function tenant(name: string, environment: string | undefined, native = name): RecordOf<"tenant"> {
  return {
    ...{ id: recordId("tenant", "forge", name, native), kind: "org", externalId: native },
    ...(environment !== undefined && { environment }),
  };
}

describe("where a machine reaches", () => {
  const bot = account("forge", "bot", { kind: "service" });
  const dana = account("forge", "dana");
  const own = entitlement("forge", "own", { environment: "test", capability: ["admin", "read"] });
  const plain = entitlement("forge", "plain", { capability: ["read"] });
  const forge = (...tenants: readonly RecordOf<"tenant">[]) =>
    system("forge", "application", [
      ...[bot, dana, own, plain, ...tenants],
      ...[bot.id, dana.id].flatMap((id) => [grant("forge", id, "own"), grant("forge", id, "plain")]),
    ]);
  const reached = (found: Map<string, SubjectDocument>, id: string) =>
    found
      .get(id)
      ?.accounts.flatMap(({ grants }) =>
        grants.map(({ name, environment, capability }) => [name, environment, capability]),
      );

  test("is said of machines alone: the entitlement's word, else the tenant's", () => {
    const found = subjects([forge(tenant("main", "prod"), tenant("other", "dev"))], {
      identities: [machine("ci", [bot.id])],
    });
    expect(reached(found, "nhi:ci")).toEqual([
      ["own", "test", ["admin", "read"]],
      ["plain", "prod", undefined],
    ]);
    expect(reached(found, dana.id)).toEqual([
      ["own", undefined, undefined],
      ["plain", undefined, undefined],
    ]);
  });

  test("the application's file counts more than either", () => {
    const facts = [{ match: "role/*", environment: "live", sodTags: [], place }];
    const apps = [app("forge", [], { entitlements: facts })];
    const found = subjects([forge(tenant("main", "prod"))], { apps, identities: [machine("ci", [bot.id])] });
    expect(reached(found, "nhi:ci")?.map(([, environment]) => environment)).toEqual(["live", "live"]);
  });

  test("nothing is said where two records of a tenant disagree, or none says anything", () => {
    const identities = [machine("ci", [bot.id])];
    const disagreeing = subjects([forge(tenant("main", "prod", "a"), tenant("main", "dev", "b"))], { identities });
    const silent = subjects([forge(tenant("main", undefined))], { identities });
    for (const found of [disagreeing, silent])
      expect(reached(found, "nhi:ci")?.map(([, environment]) => environment)).toEqual(["test", undefined]);
  });
});

describe("an account for emergencies", () => {
  const login = account("forge", "glass", { kind: "break-glass" });
  const ana = identity("idp", "ana", { userName: "ana" });
  const declared = {
    account: { kind: "account", id: login.id, system: "forge", text: login.id, place },
    custodians: [
      { ...person("ana"), place },
      { ...person("nobody"), place },
    ],
    testedAt: "2026-10-01",
    allow: [{ id: "orphan-account", place }],
    place,
  } as const;

  test("carries what is declared of it, its custodians looked up", () => {
    const found = subjects(
      [
        system("idp", "directory", [ana]),
        system("forge", "application", [login, account("forge", "dana", { userName: "ana" })]),
      ],
      { apps: [app("forge", ["idp"])], breakglass: [declared] },
    );
    expect(found.get(login.id)?.accounts[0]?.breakglass).toEqual({
      custodians: [
        {
          ...{ ref: "person:ana", kind: "person", resolved: true },
          holders: [{ count: 1, records: [{ system: "idp", role: "directory", status: "active" }] }],
        },
        { ref: "person:nobody", kind: "person", resolved: false, holders: [] },
      ],
      testedAt: "2026-10-01T23:59:59Z",
      allow: ["orphan-account"],
      declared: { file: "access/breakglass.yaml", line: 7 },
    });
    expect(found.get(ana.id)?.accounts.map((one) => "breakglass" in one)).toEqual([false, false]);
  });
});

describe("what a machine serves", () => {
  const parent = identity("idp", "app", { kind: "service", status: "disabled" });
  const served = (more: Partial<RecordOf<"identity">>) => {
    const agent = identity("idp", "agent", { kind: "agent", ...more });
    const found = subjects([system("idp", "directory", [parent, agent])], { identities: [machine("ci", [])] });
    return found.get(agent.id)?.identities[0]?.serves;
  };

  test("is looked up where it is a record or an entry of the registry", () => {
    expect(served({ parentId: parent.id, purposeRef: "nhi:ci" })).toMatchObject([
      {
        ...{ ref: parent.id, as: "parent", resolved: true },
        holders: [{ count: 1, records: [{ system: "idp", role: "directory", status: "disabled" }] }],
      },
      { ref: "nhi:ci", as: "purpose" },
    ]);
  });

  test("is nothing where it is a ticket, a bare name, or where people are meant", () => {
    expect(served({ purposeRef: "OPS-12", parentId: "app" })).toBeUndefined();
    expect(served({ purposeRef: "https://tickets.example.com/browse/OPS-12" })).toBeUndefined();
    expect(served({})).toBeUndefined();
    expect(served({ kind: "human", parentId: parent.id })).toBeUndefined();
  });
});
