import { describe, expect, test } from "vitest";
import * as z from "zod";
import { arrivalsOf } from "../../src/assemble/arrivals.ts";
import { findBlindness } from "../../src/assemble/blindness.ts";
import { assemble } from "../../src/assemble/index.ts";
import { nearestRank } from "../../src/assemble/provisioning/lag.ts";
import { correlate } from "../../src/correlate/index.ts";
import { ruleOf } from "../judge/judged.ts";
import { declaredApp, estateOf, observedAt, observedSystem } from "./small-estate.ts";

const now = "2026-03-02T08:00:00Z";

const directoryWhere = (statusChangedAt: string) =>
  observedSystem("okta", "directory", {
    identity: [
      {
        ...{ id: "identity:okta/main/u1", kind: "human", status: "disabled", rawStatus: "off", userName: "ana" },
        statusChangedAt,
      },
      { id: "identity:okta/main/u2", kind: "human", status: "active", rawStatus: "on", userName: "sam" },
    ],
  });
const directory = directoryWhere("2026-03-01T09:00:00Z");
const crm = observedSystem("crm", "application", {
  account: [
    { id: "account:crm/main/a1", app: "crm", status: "active", rawStatus: "on", kind: "human", userName: "ana" },
    { id: "account:crm/main/a2", app: "crm", status: "active", rawStatus: "on", kind: "human", userName: "sam" },
  ],
  entitlement: [{ id: "entitlement:crm/main/e1", app: "crm", kind: "role", name: "editor" }],
  grant: [
    {
      id: "grant:crm/main/g1",
      principal: "account:crm/main/a2",
      principalType: "account",
      entitlement: "entitlement:crm/main/e1",
      effect: "allow",
    },
  ],
});
const channel = {
  id: "channel:prov/main/crm",
  app: "crm",
  source: "okta",
  mode: "scim",
  jobState: "ok",
  retention: "P7D",
};

function event(id: string, more: object = {}): object {
  const base = { op: "create", result: "success", requestedAt: "2026-03-01T08:00:00Z", channel: channel.id };
  return { id: `event:prov/main/${id}`, subject: "account:crm/main/a1", ...base, ...more };
}

function documentsOf(events: readonly object[], channels: readonly object[] = [channel], people = directory) {
  const kinds = { ...(channels.length > 0 && { channel: channels }), event: events };
  const log = observedSystem("prov", "event-log", kinds);
  const estate = estateOf([people, crm, log], [declaredApp("crm", ["okta"])]);
  const documents = new Map<string, Record<string, unknown>>();
  for (const batch of assemble(estate, correlate(estate, now), { now, faults: [] }).batches)
    batch.ids.forEach((id, index) => {
      const bytes = new Uint8Array(
        batch.bytes,
        batch.ends[index - 1] ?? 0,
        (batch.ends[index] ?? 0) - (batch.ends[index - 1] ?? 0),
      );
      documents.set(id, JSON.parse(Buffer.from(bytes).toString("utf8")));
    });
  return { documents, faults: estate.faults };
}

const channelOf = (events: readonly object[], channels?: readonly object[], people = directory) =>
  documentsOf(events, channels, people).documents.get(channel.id);
const eventsOf = (events: readonly object[], id?: string) =>
  z
    .object({ events: z.object({ count: z.int(), newest: z.array(z.looseObject({ id: z.string() })) }) })
    .parse(ofSubject(events, id)).events;
const ofSubject = (events: readonly object[], id = "identity:okta/main/u1") => documentsOf(events).documents.get(id);

test("how long joins, moves and leaves took to arrive, by application: half of them, 95 %, and the slowest", () => {
  const took = (id: string, op: string, minutes: number, more: object = {}) =>
    event(id, { op, ackedAt: `2026-03-01T08:${String(minutes).padStart(2, "0")}:00Z`, ...more });
  const events = [
    ...[took("e1", "create", 1), took("e2", "enable", 3), took("e3", "create", 2)],
    ...[took("e4", "disable", 10), took("e5", "delete", 50)],
    ...[took("e6", "member-add", 4), took("e7", "update", 5, { result: "failure" }), event("e8", { op: "revoke" })],
  ];
  const log = observedSystem("prov", "event-log", { channel: [channel], event: events });
  const estate = estateOf([directory, crm, log], [declaredApp("crm", ["okta"])]);
  expect(arrivalsOf(estate)).toEqual([
    { app: "crm", change: "join", measured: 3, p50: 120, p95: 180, longest: 180 },
    { app: "crm", change: "leave", measured: 2, p50: 600, p95: 3000, longest: 3000 },
    { app: "crm", change: "move", measured: 1, p50: 240, p95: 240, longest: 240 },
  ]);
});

