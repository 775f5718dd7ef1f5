import { join, resolve } from "node:path";
import { loadAccess } from "../../access/load-access.ts";
import { allReferences, resolveReferences } from "../../access/resolve-references.ts";
import { unknownPopulations } from "../../access/unknown-populations.ts";
import type { Config } from "../../config/config.ts";
import { loadConfig } from "../../config/load-config.ts";
import { CannotJudgeError, type Problem, throwProblems } from "../../errors.ts";
import { exitCodes } from "../../exit-codes.ts";
import type { AccessState } from "../../model/access.ts";
import { openSnapshot, type Snapshot } from "../../snapshot/open.ts";
import { instantOf } from "../as-of.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { printProblems } from "../print-failure.ts";
import { snapshotIndex } from "./snapshot-index.ts";

export interface LintOptions {
  readonly snapshot?: string;
}

/** Checks the config and the access files by themselves, then every name in them against the snapshot, if there is one. */
export const lintAccess: CommandBody<LintOptions> = async ({ options }, context) => {
  const { config, folder, tree } = await loadConfig({ cwd: context.cwd, config: options.config });
  const state = await loadAccess(tree, config.access);
  const asked = options.snapshot === undefined ? undefined : resolve(context.cwd, options.snapshot);
  const snapshot = await snapshotAt(asked ?? join(folder, config.snapshot), asked !== undefined);
  const problems: Problem[] = unknownPopulations(state, knownSystems(config, snapshot));
  if (snapshot) {
    const now = options.asOf ?? instantOf(context.now);
    const { problems: unresolved, notices } = resolveReferences(state, snapshotIndex(snapshot, state, now));
    printProblems(notices, "warn", { ...context, logFormat: options.logFormat });
    problems.push(...snapshot.problems, ...unresolved);
  }
  throwProblems(problems);
  summarize(state, snapshot, context);
  return exitCodes.clean;
};

/** The snapshot, whole or altered; undefined where there is none yet and none was asked for. */
async function snapshotAt(folder: string, asked: boolean): Promise<Snapshot | undefined> {
  try {
    return await openSnapshot(folder);
  } catch (error) {
    const isNone = error instanceof CannotJudgeError && error.problems.every(({ code }) => code === "snapshot/none");
    if (isNone && !asked) return undefined;
    throw error;
  }
}

function knownSystems(config: Config, snapshot: Snapshot | undefined): Set<string> {
  return new Set([
    ...config.sources.map(({ system }) => system),
    ...(snapshot ? Object.keys(snapshot.manifest.sources) : []),
  ]);
}

function summarize(state: AccessState, snapshot: Snapshot | undefined, { stdout, log }: CommandContext): void {
  if (!snapshot) log.warn("there is no snapshot yet, so no name was looked up", { next: "entitlint collect" });
  const { apps, identities, links } = state;
  const parts = [
    counted(apps.length, "application", "applications"),
    counted(identities.length, "non-human identity", "non-human identities"),
    counted(links.length, "link", "links"),
    counted(allReferences(state).length, "reference", "references"),
  ];
  stdout.write(`No problems: ${parts.join(", ")}.\n`);
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
