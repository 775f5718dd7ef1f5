import { loadAccess } from "../../../access/load-access.ts";
import { parseReference, placedReference } from "../../../access/reference.ts";
import { parseDuration } from "../../../config/duration.ts";
import { CannotJudgeError, EntitlintError } from "../../../errors.ts";
import { type ExitCode, exitCodes } from "../../../exit-codes.ts";
import type { CommandBody, CommandContext } from "../../context.ts";
import { openConfig } from "../../estate/open-config.ts";
import { type EstateOptions, type OpenEstate, openEstate } from "../../estate/open-estate.ts";
import { treeWith } from "../file-edit.ts";
import { writePlanned } from "../write-planned.ts";
import { readActors } from "./actors.ts";
import { ownerChooser } from "./choose-owner.ts";
import { type Clue, cluesFor } from "./clues.ts";
import { findUnregistered, type Unregistered } from "./find-unregistered.ts";
import { type Grouping, isAsMeant, planFiles } from "./plan-files.ts";
import { type Adoption, tellAdoption } from "./report.ts";
import { type Stub, stubNamer } from "./stub.ts";

/** Seconds. */
const day = 86_400;

export interface AdoptOptions extends EstateOptions {
  readonly snapshot?: string;
  readonly by: Grouping;
  readonly decideIn: string;
  readonly owner?: string;
  readonly limit?: string;
  readonly dryRun?: true;
  readonly format: "text" | "json";
}

/**
 * Writes a stub into the registry for every machine that was observed and that nobody has registered: its accounts, and
 * who seems to own it by what systems tell. A stub is a question, not an answer, so where nothing hints at anybody none
 * is written. What people wrote stays as it is; a second run has nothing to add.
 */
export const adopt: CommandBody<AdoptOptions> = async ({ options }, context) => {
  const limit = limitOf(options.limit);
  const decideBy = dayOf(options, context);
  const loaded = await openConfig(options, context);
  const open = await openEstate(options, context, loaded);
  requireWholeSnapshot(open);
  const now = `${(options.asOf ?? context.now.toISOString()).slice(0, 10)}T23:59:59Z`;
  const found = findUnregistered(open);
  const { stubs, without } = propose(found.machines, { open, now, decideBy, limit, owner: ownerOf(options.owner) });
  const place = { tree: loaded.tree, folder: loaded.config.access };
  const files = await planFiles(stubs, options.by, place);
  const after = await loadAccess(treeWith(loaded.tree, files), loaded.config.access);
  if (!isAsMeant(open.access, after, stubs)) throw new Error("the stubs do not read back as they were meant");
  if (!options.dryRun) await writePlanned(loaded.folder, files);
  const adoption: Adoption = { ...found, stubs, without, files, decideBy, isWritten: !options.dryRun };
  tellAdoption(adoption, options, context);
  return exitCodes.clean satisfies ExitCode;
};

interface Terms {
  readonly open: OpenEstate;
  readonly now: string;
  readonly decideBy: string;
  readonly limit: number;
  readonly owner: string | undefined;
}

/** Stubs for as many machines as are wanted, and the machines that nothing hints at an owner of. */
function propose(machines: readonly Unregistered[], { open, now, decideBy, limit, owner }: Terms) {
  const actors = readActors(machines, open);
  const asked = (system: string): Clue[] =>
    owner === undefined ? [] : [{ evidence: "asked", name: owner, system, because: "named when it was adopted" }];
  const clues = machines.map((machine) => ({
    machine,
    clues: [...cluesFor(machine, open, actors), ...asked(machine.system)],
  }));
  const choose = ownerChooser([...clues.flatMap((one) => one.clues), ...asked("")], open, now);
  if (owner !== undefined && !choose(asked(""))) throw usage("--owner", owner, "somebody who is here");
  const nameOf = stubNamer(open.access.identities.map(({ id }) => id));
  const stubs: Stub[] = [];
  const without: Unregistered[] = [];
  for (const { machine, clues: hints } of clues) {
    const proposal = choose(hints);
    if (!proposal) without.push(machine);
    else if (stubs.length < limit) stubs.push({ id: nameOf(machine), machine, proposal, decideBy });
  }
  return { stubs, without };
}

/** From a reading that is not there, or that somebody changed, nothing is written down. */
function requireWholeSnapshot({ snapshot, loaded }: OpenEstate): void {
  if (!snapshot) {
    throw new CannotJudgeError({
      code: "snapshot/none",
      message: "there is no snapshot here, so no machine has been observed",
      place: { file: loaded.config.snapshot },
      next: "Run `entitlint collect` first, or name the snapshot's folder.",
    });
  }
  const [altered, ...more] = snapshot.problems;
  if (altered) throw new CannotJudgeError([altered, ...more]);
}

function dayOf({ decideIn, asOf }: Pick<AdoptOptions, "decideIn" | "asOf">, { now }: CommandContext): string {
  const parsed = parseDuration(decideIn);
  if (!parsed.ok || parsed.seconds < day || parsed.seconds % day !== 0)
    throw usage("--decide-in", decideIn, "a duration of whole days, such as P30D");
  const start = Date.parse((asOf ?? now.toISOString()).slice(0, 10));
  return new Date(start + parsed.seconds * 1000).toISOString().slice(0, 10);
}

function ownerOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const reference = placedReference(text, ["person", "group"], {});
  if ("problem" in reference) throw usage("--owner", text, "person:<e-mail or id> or group:<system>/<name or id>");
  return parseReference(text)?.text;
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw usage("--limit", text, "a whole number above zero");
}

function usage(option: string, text: string, allowed: string): EntitlintError {
  return new EntitlintError({
    code: "usage/invalid",
    message: `${option} cannot be ${JSON.stringify(text)}`,
    next: `Give ${allowed}.`,
  });
}
