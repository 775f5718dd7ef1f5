import { allReferences, resolveReferences } from "../../access/resolve-references.ts";
import { unknownPopulations } from "../../access/unknown-populations.ts";
import { CannotJudgeError, throwProblems } from "../../errors.ts";
import { exitCodes } from "../../exit-codes.ts";
import type { AccessState } from "../../model/access.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { type OpenEstate, openEstate } from "../estate/open-estate.ts";
import { printProblems } from "../print-failure.ts";
import { estateIndex } from "./estate-index.ts";

export interface LintOptions {
  readonly snapshot?: string;
}

/**
 * Checks the config and the access files by themselves, then every name in them against what was read: the snapshot, if
 * there is one, and what Git declares.
 */
export const lintAccess: CommandBody<LintOptions> = async ({ options }, context) => {
  const opened = await openEstate(options, context);
  const { access, snapshot, estate, correlation } = opened;
  const populations = unknownPopulations(access, knownSystems(opened));
  const { problems, notices } = resolveReferences(access, estateIndex(estate, correlation));
  if (snapshot) printProblems(notices, "warn", { ...context, logFormat: options.logFormat });
  else context.log.warn("there is no snapshot yet, so not every name could be looked up", { unknown: notices.length });
  throwProblems([...populations, ...problems]);
  const [altered, ...more] = snapshot?.problems ?? [];
  if (altered) throw new CannotJudgeError([altered, ...more]);
  summarize(access, context);
  return exitCodes.clean;
};

function knownSystems({ loaded, estate }: OpenEstate): Set<string> {
  return new Set([...loaded.config.sources, ...estate.systems].map(({ system }) => system));
}

function summarize({ apps, identities, links }: AccessState, { stdout }: CommandContext): void {
  const parts = [
    counted(apps.length, "application", "applications"),
    counted(identities.length, "non-human identity", "non-human identities"),
    counted(links.length, "link", "links"),
    counted(allReferences({ apps, identities, links }).length, "reference", "references"),
  ];
  stdout.write(`No problems: ${parts.join(", ")}.\n`);
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
