import type { Finding, Report } from "../../model/report.ts";
import type { Decision } from "./decision.ts";
import type { FactsOrWhy } from "./facts.ts";
import type { Ground } from "./ground.ts";

/** Everything that decisions come to, judged and not written. */
export interface Plan {
  /** Files that would change, from the config's folder. */
  readonly files: readonly string[];
  /** What would change in them, as `diff -u` shows it. */
  readonly diff: readonly string[];
  /** What that does, in words. */
  readonly does: readonly string[];
  /** What a check would say with it. */
  readonly report: Report;
  /** Writes it. @throws EntitlintError where files have changed since, or cannot be written */
  readonly write: () => Promise<Written>;
}

export interface Written {
  readonly told: readonly string[];
  /** What went wrong after the files were written, such as a commit that was refused. */
  readonly wrong?: readonly string[];
  /** Commands that commit it and open a pull request; fewer where it is committed already. */
  readonly commands: readonly string[];
}

/** What the interface asks of the world: to judge, to look things up, to write. */
export interface Desk {
  judge: () => Promise<{ readonly report: Report; readonly ground: Ground }>;
  /** What lies behind a finding, or why nothing can be told of that. */
  factsOf: (finding: Finding) => Promise<FactsOrWhy>;
  /** @throws EntitlintError where a decision would not hold */
  plan: (decisions: readonly Decision[]) => Promise<Plan>;
  /** The path of a file that a finding names, as an editor finds it. */
  pathOf: (file: string) => string;
}
