import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { EntitlintError } from "../../errors.ts";
import { exitCodes } from "../../exit-codes.ts";
import { loadRules } from "../../pack/index.ts";
import { safeText } from "../../report/safe-text.ts";
import type { CommandBody } from "../context.ts";
import { openPolicies } from "./open-policies.ts";
import { ruleFiles } from "./rule-template.ts";

export interface NewOptions {
  readonly scope: string;
  readonly title?: string;
}

/** Writes a rule that works, with a test and examples that pass, as the place to start from. */
export const newRule: CommandBody<NewOptions> = async ({ args, options }, context) => {
  const [id = ""] = args;
  const { sources, writable, options: compile } = await openPolicies(options, context);
  if (!writable) {
    throw new EntitlintError({
      code: "pack/no-folder",
      message: "no config here names a folder for policies",
      next: "Write `policies: [policies]` into entitlint.yaml and make the folder.",
    });
  }
  const taken = (await loadRules(sources, compile)).find((rule) => rule.id === id || rule.aliases?.includes(id));
  if (taken) throw refused(`there is a rule ${id} already`, "Choose another name.");
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    throw refused(`${JSON.stringify(id)} is no name for a rule`, "Write it in kebab-case, such as account-locked.");
  }
  const { scope } = options;
  if (scope !== "subject" && scope !== "source") {
    throw new EntitlintError({
      code: "usage/invalid",
      message: `there are no documents of scope ${JSON.stringify(scope)}`,
      next: "Use subject or source.",
    });
  }
  const name = id.replaceAll("-", "_");
  const parts = writable.shipped ? ["entitlint", "rules", scope, name] : [scope, name];
  const folder = join(writable.folder, ...parts);
  if (existsSync(folder)) throw refused(`${relative(context.cwd, folder)} is there already`, "Choose another name.");
  await mkdir(folder, { recursive: true });
  for (const [file, text] of Object.entries(ruleFiles(id, scope, options.title ?? titleOf(id)))) {
    await writeFile(join(folder, file), text, { flag: "wx" });
    context.stdout.write(`${safeText(relative(context.cwd, join(folder, file)))}\n`);
  }
  return exitCodes.clean;
};

function titleOf(id: string): string {
  const words = id.replaceAll("-", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function refused(message: string, next: string): EntitlintError {
  return new EntitlintError({ code: "pack/rule-exists", message, next });
}