describe("the document of a channel", () => {
  test("holds its record, what its log shows, and what waits", () => {
    const late = { ackedAt: "2026-03-01T08:00:30Z", seq: "7", actor: "svc" };
    expect(
      channelOf([event("e1", late), event("e2", { result: "pending", seq: "9", requestedAt: "2026-03-01T08:30:00Z" })]),
    ).toEqual({
      ...{
        id: channel.id,
        scope: "channel",
        system: "prov",
        app: "crm",
        tier: 2,
        record: channel,
        observedAt,
        accounts: 2,
      },
      read: {
        channel: ["app", "id", "jobState", "mode", "retention", "source"],
        event: ["ackedAt", "actor", "channel", "id", "op", "requestedAt", "result", "seq", "subject"],
      },
      events: {
        ...{ count: 2, results: { pending: 1, success: 1 }, whole: true },
        ...{ first: "2026-03-01T08:00:00Z", last: "2026-03-01T08:30:00Z", lastSuccess: "2026-03-01T08:00:00Z" },
      },
      ops: [
        {
          ...{ op: "create", count: 2, results: { pending: 1, success: 1 } },
          lag: { measured: 1, p50: 30, p95: 30, longest: 30 },
          slowest: [
            {
              ...{ event: "event:prov/main/e1", about: "account:crm/main/a1", seconds: 30 },
              ...{ requestedAt: "2026-03-01T08:00:00Z", ackedAt: "2026-03-01T08:00:30Z" },
            },
          ],
          pending: [{ event: "event:prov/main/e2", about: "account:crm/main/a1", requestedAt: "2026-03-01T08:30:00Z" }],
          lacking: [
            { field: "actor", count: 1, event: "event:prov/main/e2", about: "account:crm/main/a1" },
            { field: "approval", count: 2, event: "event:prov/main/e2", about: "account:crm/main/a1" },
            { field: "request", count: 2, event: "event:prov/main/e2", about: "account:crm/main/a1" },
            { field: "response", count: 1, event: "event:prov/main/e1", about: "account:crm/main/a1" },
          ],
        },
      ],
      sequence: { numbered: 2, steps: 0, missing: 1, gaps: [{ after: "7", before: "9", missing: 1 }] },
      waiting: { since: "2026-03-01T09:00:00Z", about: "identity:okta/main/u1", changes: 1 },
      retentionSeconds: 604_800,
    });
  });

  test("has nothing waiting of the day on which it was last heard of, where the directory tells days alone", () => {
    const waiting = (statusChangedAt: string) =>
      channelOf([event("e1")], [channel], directoryWhere(statusChangedAt))?.waiting;
    expect(waiting("2026-03-01T23:59:59Z")).toBeUndefined();
    expect(waiting("2026-03-01T22:59:59Z")).toMatchObject({ since: "2026-03-01T22:59:59Z", changes: 1 });
    expect(waiting("2026-03-02T23:59:59Z")).toMatchObject({ since: "2026-03-02T00:00:00Z", changes: 1 });
  });

  test("is there without a record, in the application whose accounts its events change", () => {
    expect(channelOf([event("e1")], [])).toMatchObject({ id: channel.id, system: "prov", app: "crm" });
    expect(channelOf([event("e1")], [])).not.toHaveProperty("record");
  });

  test("is counted where it is told of, where nobody knows its application", () => {
    const elsewhere = { ...channel, app: "Customer Desk" };
    expect(channelOf([], [elsewhere])).toMatchObject({ app: "prov", events: { count: 0, results: {} }, ops: [] });
  });

  test("asks for no evidence of what was there before the job", () => {
    const started = { ...channel, startedAt: "2026-03-01T08:00:01Z" };
    expect(channelOf([event("e1")], [started])).toMatchObject({ ops: [{ lacking: [] }] });
  });
});

