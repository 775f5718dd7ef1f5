import { writeFile } from "node:fs/promises";
import { formatPolicies } from "../../compile/index.ts";
import { exitCodes } from "../../exit-codes.ts";
import { safeText } from "../../report/safe-text.ts";
import type { CommandBody } from "../context.ts";
import { openPolicies } from "./open-policies.ts";

export interface FormatOptions {
  readonly check?: true;
  readonly write?: true;
}

/** Names the files that are not laid out as they should be, or lays them out. Exit code 1 where one is left as it is. */
export const formatRules: CommandBody<FormatOptions> = async ({ options }, context) => {
  const { own, options: compile, fileOf } = await openPolicies(options, context);
  const modules = own.flatMap((folder) => [...folder.modules, ...folder.tests, ...folder.checks]);
  const before = new Map(modules.map(({ path, text }) => [path, text]));
  const formatted = await formatPolicies(modules, compile);
  const changed = formatted.filter(({ path, text }) => before.get(path) !== text);
  const writes = options.write === true && options.check !== true;
  for (const { path, text } of changed) {
    if (writes) await writeFile(fileOf(path), text);
    context.stdout.write(`${safeText(path)}\n`);
  }
  return changed.length > 0 && !writes ? exitCodes.violations : exitCodes.clean;
};
