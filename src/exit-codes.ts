/** The process's exit codes, in rising order of gravity; when several apply the highest wins. */
export const exitCodes = {
  /** Judged, and nothing at or above the gate. */
  clean: 0,
  /** Violations at or above the gate. */
  violations: 1,
  /** A source, a file or a rule kept us from judging. */
  cannotJudge: 2,
  /** The tool itself could not work: bad config, broken policy, unreadable file. */
  failed: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
