import { loadAccess } from "../../access/load-access.ts";
import { EntitlintError } from "../../errors.ts";
import { type ExitCode, exitCodes } from "../../exit-codes.ts";
import type { Report } from "../../model/report.ts";
import { treeWith } from "../access/file-edit.ts";
import { writePlanned } from "../access/write-planned.ts";
import type { CommandBody } from "../context.ts";
import { findFinding, isFingerprint } from "../decisions/find-finding.ts";
import { judgeDecisions, today } from "../decisions/judge-decisions.ts";
import { openConfig } from "../estate/open-config.ts";
import { freeIds } from "./free-ids.ts";
import type { WaiveOptions } from "./options.ts";
import { planWaivers } from "./plan-waiver.ts";
import { readWaiver, type WantedWaiver } from "./read-waiver.ts";
import { refuseUnlessHeld, requireAsMeant } from "./require-held.ts";
import { tellWaiver } from "./tell-waiver.ts";

/**
 * Writes one waiver. Whether it holds is judged by the rules themselves, on the files as they would be, before anything
 * is written.
 */
export const waive: CommandBody<WaiveOptions> = async ({ args, options }, context) => {
  const [asked = "", object] = args;
  const given = readWaiver(options, { asked, object });
  const loaded = await openConfig(options, context);
  const before = await loadAccess(loaded.tree, loaded.config.access);
  const about = await whatIsMeant({ asked, object }, () => judgeDecisions(options, loaded, context, before));
  const created = today(options, context);
  const wanted: WantedWaiver = { ...given, ...about, created, id: options.id ?? freeIds(created, before).next().value };
  const place = { tree: loaded.tree, folder: loaded.config.access };
  const file = await planWaivers([wanted], place);
  const after = await loadAccess(treeWith(loaded.tree, [file]), loaded.config.access);
  requireAsMeant(before, after, [wanted]);
  const report = await judgeDecisions(options, loaded, context, after);
  const judged = report.waivers?.find(({ id }) => id === wanted.id);
  if (!judged) throw new Error("the waiver was not judged");
  refuseUnlessHeld(judged, report);
  if (!options.dryRun) await writePlanned(loaded.folder, [file]);
  tellWaiver({ file, waiver: judged, isWritten: !options.dryRun }, options, context);
  return exitCodes.clean satisfies ExitCode;
};

/** The rule and the object of what was asked for: a fingerprint, or both by name. */
async function whatIsMeant(
  { asked, object }: { readonly asked: string; readonly object: string | undefined },
  judge: () => Promise<Report>,
): Promise<Pick<WantedWaiver, "rule" | "object">> {
  if (object !== undefined) return { rule: asked, object };
  if (isFingerprint(asked)) {
    const finding = findFinding(asked, await judge());
    return { rule: finding.rule, object: finding.object };
  }
  throw new EntitlintError({
    code: "usage/invalid",
    message: `${JSON.stringify(asked)} is no fingerprint, and no object is given`,
    next: "Give six digits of a fingerprint at least, or a rule and its object.",
  });
}