describe("what a subject's document tells of events", () => {
  test("the newest first, with the application and the channel", () => {
    const events = [
      event("e1"),
      event("e2", { op: "disable", requestedAt: "2026-03-01T09:00:00Z", ackedAt: "2026-03-01T09:01:00Z" }),
    ];
    const common = { result: "success", about: "account:crm/main/a1", app: "crm", channel: channel.id, system: "prov" };
    expect(ofSubject(events)).toMatchObject({
      events: {
        count: 2,
        newest: [
          {
            id: "event:prov/main/e2",
            op: "disable",
            requestedAt: "2026-03-01T09:00:00Z",
            ackedAt: "2026-03-01T09:01:00Z",
            ...common,
          },
          { id: "event:prov/main/e1", op: "create", requestedAt: "2026-03-01T08:00:00Z", ...common },
        ],
      },
      provisioned: [{ app: "crm", channel: channel.id, system: "prov", since: "2026-03-01T08:00:00Z" }],
    });
    expect(ofSubject(events, "identity:okta/main/u2")).not.toHaveProperty("events");
  });

  test("of many the newest, and of each sort the newest", () => {
    const updates = Array.from({ length: 60 }, (_, index) =>
      event(`u${index}`, { op: "update", requestedAt: `2026-03-01T10:${String(index).padStart(2, "0")}:00Z` }),
    );
    const { count, newest } = eventsOf([event("old", { op: "disable" }), ...updates]);
    expect([count, newest.length]).toEqual([61, 21]);
    expect([newest[0]?.id, newest.at(-1)?.id]).toEqual(["event:prov/main/u59", "event:prov/main/old"]);
  });

  test("an event about a grant, or about whoever has the account, is the subject's", () => {
    const events = [
      event("e1", { op: "revoke", subject: "grant:crm/main/g1" }),
      event("e2", { subject: "identity:okta/main/u2", requestedAt: "2026-03-01T08:00:01Z" }),
      event("e3", { subject: "account:crm/main/nobody" }),
    ];
    const { newest } = eventsOf(events, "identity:okta/main/u2");
    expect(newest.map(({ id }) => id)).toEqual(["event:prov/main/e2", "event:prov/main/e1"]);
  });

  test("who approved is found by login or id, and whoever has several namesakes is not", () => {
    const named = { op: "update", approver: "SAM", requestedBy: "identity:okta/main/u1", actor: "svc" };
    expect(ofSubject([event("e1", named)])).toMatchObject({
      events: {
        newest: [
          {
            approver: { ref: "SAM", subject: "identity:okta/main/u2", records: [{ system: "okta", status: "active" }] },
            requester: { ref: "identity:okta/main/u1", subject: "identity:okta/main/u1" },
            actor: { ref: "svc" },
          },
        ],
      },
    });
    const [only] = eventsOf([event("e1", { actor: "svc" })]).newest;
    expect(only).not.toHaveProperty("actor");
  });
});

test("a line that is no event is a fault once, and the rest is read", () => {
  const { faults } = documentsOf([event("e1"), { id: "event:prov/main/e2" }]);
  expect(faults.filter(({ system }) => system === "prov")).toMatchObject([
    { fault: { reason: "invalid", kind: "event" } },
  ]);
});

test.each([
  [[15, 20, 35, 40, 50], 5, 15],
  [[15, 20, 35, 40, 50], 30, 20],
  [[15, 20, 35, 40, 50], 40, 20],
  [[15, 20, 35, 40, 50], 50, 35],
  [[15, 20, 35, 40, 50], 100, 50],
  [[7], 95, 7],
])("nearest rank of %j at %i is %i", (values, percent, expected) => {
  expect(nearestRank(values, percent)).toBe(expected);
});

test("what a log does not tell is missing in the application whose channel it is, and not in the log", () => {
  const places = (channels: readonly object[]) => {
    const log = observedSystem("prov", "event-log", { channel: channels, event: [event("e1")] });
    const estate = estateOf([directory, crm, log], [declaredApp("crm", ["okta"])]);
    const rule = ruleOf("r", { examines: "channel", needs: [{ provisioning: ["channel.lastReconcile"] }] });
    return Object.keys(findBlindness([rule], estate, correlate(estate, now)).r ?? {});
  };
  expect(places([channel])).toEqual(["crm"]);
  // Where nobody knows its application it is counted in its log.
  expect(places([{ ...channel, app: "Customer Desk" }])).toEqual(["prov"]);
});
