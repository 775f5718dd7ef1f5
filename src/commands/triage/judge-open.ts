import { loadAccess } from "../../access/load-access.ts";
import type { LoadedConfig } from "../../config/load-config.ts";
import type { AccessState } from "../../model/access.ts";
import type { Report } from "../../model/report.ts";
import { judgeEstate, rulebook } from "../check/make-report.ts";
import type { CommandContext } from "../context.ts";
import { openConfig } from "../estate/open-config.ts";
import { type EstateOptions, type OpenEstate, openEstate } from "../estate/open-estate.ts";
import { type OpenRules, openRules } from "../estate/open-rules.ts";

/** A report with all that it was made of at hand. */
export interface Judged {
  readonly report: Report;
  readonly open: OpenEstate;
  readonly rules: OpenRules;
}

/** Judges as a check does what the files say now, or what they would say, and keeps the estate. */
export async function judgeOpen(
  options: EstateOptions,
  context: CommandContext,
  would?: { readonly loaded: LoadedConfig; readonly access: AccessState },
): Promise<Judged> {
  const loaded = would?.loaded ?? (await openConfig(options, context));
  const access = would?.access ?? (await loadAccess(loaded.tree, loaded.config.access));
  const rules = await openRules(loaded, context);
  const open = await openEstate(options, context, loaded, access);
  const asked = { loaded, failOn: undefined, stillSeconds: 10, workers: undefined };
  const report = await judgeEstate(() => Promise.resolve(open), rulebook(rules, asked), context);
  return { report, open, rules };
}
