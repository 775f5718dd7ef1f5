import { describe, expect, test } from "vitest";
import { readActors } from "../../../src/commands/access/adopt/actors.ts";
import { ownerChooser } from "../../../src/commands/access/adopt/choose-owner.ts";
import { cluesFor } from "../../../src/commands/access/adopt/clues.ts";
import { findUnregistered } from "../../../src/commands/access/adopt/find-unregistered.ts";
import { type AccessState, nothingDeclared } from "../../../src/model/access.ts";
import type { AnyRecord, RecordOf } from "../../../src/model/record.ts";
import { recordId } from "../../../src/model/record-id.ts";
import {
  account,
  app,
  credential,
  group,
  identity,
  joined,
  machine,
  membership,
  now,
  system,
} from "../../load/invented-estate.ts";

const mail = (value: string) => [{ value, primary: true }];
const hr = [
  identity("hr", "1", { employeeId: "1", userName: "ana", emails: mail("ana@example.com") }),
  identity("hr", "2", { employeeId: "2", userName: "li", emails: mail("li@example.com") }),
  identity("hr", "3", { employeeId: "3", userName: "gone", emails: mail("gone@example.com"), status: "terminated" }),
  identity("hr", "4", { employeeId: "4", userName: "zoe" }),
  identity("hr", "5", { employeeId: "5", userName: "kim", emails: mail("kim@example.com") }),
  identity("hr", "6", { employeeId: "6", userName: "kim", emails: mail("kim@example.com") }),
];

function event(name: string, more: Partial<RecordOf<"event">>): RecordOf<"event"> {
  const id = recordId("event", "crm", "main", name);
  return { id, op: "create", subject: "", requestedAt: "2026-01-01T00:00:00Z", result: "success", ...more };
}

const bot = (more: Partial<RecordOf<"account">> = {}) =>
  account("crm", "bot", { kind: "service", userName: "bot", ...more });

/** Whom adopting proposes in an estate of people, a directory and one application with a bot. */
function proposed(crm: readonly AnyRecord[], dir: readonly AnyRecord[] = [], access: Partial<AccessState> = {}) {
  const systems = [
    system("hr", "authoritative-identity", hr),
    system("dir", "directory", [
      identity("dir", "u1", { employeeId: "1", userName: "ana.dir" }),
      ...[group("dir", "ops"), group("dir", "leavers"), group("dir", "empty")],
      membership("dir", "ops", "identity:dir/main/u1"),
      membership("dir", "leavers", "identity:hr/main/3"),
      ...dir,
    ]),
    system("crm", "application", crm),
  ];
  const state = { ...nothingDeclared, apps: [app("dir", ["hr"])], ...access };
  const open = { ...joined(systems, state), access: state };
  const { machines } = findUnregistered(open);
  const actors = readActors(machines, open);
  const clues = machines.map((one) => cluesFor(one, open, actors));
  const choose = ownerChooser(clues.flat(), open, now);
  return machines.map((one, index) => {
    const found = choose(clues[index] ?? []);
    return `${one.ids.join(" ")}: ${found ? `${found.who} (${found.evidence}: ${found.because})` : "nobody"}`;
  });
}

const attributed = (attributes: Record<string, string>) => [bot({ attributes })];

