import { basename, dirname, resolve } from "node:path";
import { configFileName } from "../../config/load-config.ts";
import { EntitlintError, type Problem, throwProblems } from "../../errors.ts";
import { exitCodes } from "../../exit-codes.ts";
import { safeText } from "../../report/safe-text.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { isOwner, type Questions, terminalQuestions } from "./ask.ts";
import { type Proposal, proposeMapping } from "./propose-mapping.ts";
import { readSample } from "./read-sample.ts";
import { renderApp, renderIdentities, renderLinks } from "./render-access.ts";
import { renderConfig } from "./render-config.ts";
import { renderKinds } from "./render-kinds.ts";
import { parseSystemSpec, type SystemSpec } from "./system-spec.ts";
import { type NewFile, tellGit, writeFiles } from "./write-files.ts";

export interface InitOptions {
  readonly system: readonly string[];
  readonly owner?: string;
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly everyKind?: boolean;
}

/** Writes a first config and access files; asks what the command line does not say, where somebody can answer. */
export const init: CommandBody<InitOptions> = async ({ options }, context) => {
  const path = resolve(context.cwd, options.config ?? configFileName);
  const folder = dirname(path);
  const given = givenSystems(options);
  const questions = options.yes || !context.isTerminal ? undefined : terminalQuestions(context);
  if (!questions && !options.yes) throw nobodyToAsk();
  const systems = given.length > 0 || !questions ? given : await questions.systems(folder);
  const owner = options.owner ?? (await questions?.owner());
  const proposals = await proposeAll(systems, folder, questions);
  const files = [...filesFor(basename(path), proposals, owner), ...(options.everyKind ? renderKinds() : [])];
  await writeFiles(folder, files, options.force ?? false);
  const changed = await tellGit(folder);
  tell([...files.map((file) => file.path), ...changed], proposals, context);
  return exitCodes.clean;
};

function givenSystems({ system, owner }: InitOptions): SystemSpec[] {
  const problems: Problem[] = [];
  const systems: SystemSpec[] = [];
  for (const text of system) {
    const parsed = parseSystemSpec(text);
    if ("code" in parsed) problems.push(parsed);
    else if (systems.some(({ name }) => name === parsed.name)) problems.push(namedTwice(parsed.name));
    else systems.push(parsed);
  }
  if (owner !== undefined && !isOwner(owner)) problems.push(badOwner(owner));
  throwProblems(problems);
  return systems;
}

/** All exports are read before the first complaint, so that it names them all. */
async function proposeAll(
  systems: readonly SystemSpec[],
  folder: string,
  questions: Questions | undefined,
): Promise<Proposal[]> {
  const problems: Problem[] = [];
  const proposals: Proposal[] = [];
  for (const system of systems) {
    try {
      const sample = await readSample(folder, system.file);
      const id = await questions?.idColumn(system, sample);
      const proposal = proposeMapping(system, sample, { id });
      const formats = await questions?.dateFormats(proposal);
      proposals.push(formats === undefined ? proposal : proposeMapping(system, sample, { id, formats }));
    } catch (error) {
      if (!(error instanceof EntitlintError)) throw error;
      problems.push(...error.problems);
    }
  }
  throwProblems(problems);
  return proposals;
}

function filesFor(configName: string, proposals: readonly Proposal[], owner: string | undefined): NewFile[] {
  const systems = proposals.map(({ system }) => system);
  const apps = systems
    .filter(({ role }) => role !== "authoritative-identity")
    .map((system) => ({ path: `access/apps/${system.name}.yaml`, text: renderApp(system, systems, owner) }));
  return [
    { path: configName, text: renderConfig(proposals) },
    ...apps,
    { path: "access/identities/machines.yaml", text: renderIdentities() },
    { path: "access/links.yaml", text: renderLinks() },
  ];
}

function tell(written: readonly string[], proposals: readonly Proposal[], { stdout, log }: CommandContext): void {
  for (const { system, sample, dates } of proposals) {
    for (const { column, choices } of dates) {
      if (choices)
        log.warn(
          `the dates in ${column} may be written ${choices.join(" or ")}: they are left out until the config says which`,
          { file: system.file },
        );
    }
    if (sample.utf16) log.info(`${system.file} is UTF-16; its byte order mark says so to the collector too`);
  }
  const next = ["entitlint collect", "entitlint access lint", "entitlint check"];
  const lines = [
    "Wrote:",
    ...written.map((path) => `  ${path}`),
    "",
    "Read the mappings in the config once, and keep the repository private. Then:",
    ...next.map((command) => `  ${command}`),
  ];
  stdout.write(`${lines.map(safeText).join("\n")}\n`);
}

function nobodyToAsk(): EntitlintError {
  return new EntitlintError({
    code: "usage/invalid",
    message: "init asks questions, and there is no terminal to ask them on",
    next: "Say it all on the command line: --yes --system hr=authoritative-identity:exports/hr.csv.",
  });
}

function namedTwice(name: string): Problem {
  return {
    code: "init/bad-system",
    message: `the system ${name} is given twice`,
    next: "Give each a name of its own.",
  };
}

function badOwner(owner: string): Problem {
  return {
    code: "access/bad-reference",
    message: `--owner ${owner} is no reference to somebody`,
    next: "Write person:<e-mail or id> or group:<system>/<name or id>.",
  };
}
