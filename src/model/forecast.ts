import * as z from "zod";
import { Finding, Notice, Obstacle } from "./report.ts";
import { Severity } from "./severity.ts";
import { CalendarDate, Instant } from "./time.ts";

/** What time alone does to a finding. */
export const Turn = z.enum([
  /** It is not there today. */
  "appears",
  /** It is there, and what lets it stand ends. */
  "reopens",
  "graver",
  "milder",
  /** The access it is about ends by itself. */
  "ends",
]);
export type Turn = z.infer<typeof Turn>;

/** A finding that changes on a day, as it is from then on; one that ends, as it was. */
export const ForecastEvent = z.strictObject({
  on: CalendarDate,
  turn: Turn,
  /** Whether it makes a check fail from that day on. */
  gates: z.boolean(),
  was: Severity.optional(),
  finding: Finding,
});
export type ForecastEvent = z.infer<typeof ForecastEvent>;

/** Something decided or observed whose end has a date. */
export const Ending = z.strictObject({
  /** The last second at which it holds. */
  ends: Instant,
  what: z.string(),
  object: z.string(),
  app: z.string().optional(),
  /** Where a file declares it. */
  place: z.strictObject({ file: z.string(), line: z.int() }).optional(),
});
export type Ending = z.infer<typeof Ending>;

/** What the days to come bring when nothing changes but time. */
export const Forecast = z.strictObject({
  version: z.literal(1),
  tool: z.strictObject({ name: z.literal("entitlint"), version: z.string() }),
  asOf: Instant,
  until: CalendarDate,
  exitCode: z.int(),
  obstacles: z.array(Obstacle),
  notices: z.array(Notice),
  events: z.array(ForecastEvent),
  declared: z.array(Ending),
  observed: z.array(Ending),
});
export type Forecast = z.infer<typeof Forecast>;