describe("the owner that is proposed is named by", () => {
  test.each([
    ["managedBy", "ana@example.com", "person:ana@example.com (owner: managedBy in crm)"],
    ["owner_email", "ANA@EXAMPLE.COM", "person:ana@example.com (owner: owner_email in crm)"],
    ["Owner", "4", "person:zoe (owner: Owner in crm)"],
    ["responsible", "nobody; li", "person:li@example.com (owner: responsible in crm)"],
    ["technicalContact", "group:dir/ops", "group:dir/ops (owner: technicalContact in crm)"],
    ["owner", "identity:dir/main/u1", "person:ana@example.com (owner: owner in crm)"],
    ["createdBy", "li", "person:li@example.com (creator: createdBy in crm)"],
    ["owner", "gone@example.com", "nobody"],
    ["owner", "group:dir/leavers", "nobody"],
    ["owner", "group:dir/empty", "nobody"],
    ["owner", "kim", "nobody"],
    ["owner", "somebody", "nobody"],
    ["ownership", "ana@example.com", "nobody"],
    ["displayName", "ana@example.com", "nobody"],
  ])("the attribute %s: %s", (name, value, expected) => {
    expect(proposed(attributed({ [name]: value }))).toEqual([`account:crm/main/bot: ${expected}`]);
  });

  test("the directory's record of it, and that of its key", () => {
    const svc = (more: Partial<RecordOf<"identity">>) => identity("dir", "svc", { kind: "service", ...more });
    const of = (more: Partial<RecordOf<"identity">>) => proposed([], [svc(more)]);
    expect(of({ owners: ["gone", "ops"] })).toEqual(["account:dir/main/svc: group:dir/ops (owner: owner in dir)"]);
    expect(of({ sponsors: ["identity:hr/main/2"] })).toEqual([
      "account:dir/main/svc: person:li@example.com (owner: sponsor in dir)",
    ]);
    expect(of({ managerId: "identity:dir/main/u1" })).toEqual([
      "account:dir/main/svc: person:ana@example.com (owner: manager in dir)",
    ]);
    expect(proposed([bot(), credential("crm", "k1", "account:crm/main/bot", { owners: ["li"] })])).toEqual([
      "account:crm/main/bot: person:li@example.com (owner: owner of credential:crm/main/k1)",
    ]);
  });

  test("the person whom its account is linked to", () => {
    const apps = [app("dir", ["hr"]), app("crm", ["dir", "hr"])];
    expect(proposed([bot({ employeeId: "2" })], [], { apps })).toEqual([
      "account:crm/main/bot: person:li@example.com (linked: its account in crm is linked to them)",
    ]);
  });

  test("the log: who created it, unless that failed, and who made its newest key", () => {
    const key = (name: string, more: Partial<RecordOf<"credential">> = {}) =>
      credential("crm", name, "account:crm/main/bot", more);
    const created = event("e1", { subject: "account:crm/main/bot", actor: "identity:hr/main/1" });
    expect(proposed([bot(), created])).toEqual([
      "account:crm/main/bot: person:ana@example.com (creator: created it in crm)",
    ]);
    expect(proposed([bot(), { ...created, result: "failure" }])).toEqual(["account:crm/main/bot: nobody"]);
    expect(proposed([bot(), { ...created, op: "enable" }])).toEqual(["account:crm/main/bot: nobody"]);
    const keys = [
      key("k1", { createdAt: "2025-01-01T00:00:00Z", rotatedAt: "2026-03-01T00:00:00Z", createdBy: "li" }),
      key("k2", { createdAt: "2026-02-01T00:00:00Z", createdBy: "ana" }),
    ];
    expect(proposed([bot(), ...keys])).toEqual([
      "account:crm/main/bot: person:li@example.com (key: made its newest key credential:crm/main/k1)",
    ]);
    const rotated = event("e2", {
      ...{ op: "update", subject: "credential:crm/main/k2", actor: "zoe", requestedAt: "2026-04-01T00:00:00Z" },
    });
    expect(proposed([bot(), ...keys, rotated])).toEqual([
      "account:crm/main/bot: person:zoe (key: made its newest key credential:crm/main/k2)",
    ]);
  });

  test("the owner of a group that is for it alone", () => {
    const alone = group("dir", "for-bot", { owners: ["li@example.com"] });
    const its = membership("dir", "for-bot", "account:crm/main/bot");
    expect(proposed([bot()], [alone, its])).toEqual([
      "account:crm/main/bot: person:li@example.com (group: owner of group:dir/main/for-bot, whose only member it is)",
    ]);
    const shared = [alone, its, membership("dir", "for-bot", "identity:dir/main/u1")];
    expect(proposed([bot()], shared)).toEqual(["account:crm/main/bot: nobody"]);
  });

  test("the application, where nothing else tells", () => {
    const place = { file: "access/apps/crm.yaml", line: 1, column: 8 };
    const owner = { kind: "person", text: "person:li@example.com", name: "li@example.com", place } as const;
    const apps = [app("dir", ["hr"]), app("crm", ["dir"], { owner })];
    expect(proposed([bot()], [], { apps })).toEqual([
      "account:crm/main/bot: person:li@example.com (application: owner of the application crm)",
    ]);
  });
});

describe("machines are found", () => {
  test("with all their accounts, but not those that are gone, declared or of people", () => {
    const crm = [
      bot({ kind: "agent" }),
      ...[account("crm", "dana"), account("crm", "old", { kind: "service", status: "deleted" })],
      ...[account("crm", "vendor", { kind: "system" }), account("crm", "what", { kind: "unknown" })],
      account("crm", "off", { kind: "workload", status: "disabled" }),
    ];
    expect(proposed(crm)).toEqual(["account:crm/main/bot: nobody", "account:crm/main/off: nobody"]);
  });

  test("once, whatever the registry covers", () => {
    const identities = [machine("svc", ["account:dir/main/svc"])];
    const svc = identity("dir", "svc", { kind: "service" });
    expect(proposed([], [svc])).toEqual(["account:dir/main/svc: nobody"]);
    expect(proposed([], [svc], { identities })).toEqual([]);
  });
});
