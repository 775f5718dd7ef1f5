import * as z from "zod";
import { Compared, Impact } from "./compared.ts";
import { DeclaredAt } from "./document.ts";
import type { Since } from "./finding.ts";
import { Completeness, Digest, SourceRole } from "./manifest.ts";
import { Posture } from "./posture.ts";
import { SourceQuality } from "./quality.ts";
import { Examined } from "./rule.ts";
import { Severity } from "./severity.ts";
import { CalendarDate, Instant } from "./time.ts";

/**
 * Where in the repository a finding can be looked at: the line that declares what it is about, or its record's line in
 * the snapshot; for what has no line of its own the manifest, and the config where there is no snapshot. The path starts
 * at the root of the repository, so that platforms find it.
 */
export const ReportPlace = z.strictObject({
  file: z.string(),
  line: z.int(),
  what: z.enum(["declaration", "withdrawn", "record", "snapshot-file", "manifest", "config"]),
});
export type ReportPlace = z.infer<typeof ReportPlace>;

/** What a comparison with an earlier report says of a finding; absent where nothing was compared. */
export const Change = z.enum(["introduced", "changed", "fallen-due", "pre-existing", "fixed"]);
export type Change = z.infer<typeof Change>;

/** The decision that lets a finding stand: it is told, and fails nothing. */
export const AppliedWaiver = z.strictObject({
  id: z.string(),
  reason: z.string(),
  owner: z.string(),
  /** The last day it holds, in UTC. */
  until: CalendarDate,
});
export type AppliedWaiver = z.infer<typeof AppliedWaiver>;

/**
 * An entry of the baseline that knows a finding. While it is `open` the finding is a debt, told and counted, and fails
 * nothing; `overdue`: its last day has passed; `graver`: the finding is graver than the one that was known.
 */
export const AppliedBaseline = z.strictObject({
  owner: z.string(),
  /** The last day on which it is known and not new, in UTC. */
  until: CalendarDate,
  state: z.enum(["open", "overdue", "graver"]),
});
export type AppliedBaseline = z.infer<typeof AppliedBaseline>;

/**
 * Why a finding is not of its rule's own severity: the first step starts at that one, each next where the one before ended, and
 * the last ends at the finding's. `by` is who took it: the rule, the config, which replaces what the rule and the time have done, a
 * cause that is graver than what it explains, or the time that the finding or its cause has lasted.
 */
export const SeverityStep = z.strictObject({
  from: Severity,
  to: Severity,
  by: z.enum(["rule", "time", "config", "cause"]),
  why: z.string(),
});
export type SeverityStep = z.infer<typeof SeverityStep>;

/** What explains an umbrella finding: another rule's finding about the same access. */
export const Cause = z.strictObject({ rule: z.string(), reason: z.string(), msg: z.string(), severity: Severity });
export type Cause = z.infer<typeof Cause>;

/** One violation. The fingerprint stays the same as long as it is the same violation, whatever its text or severity. */
export const Finding = z.strictObject({
  fingerprint: Digest,
  rule: z.string(),
  title: z.string(),
  severity: Severity,
  /** Absent where the severity is the rule's own, and nothing changed it. */
  steps: z.array(SeverityStep).optional(),
  reason: z.string(),
  msg: z.string(),
  /** The object it is about: an account, a grant, a machine, a file. */
  object: z.string(),
  /** The person or machine whose document it was found in. */
  subject: z.string(),
  /** What people call the subject: its display name, login or address. */
  name: z.string().optional(),
  app: z.string(),
  identity: z.string().optional(),
  account: z.string().optional(),
  grant: z.string().optional(),
  credential: z.string().optional(),
  declared: DeclaredAt.optional(),
  place: ReportPlace,
  change: Change.optional(),
  /** What the base has in its place, where it is changed. */
  before: z.strictObject({ severity: Severity, reason: z.string() }).optional(),
  /** Set where only a new snapshot brought it to light: it was there already, and fails nothing. */
  observedDrift: z.literal(true).optional(),
  waiver: AppliedWaiver.optional(),
  baseline: AppliedBaseline.optional(),
  /** What somebody wants to be known of it; decides nothing. */
  note: z.string().optional(),
  causes: z.array(Cause),
});
export type Finding = z.infer<typeof Finding>;

/** A finding with since when it has been so, which is asked for a report over a span of time alone. */
export type DatedFinding = Finding & { readonly since?: Since };

/**
 * A case that a rule could not decide for want of data. It is no violation and no pass. Cases that one cause keeps
 * undecided in a whole application stand together: `count` is their number, and object and subject are the application.
 */
export const Unknown = Finding.omit({
  fingerprint: true,
  severity: true,
  steps: true,
  change: true,
  before: true,
  observedDrift: true,
  waiver: true,
  baseline: true,
  note: true,
  causes: true,
}).extend({
  count: z.int().optional(),
});
export type Unknown = z.infer<typeof Unknown>;

/** A rule in one application: the denominators. `violating` and `unknown` are parts of `examined`, none of both. */
export const RuleCount = z.strictObject({
  rule: z.string(),
  app: z.string(),
  examines: Examined,
  examined: z.int(),
  violating: z.int(),
  /** Of the violating, those shown as the cause of an umbrella finding. */
  asCause: z.int(),
  unknown: z.int(),
});
export type RuleCount = z.infer<typeof RuleCount>;

