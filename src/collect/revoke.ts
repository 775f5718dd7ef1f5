import type { Known } from "./look-up.ts";

/** Commands that take something away at a source, for people who may. entitlint never runs them. */
export interface Revocation {
  /** By what they are run, and as whom, such as “psql, as a superuser”. */
  readonly by: string;
  /** Each a whole command on a line of its own, in this order. */
  readonly lines: readonly string[];
}

/**
 * Tells how a record is taken away: an account or identity is switched off, a key, grant or membership withdrawn. Undefined
 * where no command does it, or where a name holds what cannot be quoted: the words of the step are then all there is.
 */
export type Revoker = (known: Known) => Revocation | undefined;
