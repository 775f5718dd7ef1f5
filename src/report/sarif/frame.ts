import type { Report } from "../../model/report.ts";
import { exitMeaning, isJudged, troublesOf } from "../verdict.ts";
import { sarifText } from "./texts.ts";

const schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** The longest text of a notification. */
const longest = 4_000;

/** Something that a reader of the results has to know of the run itself. */
export interface Notification {
  readonly level: "note" | "warning" | "error";
  readonly code: string;
  readonly text: string;
  /** The rule it is about. */
  readonly rule?: string | undefined;
}

/** What the profiles of SARIF differ in. */
export interface Profile {
  readonly rules: readonly object[];
  /** Which of the rules have these ids, so that notifications can refer to them. */
  readonly indexOf: (rule: string) => number | undefined;
  readonly notifications: readonly Notification[];
  readonly driver?: object;
  readonly run?: object;
}

/** All of a log but its results. `executionSuccessful` is false, and a notification an error, wherever nothing was judged. */
export function logFrame(report: Report, profile: Profile): { readonly head: object; readonly run: object } {
  const troubles = troublesOf(report).map(({ code, text, rule }) => ({ level: "error" as const, code, text, rule }));
  const { name, version } = report.tool;
  const driver = { name, version, semanticVersion: version, ...profile.driver, rules: profile.rules };
  const invocation = {
    executionSuccessful: isJudged(report),
    exitCode: report.exitCode,
    exitCodeDescription: exitMeaning(report),
    toolExecutionNotifications: [...troubles, ...profile.notifications].map((entry) => notice(entry, profile)),
  };
  return {
    head: { $schema: schema, version: "2.1.0" },
    run: {
      tool: { driver },
      invocations: [invocation],
      columnKind: "utf16CodeUnits",
      ...profile.run,
      properties: {
        asOf: report.asOf,
        failOn: report.gate.failOn,
        digests: report.digests,
        population: report.population,
      },
    },
  };
}

function notice({ level, code, text, rule }: Notification, { indexOf }: Profile) {
  const index = rule === undefined ? undefined : indexOf(rule);
  return {
    descriptor: { id: sarifText(code, 255, "notice") },
    level,
    message: { text: sarifText(text, longest) },
    ...(rule !== undefined && index !== undefined && { associatedRule: { id: sarifText(rule, 255, "rule"), index } }),
  };
}
