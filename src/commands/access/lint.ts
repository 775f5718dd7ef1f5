import { lintAccess } from "../../access/lint/lint-access.ts";
import { readAccess } from "../../access/load-access.ts";
import { resolveReferences } from "../../access/resolve-references.ts";
import { unknownPopulations, unknownSystems } from "../../access/unknown-systems.ts";
import { EntitlintError, type Problem } from "../../errors.ts";
import type { Severity } from "../../model/severity.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { openConfig } from "../estate/open-config.ts";
import { type OpenEstate, openEstate } from "../estate/open-estate.ts";
import { rulesOf } from "../estate/rules-of.ts";
import { accessWorld } from "./access-world.ts";
import { estateIndex, knownSystems } from "./estate-index.ts";
import { type LintReport, tellLint } from "./lint-report.ts";

export interface LintOptions {
  /** A folder instead of the config's; false where the files are to be checked by themselves. */
  readonly snapshot?: string | false;
  readonly format: "text" | "json";
  readonly strict?: true;
}

/**
 * Checks the config and the access files by themselves, then all they name against what was read: the snapshot, and what
 * Git declares. What is wrong with some files does not keep the others from being checked. A lint that should have
 * looked names up and had no snapshot has not done its work: exit code 2.
 */
export const lint: CommandBody<LintOptions> = async ({ options }, context) => {
  const loaded = await openConfig(options, context);
  const { state, problems: unreadable } = await readAccess(loaded.tree, loaded.config.access);
  const open = await openEstate(options, context, loaded, state);
  const today = (options.asOf ?? context.now.toISOString()).slice(0, 10);
  const world = open.snapshot || open.estate.systems.length > 0 ? accessWorld(open, `${today}T23:59:59Z`) : undefined;
  const { rules, problems: wrongPolicies } = await severitiesOf(open, context);
  const systems = knownSystems(open);
  const resolved = resolveReferences(state, world ?? estateIndex(open), unreadable.length === 0);
  const found = lintAccess({ state, today, rules, world }, [
    ...unreadable,
    ...wrongPolicies,
    ...unknownPopulations(state, systems),
    ...unknownSystems(state, systems),
    ...resolved.problems,
    ...(open.snapshot ? resolved.notices : []),
  ]);
  const report: LintReport = {
    ...{ open, world, ...found },
    notLookedUp: resolved.notices.filter(({ code }) => code === "access/not-looked-up").length,
    wantsSnapshot: options.snapshot !== false,
  };
  return tellLint(report, options, context);
};

/** The severity of every rule as the config sets it, under each of its names; rules matter only where some are named. */
async function severitiesOf(
  { loaded, access }: OpenEstate,
  context: CommandContext,
): Promise<{ readonly rules?: ReadonlyMap<string, Severity>; readonly problems: readonly Problem[] }> {
  if (access.waivers.length === 0 && access.breakglass.length === 0) return { problems: [] };
  const { config, folder } = loaded;
  try {
    const rules = await rulesOf({ base: folder, folders: config.policies.map((entry) => entry.folder) }, context);
    const named = rules.flatMap((rule) => {
      const names = [rule.id, ...(rule.aliases ?? [])];
      const level = config.rules.find(({ id }) => names.includes(id))?.level;
      return names.map((name) => [name, level === undefined || level === "off" ? rule.severity : level] as const);
    });
    return { rules: new Map(named), problems: [] };
  } catch (error) {
    if (!(error instanceof EntitlintError)) throw error;
    return { problems: error.problems };
  }
}
