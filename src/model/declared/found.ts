/**
 * What found the finding that an entry of the baseline or a note is about. Its fingerprint alone does not tell that, and without
 * it nobody could say of a finding that is not there whether it was mended, or its rule is asked no more.
 */
export interface FoundBy {
  readonly rule: string;
  /** The reason that the rule gave when the entry was written. */
  readonly reason: string;
  /** The application that the finding was counted in. */
  readonly app: string;
}
