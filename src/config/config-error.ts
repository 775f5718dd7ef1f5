import { EntitlintError, type Problem } from "../errors.ts";
import type { RuleSetting } from "./config.ts";

/** What can still be read of a config that is broken elsewhere. */
export interface ReadableParts {
  /** Whether such rules and parameters exist is known only where policies are; so that they are told in the same run. */
  readonly rules: readonly RuleSetting[];
  /** Folders with rules of the user's own, relative to the config's. */
  readonly policies: readonly string[];
}

/** A config that cannot be used, with everything that its format and meaning alone show to be wrong. */
export class ConfigError extends EntitlintError {
  override readonly name = "ConfigError";
  readonly readable: ReadableParts;

  constructor(problems: readonly [Problem, ...Problem[]], readable: ReadableParts) {
    super(problems);
    this.readable = readable;
  }
}
