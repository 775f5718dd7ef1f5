import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPartBlindness } from "../../assemble/blindness.ts";
import { buildEstate } from "../../assemble/estate.ts";
import type { LoadedConfig } from "../../config/load-config.ts";
import { counted } from "../../counted.ts";
import { CannotJudgeError, EntitlintError, type Problem } from "../../errors.ts";
import type { Manifest } from "../../model/manifest.ts";
import { silentRule } from "../../report/blind-text.ts";
import { safeText } from "../../report/safe-text.ts";
import type { WriteResult } from "../../snapshot/index.ts";
import type { CommandContext } from "../context.ts";
import { openEstate } from "../estate/open-estate.ts";
import { openRules } from "../estate/open-rules.ts";

/**
 * Writes as `write` does, but into a copy that is thrown away, and tells on standard output what each rule would not be
 * able to see: which is what a missing right means in the end.
 */
export async function rehearse(
  folder: string,
  standing: Manifest | undefined,
  loaded: LoadedConfig,
  context: CommandContext,
  write: (folder: string) => Promise<WriteResult | undefined>,
): Promise<WriteResult | undefined> {
  const scratch = await mkdtemp(join(tmpdir(), "entitlint-rehearsal-"));
  const copy = join(scratch, "snapshots");
  try {
    if (standing) await cp(folder, copy, { recursive: true });
    const written = await write(copy);
    if (written) for (const line of await unseen(copy, loaded, context)) context.stdout.write(`${line}\n`);
    return written;
  } catch (error) {
    throw ofOriginal(error, copy, folder);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** What is wrong with the copy is wrong with what was copied, and that is what people know. */
function ofOriginal(error: unknown, copy: string, folder: string): unknown {
  if (!(error instanceof EntitlintError)) return error;
  const renamed = (text: string) => text.replaceAll(copy, folder);
  const [first, ...rest] = error.problems.map((problem): Problem => {
    const { message, place } = problem;
    const file = place?.file;
    return {
      ...problem,
      message: renamed(message),
      ...(file !== undefined && { place: { ...place, file: renamed(file) } }),
    };
  });
  if (!first) return error;
  const Kind = error instanceof CannotJudgeError ? CannotJudgeError : EntitlintError;
  return new Kind([first, ...rest], { cause: error });
}

/** A line for each reason why rules are blind somewhere, with the rules. */
async function unseen(folder: string, loaded: LoadedConfig, context: CommandContext): Promise<string[]> {
  const { rules, params } = await openRules(loaded, context);
  const open = await openEstate({ snapshot: folder }, context, loaded);
  const estate = buildEstate(open.estate, open.correlation, { rules, params, now: open.now });
  const byReason = new Map<string, string[]>();
  const note = (rule: string, place: string, text: string) => {
    const reason = `${place}: ${text}`;
    byReason.set(reason, [...(byReason.get(reason) ?? []), rule]);
  };
  for (const [rule, places] of Object.entries(estate.blind))
    for (const [place, { text }] of Object.entries(places)) note(rule, place, text);
  for (const entry of findPartBlindness(rules, open.estate, open.correlation, estate))
    note(silentRule(entry), entry.app, entry.text);
  if (byReason.size === 0) return [`All ${counted(rules.length, "rule")} could be evaluated everywhere they apply.`];
  const lines = [...byReason].map(([reason, names]) => `  ${safeText(reason)}\n    ${names.toSorted().join(", ")}`);
  return ["Could not be evaluated:", ...lines.toSorted()];
}
