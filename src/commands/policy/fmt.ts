import { writeFile } from "node:fs/promises";
import { type CompileOptions, formatPolicies, PolicyError, type PolicyModule } from "../../compile/index.ts";
import { throwProblems } from "../../errors.ts";
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
  if (changed.length > 0) await refuseBroken(changed, compile);
  const writes = options.write === true && options.check !== true;
  for (const { path, text } of changed) {
    if (writes) await writeFile(fileOf(path), text);
    context.stdout.write(`${safeText(path)}\n`);
  }
  return changed.length > 0 && !writes ? exitCodes.violations : exitCodes.clean;
};

/** OPA's formatter has been seen to write Rego that does not parse; a file must never become worse by it. */
async function refuseBroken(formatted: readonly PolicyModule[], compile: CompileOptions): Promise<void> {
  const again = await formatPolicies(formatted, compile).catch((error: unknown) => {
    if (!(error instanceof PolicyError)) throw error;
    throwProblems(
      error.problems.map(({ place = {}, message }) => ({
        code: "policy/format",
        message: `laid out, this would no longer parse: ${message}`,
        place,
        next: "Write the rule in another way there, such as with a body in braces.",
      })),
    );
    throw error;
  });
  const texts = new Map(formatted.map(({ path, text }) => [path, text]));
  throwProblems(
    again
      .filter(({ path, text }) => texts.get(path) !== text)
      .map(({ path }) => ({
        code: "policy/format",
        message: "laid out twice, this would change twice",
        place: { file: path },
      })),
  );
}
