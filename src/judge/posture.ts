import { byCodeUnit } from "../canonical.ts";
import type { PlacedFigure } from "../model/evaluation.ts";
import {
  type AppPosture,
  type Arrivals,
  type Posture,
  type Ranked,
  type Share,
  type Shares,
  topLength,
} from "../model/posture.ts";
import type { Finding, ReportSource } from "../model/report.ts";
import type { Rule } from "../model/rule.ts";
import { compareSeverity, type Severity } from "../model/severity.ts";
import { blindSpots, type FieldsRead } from "./blind-spots.ts";

/** What was counted while documents were made. */
export interface CountedFigures {
  readonly kinds: Pick<Posture, "people" | "machines" | "unclassified">;
  readonly apps: AppPosture[];
  readonly arrivals: readonly Arrivals[];
  readonly fans: ReadonlyMap<number, number>;
  readonly most: readonly { readonly subject: string; readonly value: number }[];
}

/** What the posture is made from. */
export interface PostureGround {
  readonly counted: CountedFigures;
  readonly figures: readonly PlacedFigure[];
  readonly findings: readonly Finding[];
  readonly rules: readonly Rule[];
  readonly sources: readonly ReportSource[];
  readonly fieldsRead: FieldsRead;
  readonly nameOf: (subject: string) => string | undefined;
}

/** Figures of the whole estate. */
export function makePosture(ground: PostureGround): Posture {
  const { counted, figures, nameOf } = ground;
  const owned = shareOf(figures, "ownership");
  const named = ({ subject, value }: { subject: string; value: number }): Ranked => {
    const name = nameOf(subject);
    return { subject, ...(name !== undefined && { name }), value };
  };
  const exposed = figures
    .filter(({ figure }) => figure === "exposure")
    .map(({ subject, seconds = 0, atLeast }) => ({ subject, value: Math.floor(seconds), atLeast: atLeast === true }))
    .sort((a, b) => b.value - a.value || byCodeUnit(a.subject, b.subject));
  const held = figures.filter(({ figure }) => figure === "still-holding");
  return {
    ...counted.kinds,
    apps: counted.apps,
    all: sharesOf(counted.apps),
    ...(counted.arrivals.length > 0 && { arrivals: [...counted.arrivals] }),
    ...departuresOf(figures),
    fanOut: { ...fanOut(counted.fans), top: counted.most.map(named) },
    stillHolding: {
      subjects: new Set(held.map(({ subject }) => subject)).size,
      grants: held.reduce((sum, { grants = 0 }) => sum + grants, 0),
    },
    leaversRevoked: shareOf(figures, "leaver-credentials"),
    exposure: {
      subjects: exposed.length,
      seconds: exposed.reduce((sum, { value }) => sum + value, 0),
      atLeast: exposed.some(({ atLeast }) => atLeast),
      top: exposed.slice(0, topLength).map(named),
    },
    owned,
    scores: {
      ...score("traceability", sum(counted.apps.map(({ traced }) => traced))),
      ...score("ownership", owned),
      ...score("reviewability", sum(counted.apps.map(({ reviewable }) => reviewable))),
    },
    controls: byControl(ground),
    blindSpots: blindSpots(ground.fieldsRead, ground.rules),
  };
}

function shareOf(figures: readonly PlacedFigure[], name: PlacedFigure["figure"]): Share {
  const own = figures.filter(({ figure, met }) => figure === name && met !== undefined);
  return { count: own.filter(({ met }) => met).length, of: own.length, unknown: 0 };
}

function sharesOf(apps: readonly AppPosture[]): Shares {
  const of = (name: keyof Shares) => sum(apps.map((app) => app[name]));
  return {
    ...{ covered: of("covered"), coveredPrivileged: of("coveredPrivileged"), traced: of("traced") },
    ...{ reviewable: of("reviewable"), linked: of("linked"), statusKnown: of("statusKnown") },
  };
}

/** By application; a case that is met on neither side is one of which no log tells. */
function departuresOf(figures: readonly PlacedFigure[]): Pick<Posture, "departures"> {
  const own = figures.filter(({ figure }) => figure === "departures");
  const apps = [...new Set(own.map(({ app }) => app))].sort(byCodeUnit);
  const departures = apps.map((app) => {
    const cases = own.filter((one) => one.app === app);
    const share = shareOf(cases, "departures");
    return { app, byItself: { ...share, unknown: cases.length - share.of } };
  });
  return departures.length > 0 ? { departures } : {};
}

function sum(shares: readonly Share[]): Share {
  return shares.reduce(
    (all, { count, of, unknown }) => ({
      count: all.count + count,
      of: all.of + of,
      unknown: all.unknown + unknown,
    }),
    { count: 0, of: 0, unknown: 0 },
  );
}

/** Rounded down: nothing but everything is a hundred. What is unknown counts as not met, because nobody can show it. */
function score(name: string, { count, of, unknown }: Share): Record<string, number> {
  const all = of + unknown;
  return all === 0 ? {} : { [name]: Math.floor((count * 100) / all) };
}

function fanOut(fans: ReadonlyMap<number, number>): Pick<Posture["fanOut"], "subjects" | "median" | "most"> {
  const sorted = [...fans].sort(([a], [b]) => a - b);
  const subjects = sorted.reduce((all, [, count]) => all + count, 0);
  return { subjects, median: middleOf(sorted, subjects), most: sorted.at(-1)?.[0] ?? 0 };
}

/** The least number of grants that half of the subjects do not exceed. */
function middleOf(sorted: readonly (readonly [number, number])[], subjects: number): number {
  let below = 0;
  for (const [grants, count] of sorted) {
    below += count;
    if (below * 2 >= subjects) return grants;
  }
  return 0;
}

function byControl({ findings, rules }: PostureGround): Posture["controls"] {
  const controls = new Map<string, { findings: number; gravest: Severity }>();
  const served = new Map(rules.map((rule) => [rule.id, rule.controls]));
  for (const { rule, severity } of findings) {
    for (const control of served.get(rule) ?? []) {
      const known = controls.get(control) ?? { findings: 0, gravest: severity };
      known.findings += 1;
      if (compareSeverity(severity, known.gravest) > 0) known.gravest = severity;
      controls.set(control, known);
    }
  }
  return [...controls].sort(([a], [b]) => byCodeUnit(a, b)).map(([control, counts]) => ({ control, ...counts }));
}
