import * as z from "zod";
import { Severity } from "./severity.ts";

/*
 * Posture: figures about the estate as a whole, beside findings about single objects. A share says of how many, so that a
 * percentage of nothing is never a hundred; what cannot be told is counted apart and belongs to neither side.
 */

/** `count` of `of`; `unknown` more of which nothing tells on which side they are. */
export const Share = z.strictObject({ count: z.int(), of: z.int(), unknown: z.int() });
export type Share = z.infer<typeof Share>;

/** Shares of grants, as far as they are allowed and reach somebody, and of accounts. */
const shares = {
  /** Grants on objects that the provisioning channel reaches, and those of them that are privileged. */
  covered: Share,
  coveredPrivileged: Share,
  /** Grants of which Git, an approval or the system says by whose decision they are there. */
  traced: Share,
  /** Grants of somebody who is known, in an application whose owner is declared: those that a review can decide about. */
  reviewable: Share,
  /** Accounts that found their person or machine, and accounts whose status is known. */
  linked: Share,
  statusKnown: Share,
};
export const Shares = z.strictObject(shares);
export type Shares = z.infer<typeof Shares>;

/** One application. */
export const AppPosture = z.strictObject({ app: z.string(), ...shares });
export type AppPosture = z.infer<typeof AppPosture>;

/** How many stand in a list of those with the most. */
export const topLength = 5;

/** Somebody at the top of a list, with a number: grants, or seconds. */
export const Ranked = z.strictObject({ subject: z.string(), name: z.string().optional(), value: z.int() });
export type Ranked = z.infer<typeof Ranked>;

/** How long changes of one kind took to arrive in an application: seconds, by nearest rank. */
export const Arrivals = z.strictObject({
  app: z.string(),
  change: z.enum(["join", "move", "leave"]),
  /** Changes that succeeded and of which a log tells both ends. */
  measured: z.int(),
  p50: z.int(),
  p95: z.int(),
  longest: z.int(),
});
export type Arrivals = z.infer<typeof Arrivals>;

export const Posture = z.strictObject({
  people: z.int(),
  machines: z.int(),
  /** Subjects of which nothing tells whether they are people or machines. */
  unclassified: z.int(),
  apps: z.array(AppPosture),
  /** The same of all applications together. */
  all: Shares,
  /** Absent where no log tells of any change that arrived. */
  arrivals: z.array(Arrivals).optional(),
  /**
   * Leavers whose account in an application was ended: those of whom its channel did it by itself, of those of whom a log tells how.
   * Absent where there are none.
   */
  departures: z.array(z.strictObject({ app: z.string(), byItself: Share })).optional(),
  /** Grants for each subject that has any: the middle one, the most, and who has most. */
  fanOut: z.strictObject({ subjects: z.int(), median: z.int(), most: z.int(), top: z.array(Ranked) }),
  /** Those who hold something though they have gone, or on accounts that are off; grants as each has them. */
  stillHolding: z.strictObject({ subjects: z.int(), grants: z.int() }),
  /** Of the leavers that had keys, those of whom every key is revoked. */
  leaversRevoked: Share,
  /** For how long leavers could get in after they should not have: seconds. `atLeast`: some of it is a lower bound. */
  exposure: z.strictObject({ subjects: z.int(), seconds: z.int(), atLeast: z.boolean(), top: z.array(Ranked) }),
  /** Machines that somebody present answers for. */
  owned: Share,
  /** Whole percents; absent where there is nothing to judge by. */
  scores: z.strictObject({
    traceability: z.int().optional(),
    ownership: z.int().optional(),
    reviewability: z.int().optional(),
  }),
  /** Findings by the controls that their rules serve; one finding counts for each control of its rule. */
  controls: z.array(z.strictObject({ control: z.string(), findings: z.int(), gravest: Severity })),
  /** What was read and no rule reads: whole kinds (`fields` empty), and fields. */
  blindSpots: z.array(z.strictObject({ system: z.string(), kind: z.string(), fields: z.array(z.string()) })),
});
export type Posture = z.infer<typeof Posture>;

/** A figure that Rego tells of one document: a case that is met or is not, a span of time, or a number of grants. */
export const RawFigure = z.strictObject({
  figure: z.enum(["leaver-credentials", "exposure", "ownership", "departures", "still-holding"]),
  app: z.string(),
  met: z.boolean().optional(),
  seconds: z.number().optional(),
  atLeast: z.boolean().optional(),
  grants: z.int().optional(),
});
export type RawFigure = z.infer<typeof RawFigure>;
