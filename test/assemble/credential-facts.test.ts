import { expect, test } from "vitest";
import { assemble } from "../../src/assemble/index.ts";
import { SubjectDocument } from "../../src/model/document.ts";
import type { SystemInput } from "../../src/model/estate-input.ts";
import type { AnyRecord } from "../../src/model/record.ts";
import {
  account,
  app,
  credential,
  entitlement,
  grant,
  identity,
  joined,
  machine,
  now,
  person,
  system,
} from "../load/invented-estate.ts";

/** The documents of an application with these records, and of a person, by subject. */
function documents(records: readonly AnyRecord[], access: Parameters<typeof joined>[1] = {}) {
  const hr = system("hr", "authoritative-identity", [
    identity("hr", "ben", { userName: "ben", status: "terminated", rawStatus: "T" }),
  ]);
  return documentsOf([hr, system("crm", "application", records)], { apps: [app("crm", ["hr"])], ...access });
}

function documentsOf(systems: readonly SystemInput[], access: Parameters<typeof joined>[1]) {
  const { estate, correlation } = joined(systems, access);
  const found = new Map<string, SubjectDocument>();
  for (const { scope, ids, ends, bytes } of assemble(estate, correlation, { now, faults: [] }).batches) {
    if (scope !== "subject") continue;
    for (const [at, id] of ids.entries()) {
      const text = Buffer.from(new Uint8Array(bytes).subarray(ends[at - 1] ?? 0, ends[at])).toString();
      found.set(id, SubjectDocument.parse(JSON.parse(text)));
    }
  }
  return found;
}

const bot = account("crm", "bot", { kind: "service" });
const key = (name: string, principal: string, more: Parameters<typeof credential>[3] = {}) =>
  credential("crm", name, principal, more);
const left = {
  ...{ kind: "person", resolved: true, source: "system" },
  holders: [{ count: 1, records: [{ system: "hr", role: "authoritative-identity", status: "terminated" }] }],
};

test("owners of a key are found, or whoever made it where nobody owns the machine", () => {
  const owned = documents([bot, key("k", bot.id, { owners: ["ben"], createdBy: "nobody" })]).get(bot.id);
  expect(owned?.credentials[0]?.owners).toEqual([{ ...left, ref: "ben" }]);
  const made = documents([bot, key("k", bot.id, { createdBy: "ben" })]).get(bot.id);
  expect(made?.credentials[0]?.owners).toEqual([{ ...left, ref: "ben" }]);
  const self = documents([bot, key("k", bot.id, { createdBy: bot.id })]).get(bot.id);
  expect(self?.credentials[0]?.owners).toBeUndefined();
  const identities = [machine("bot", [bot.id], { owner: { ...person("ben"), place: { file: "x" } } })];
  const registered = documents([bot, key("k", bot.id, { createdBy: "ben" })], { identities }).get("nhi:bot");
  expect(registered?.credentials[0]?.owners).toBeUndefined();
});

test("of a person's own key nothing is said of owners", () => {
  const ben = account("crm", "ben", { userName: "ben" });
  const document = documents([ben, key("k", ben.id, { owners: ["ben"] })]).get("identity:hr/main/ben");
  expect(document?.credentials).toHaveLength(1);
  expect(document?.credentials[0]?.owners).toBeUndefined();
});

test("a trust is open where a field was read and is empty, and only there", () => {
  const whole = key("w", bot.id, { type: "federated", subject: "repo:x", audience: "crm" });
  const open = key("o", bot.id, { type: "federated", subject: "repo:x" });
  const unread = key("u", bot.id, { type: "federated", subject: "repo:x", unknown: ["audience"] });
  const entries = documents([bot, whole, open, unread, key("k", bot.id)]).get(bot.id)?.credentials ?? [];
  expect(entries.map(({ record, open: left }) => [record.id.at(-1), left])).toEqual([
    ...[
      ["k", undefined],
      ["o", ["audience"]],
      ["u", undefined],
      ["w", undefined],
    ],
  ]);
  const untold = documents([bot, open]).get(bot.id)?.credentials ?? [];
  expect(untold.map(({ open: left }) => left)).toEqual([undefined]);
});

test("the same key of others is named, and that of its own holder is not", () => {
  const other = account("crm", "other", { kind: "service" });
  const same = { hashId: "h1" };
  const found = documents([
    bot,
    other,
    key("a", bot.id, same),
    key("b", bot.id, same),
    key("c", other.id, same),
    key("d", other.id),
  ]);
  expect(found.get(bot.id)?.credentials.map(({ sameKey }) => sameKey)).toEqual([
    ["credential:crm/main/c"],
    ["credential:crm/main/c"],
  ]);
  expect(found.get(other.id)?.credentials.map(({ sameKey }) => sameKey)).toEqual([
    ["credential:crm/main/a", "credential:crm/main/b"],
    undefined,
  ]);
});

test("an agent's document says what it is part of, who sponsors it and for whom it acts, and what is a tool", () => {
  const agent = identity("crm", "agent", { kind: "agent", parentId: "identity:crm/main/platform", sponsors: ["ben"] });
  const twin = account("crm", "agent", { kind: "agent" });
  const records = [
    ...[agent, twin, identity("crm", "platform", { kind: "service" })],
    key("k", twin.id, { onBehalfOf: "ben" }),
    ...[entitlement("crm", "write", { kind: "tool" }), entitlement("crm", "seller")],
    ...[grant("crm", twin.id, "write"), grant("crm", twin.id, "seller")],
  ];
  const identities = [machine("agent", [twin.id], { kind: "agent" })];
  const document = documents(records, { identities }).get("nhi:agent");
  expect(document?.backers?.map(({ relation, ref, resolved }) => [relation, ref, resolved])).toEqual([
    ["parent", "identity:crm/main/platform", true],
    ["sponsor", "ben", true],
    ["principal", "ben", true],
  ]);
  const grants = document?.accounts[0]?.grants.map(({ name, kind }) => [name, kind]);
  expect(grants?.toSorted()).toEqual([
    ["seller", undefined],
    ["write", "tool"],
  ]);
});