/** A rule that could not be judged for an application, as a whole or for some of its reasons, and why. */
export const NotEvaluable = z.strictObject({
  rule: z.string(),
  app: z.string(),
  code: z.string(),
  text: z.string(),
  /** The reasons that could not be given there, where the rule could give others. */
  reasons: z.array(z.string()).min(1).optional(),
  /** Whether the config demands this rule: then the run cannot be green, unless it could be judged in part. */
  required: z.boolean(),
});
export type NotEvaluable = z.infer<typeof NotEvaluable>;

/** Something to know before reading findings: correlation not set up, most of an application violating one rule. */
export const Notice = z.strictObject({
  code: z.string(),
  app: z.string().optional(),
  rule: z.string().optional(),
  text: z.string(),
});
export type Notice = z.infer<typeof Notice>;

/** A reason why the run could not judge, which makes its exit code 2. */
export const Obstacle = z.strictObject({
  code: z.string(),
  text: z.string(),
  source: z.string().optional(),
  rule: z.string().optional(),
});
export type Obstacle = z.infer<typeof Obstacle>;

/**
 * A waiver as it was judged: `live` and `soon` waive; `unused` and `idle` would, and of the one nothing is left for sure;
 * `expired`, `invalid` and `undecided` waive nothing.
 * `findings` is how many it is about; `notes` are what the rules say of it.
 */
export const ReportWaiver = z.strictObject({
  id: z.string(),
  state: z.enum(["live", "soon", "idle", "unused", "expired", "invalid", "undecided"]),
  rule: z.string(),
  object: z.string(),
  kind: z.enum(["accepted-risk", "false-positive"]),
  owner: z.string(),
  approver: z.string(),
  reason: z.string(),
  control: z.string().optional(),
  ticket: z.string().optional(),
  created: CalendarDate,
  until: CalendarDate,
  findings: z.int(),
  notes: z.array(z.string()),
  declared: DeclaredAt.optional(),
});
export type ReportWaiver = z.infer<typeof ReportWaiver>;

/** Why nobody can say of so many entries whether their finding is gone. */
export const AbsenceDoubt = z.strictObject({ count: z.int(), text: z.string() });
export type AbsenceDoubt = z.infer<typeof AbsenceDoubt>;

/** The baseline as a whole. `stale` are entries whose finding is gone; `unproven` those of which nobody can say so, for `doubts`. */
export const ReportBaseline = z.strictObject({
  entries: z.int(),
  unproven: z.int(),
  /** The commonest first; absent where there are none. */
  doubts: z.array(AbsenceDoubt).optional(),
  stale: z.array(z.strictObject({ fingerprint: Digest, title: z.string(), owner: z.string(), until: CalendarDate })),
});
export type ReportBaseline = z.infer<typeof ReportBaseline>;

/** The notes as a whole. `stale` are those whose finding is gone; `unproven` those of which nobody can say so, for `doubts`. */
export const ReportNotes = z.strictObject({
  entries: z.int(),
  unproven: z.int(),
  /** The commonest first; absent where there are none. */
  doubts: z.array(AbsenceDoubt).optional(),
  stale: z.array(z.strictObject({ fingerprint: Digest, note: z.string() })),
});
export type ReportNotes = z.infer<typeof ReportNotes>;

export const ReportSource = z.strictObject({
  system: z.string(),
  role: SourceRole,
  required: z.boolean(),
  declares: z.boolean(),
  kinds: z.array(
    z.strictObject({
      kind: z.string(),
      observedAt: Instant,
      completeness: Completeness,
      count: z.int(),
      freshness: z.enum(["fresh", "stale", "future"]).optional(),
    }),
  ),
});
export type ReportSource = z.infer<typeof ReportSource>;

/** What one check found: the input of every reporter. Everything in it is sorted; the same input gives the same bytes. */
export const Report = z.strictObject({
  version: z.literal(1),
  tool: z.strictObject({ name: z.literal("entitlint"), version: z.string() }),
  /** The instant judged at. */
  asOf: Instant,
  gate: z.strictObject({ failOn: Severity }),
  exitCode: z.int(),
  /** Each absent where there was nothing to digest, as in the report of a run that failed before it had read it. */
  digests: z.strictObject({
    snapshot: Digest.optional(),
    policies: Digest.optional(),
    access: Digest.optional(),
    config: Digest.optional(),
  }),
  /** The run's own files, as paths from the root of the repository: where to look for what concerns it as a whole. */
  files: z.strictObject({ config: z.string(), manifest: z.string().optional() }),
  population: z.strictObject({
    subjects: z.int(),
    machines: z.int(),
    accounts: z.int(),
    grants: z.int(),
    credentials: z.int(),
    documents: z.int(),
  }),
  /** With what this was compared; absent where nothing was. */
  compared: Compared.optional(),
  /** What the settings of a pull request would change, which its own check does not go by. */
  impact: Impact.optional(),
  sources: z.array(ReportSource),
  obstacles: z.array(Obstacle),
  notices: z.array(Notice),
  findings: z.array(Finding),
  unknowns: z.array(Unknown),
  rules: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      description: z.string(),
      severity: Severity,
      remediation: z.string(),
      controls: z.array(z.string()),
      off: z.literal(true).optional(),
    }),
  ),
  /** Absent where there are none. */
  waivers: z.array(ReportWaiver).optional(),
  baseline: ReportBaseline.optional(),
  /** Absent where there are none. */
  notes: ReportNotes.optional(),
  counts: z.array(RuleCount),
  notEvaluable: z.array(NotEvaluable),
  /** Of the records that were read, by source and kind; absent where there are none. */
  quality: z.array(SourceQuality).optional(),
  /** Absent in the report of a run that failed before it had judged, and in one of some rules alone. */
  posture: Posture.optional(),
});
export type Report = z.infer<typeof Report>;
