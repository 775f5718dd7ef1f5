import { expect, test } from "vitest";
import { blindSpots } from "../../src/judge/blind-spots.ts";
import type { PlacedFigure } from "../../src/model/evaluation.ts";
import type { AppPosture, Share } from "../../src/model/posture.ts";
import { finding, judged, ruleOf } from "./judged.ts";

const share = (count: number, of: number, unknown = 0): Share => ({ count, of, unknown });
const none = share(0, 0);
const empty = { traced: none, reviewable: none, linked: share(1, 1), statusKnown: none };
const forge: AppPosture = {
  app: "forge",
  covered: share(6, 8),
  coveredPrivileged: share(0, 1),
  traced: share(1, 2, 1),
  reviewable: share(2, 2),
  linked: share(3, 4),
  statusKnown: none,
};
const wiki: AppPosture = { app: "wiki", ...{ covered: share(0, 2, 3), coveredPrivileged: share(0, 0, 1) }, ...empty };
const kinds = { people: 3, machines: 1, unclassified: 0 };
const on = (rule: ReturnType<typeof ruleOf>) => ({ rule, off: false, required: false });
const figure = (more: Partial<PlacedFigure>): PlacedFigure => ({
  ...{ figure: "ownership", app: "forge", subject: "nhi:ci" },
  ...more,
});

function postureOf(figures: readonly PlacedFigure[], findings: Parameters<typeof judged>[0]["findings"] = []) {
  const counted = {
    kinds,
    apps: [forge, wiki],
    arrivals: [{ app: "forge", change: "leave" as const, measured: 3, p50: 60, p95: 5400, longest: 5400 }],
    fans: new Map([
      [1, 2],
      [4, 1],
      [9, 1],
    ]),
    most: [{ subject: "nhi:ci", value: 9 }],
  };
  const rules = [
    on(ruleOf("leaver-grant-residual", { controls: ["AC-2", "PS-4"] })),
    on(ruleOf("nhi-no-owner", { controls: ["AC-2"], severity: "low" })),
  ];
  return judged({ figures, findings }, { counted }, rules).posture;
}

test("shares become scores, rounded down, and what is unknown counts as not met", () => {
  const owned = [
    figure({ met: true }),
    figure({ subject: "nhi:old", met: false }),
    figure({ subject: "nhi:x", met: false }),
  ];
  expect(postureOf(owned)).toMatchObject({
    ...kinds,
    owned: share(1, 3),
    scores: { traceability: 33, ownership: 33, reviewability: 100 },
    leaversRevoked: none,
  });
  expect(postureOf([])?.scores).toEqual({ traceability: 33, reviewability: 100 });
});

test("shares of all applications together add up, what is unknown apart; how long changes took stays as it was counted", () => {
  expect(postureOf([])?.all).toEqual({
    ...{ covered: share(6, 10, 3), coveredPrivileged: share(0, 1, 1), traced: share(1, 2, 1) },
    ...{ reviewable: share(2, 2), linked: share(4, 5), statusKnown: none },
  });
  expect(postureOf([])?.arrivals).toEqual([
    { app: "forge", change: "leave", measured: 3, p50: 60, p95: 5400, longest: 5400 },
  ]);
});

test("departures that a channel carried out by itself, by hand, and of which no log tells, by application", () => {
  const departure = (app: string, met?: boolean) =>
    figure({ figure: "departures", app, ...(met !== undefined && { met }) });
  const figures = [departure("wiki", true), departure("forge", true), departure("forge", false), departure("forge")];
  expect(postureOf(figures)?.departures).toEqual([
    { app: "forge", byItself: share(1, 2, 1) },
    { app: "wiki", byItself: share(1, 1) },
  ]);
  expect(postureOf([])).not.toHaveProperty("departures");
});

test("the middle of those who hold anything, and the most", () => {
  expect(postureOf([])?.fanOut).toEqual({ subjects: 4, median: 1, most: 9, top: [{ subject: "nhi:ci", value: 9 }] });
});

test("of five leavers one has a key that works", () => {
  const leavers = [true, true, true, true, false].map((met, index) =>
    figure({ figure: "leaver-credentials", subject: `identity:hr/main/${index}`, met }),
  );
  expect(postureOf(leavers)?.leaversRevoked).toEqual(share(4, 5));
});

test("exposure adds up, and says where it is a lower bound", () => {
  const of = (subject: string, seconds: number, atLeast: boolean) =>
    figure({ figure: "exposure", subject, seconds, atLeast });
  expect(postureOf([of("a", 60, false), of("b", 3600.9, false)])?.exposure).toEqual({
    ...{ subjects: 2, seconds: 3660, atLeast: false },
    top: [
      { subject: "b", value: 3600 },
      { subject: "a", value: 60 },
    ],
  });
  expect(postureOf([of("a", 60, false), of("b", 1, true)])?.exposure.atLeast).toBe(true);
});

test("whoever still holds something in two applications is one", () => {
  const held = (subject: string, app: string, grants: number) =>
    figure({ figure: "still-holding", subject, app, grants });
  const figures = [held("a", "forge", 2), held("a", "wiki", 1), held("b", "forge", 4)];
  expect(postureOf(figures)?.stillHolding).toEqual({ subjects: 2, grants: 7 });
  expect(postureOf([])?.stillHolding).toEqual({ subjects: 0, grants: 0 });
});

test("each finding counts for each control", () => {
  const held = (grant: string) => finding("leaver-grant-residual", { id: grant, grant, severity: "medium" });
  const posture = postureOf([], [held("grant:forge/main/g1"), held("grant:forge/main/g2"), finding("nhi-no-owner")]);
  expect(posture?.controls).toEqual([
    { control: "AC-2", findings: 3, gravest: "medium" },
    { control: "PS-4", findings: 2, gravest: "medium" },
  ]);
});

test("a part of a field is read by whoever reads the field, and by nobody who reads another part", () => {
  const whole = ruleOf("r", { needs: [{ kind: "account", of: "app", fields: ["mfa"] }] });
  const fact = { kind: "account" as const, of: "app" as const, fields: ["mfa.phishingResistant"], values: {} };
  const part = ruleOf("p", { rests_on: [{ reasons: ["disabled"], facts: [fact] }] });
  const unread = (fields: readonly string[], rule: typeof whole) =>
    blindSpots([{ system: "forge", kind: "account", fields }], [rule]).flatMap((spot) => spot.fields);
  const read = ["mfa.enrolled", "mfa.phishingResistant", "mfaBypass"];
  expect(unread(read, whole)).toEqual(["mfaBypass"]);
  expect(unread(read, part)).toEqual(["mfa.enrolled", "mfaBypass"]);
  expect(unread(["mfa"], part)).toEqual([]);
});

test("a kind that no rule reads is a blind spot as a whole, a field by its name", () => {
  const rule = ruleOf("r", { needs: [{ kind: "account", of: "app", fields: ["mfa"] }] });
  const read = [
    { system: "forge", kind: "account", fields: ["attributes.team", "loginMethods", "mfa", "status"] },
    { system: "forge", kind: "tenant", fields: ["kind"] },
  ] as const;
  expect(blindSpots(read, [rule])).toEqual([
    { system: "forge", kind: "account", fields: ["loginMethods"] },
    { system: "forge", kind: "tenant", fields: [] },
  ]);
});
