import { exitCodes } from "../../exit-codes.ts";
import {
  diffSnapshots,
  isDifferent,
  renderDiffJson,
  renderDiffMarkdown,
  renderDiffText,
} from "../../snapshot/index.ts";
import type { CommandBody } from "../context.ts";
import { printProblems } from "../print-failure.ts";
import { openFolderOrRevision } from "./open-given.ts";

export interface DiffOptions {
  readonly format: keyof typeof renderers;
  readonly exitCode?: boolean;
  readonly system?: readonly string[];
}

const renderers = { text: renderDiffText, json: renderDiffJson, markdown: renderDiffMarkdown };

/** Compares two snapshots. What could not be compared is told, and ends with 2: a missing file is no removed record. */
export const diff: CommandBody<DiffOptions> = async ({ args, options }, context) => {
  const [before = "", after = ""] = args;
  const old = await openFolderOrRevision(before, options.config, context);
  const all = diffSnapshots(old, await openFolderOrRevision(after, options.config, context));
  const { system: systems } = options;
  const result = systems ? { ...all, kinds: all.kinds.filter(({ system }) => systems.includes(system)) } : all;
  context.stdout.write(renderers[options.format](result));
  printProblems(result.problems, "error", { ...context, logFormat: options.logFormat });
  if (result.problems.length > 0) return exitCodes.cannotJudge;
  return options.exitCode === true && isDifferent(result) ? exitCodes.violations : exitCodes.clean;
};
