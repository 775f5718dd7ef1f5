import type { Severity } from "../../model/severity.ts";

/** The level by which every SARIF viewer sorts. */
export const levels = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  info: "note",
} as const satisfies Record<Severity, string>;

/** What GitHub reads a security severity from: the middle of the range that it gives each word. */
export const securitySeverities: Readonly<Partial<Record<Severity, string>>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.0",
};
