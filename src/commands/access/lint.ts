import { allReferences, resolveReferences } from "../../access/resolve-references.ts";
import { unknownPopulations } from "../../access/unknown-populations.ts";
import { counted } from "../../counted.ts";
import { CannotJudgeError, type Problem, throwProblems } from "../../errors.ts";
import { exitCodes } from "../../exit-codes.ts";
import type { AccessState } from "../../model/access.ts";
import type { CommandBody } from "../context.ts";
import { type OpenEstate, openEstate } from "../estate/open-estate.ts";
import { printProblems } from "../print-failure.ts";
import { estateIndex } from "./estate-index.ts";

export interface LintOptions {
  /** A folder instead of the config's; false where the files are to be checked by themselves. */
  readonly snapshot?: string | false;
}

/**
 * Checks the config and the access files by themselves, then every name in them against what was read: the snapshot, and
 * what Git declares. A lint that should have looked names up and had no snapshot has not done its work: exit code 2.
 */
export const lintAccess: CommandBody<LintOptions> = async ({ options }, context) => {
  const opened = await openEstate(options, context);
  const { access, snapshot, estate, correlation, loaded } = opened;
  const output = { ...context, logFormat: options.logFormat };
  const populations = unknownPopulations(access, knownSystems(opened));
  const { problems, notices } = resolveReferences(access, estateIndex(estate, correlation));
  const mistakes = [...populations, ...problems];
  if (snapshot) printProblems(notices, "warn", output);
  const isIncomplete = !snapshot && notices.length > 0 && options.snapshot !== false;
  if (isIncomplete) printProblems([withoutSnapshot(notices, loaded.config.snapshot)], "error", output);
  throwProblems(mistakes);
  const [altered, ...more] = snapshot?.problems ?? [];
  if (altered) throw new CannotJudgeError([altered, ...more]);
  const open = notices.length > 0 ? `; ${snapshot ? counted(notices.length, "warning") : unread(notices)}` : "";
  context.stdout.write(`No problems: ${summary(access)}${open}.\n`);
  return isIncomplete ? exitCodes.cannotJudge : exitCodes.clean;
};

function unread(notices: readonly Problem[]): string {
  return `${counted(notices.length, "reference was", "references were")} not looked up`;
}

function withoutSnapshot(notices: readonly Problem[], folder: string): Problem {
  return {
    code: "snapshot/none",
    message: `there is no snapshot here, so ${unread(notices)}`,
    place: { file: folder },
    next: "Run `entitlint collect` first, or say --no-snapshot to check the files by themselves.",
  };
}

function knownSystems({ loaded, estate }: OpenEstate): Set<string> {
  return new Set([...loaded.config.sources, ...estate.systems].map(({ system }) => system));
}

function summary({ apps, identities, links }: AccessState): string {
  return [
    counted(apps.length, "application"),
    counted(identities.length, "non-human identity", "non-human identities"),
    counted(links.length, "link"),
    counted(allReferences({ apps, identities, links }).length, "reference"),
  ].join(", ");
}
