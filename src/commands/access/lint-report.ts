import { allReferences } from "../../access/all-references.ts";
import { accessFileKinds, accessKinds } from "../../access/kinds.ts";
import type { AccessWorld } from "../../access/lint/ground.ts";
import { counted } from "../../counted.ts";
import type { Problem } from "../../errors.ts";
import { type ExitCode, exitCodes } from "../../exit-codes.ts";
import type { AccessState } from "../../model/access.ts";
import { safeJson } from "../../report/safe-json.ts";
import type { CommandContext, CommonOptions } from "../context.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import { printProblems } from "../print-failure.ts";

/** What a lint has found. */
export interface LintReport {
  readonly open: OpenEstate;
  readonly world: AccessWorld | undefined;
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** How many names could not be looked up. */
  readonly notLookedUp: number;
  /** False where the files were to be checked by themselves. */
  readonly wantsSnapshot: boolean;
}

interface LintOptions extends Pick<CommonOptions, "logFormat"> {
  readonly format: "text" | "json";
  readonly strict?: true;
}

/** Tells what a lint has found, and answers with its exit code. */
export function tellLint(report: LintReport, options: LintOptions, context: CommandContext): ExitCode {
  const { open, errors, warnings } = report;
  const isIncomplete = !open.snapshot && report.wantsSnapshot && report.notLookedUp > 0;
  const unable = [
    ...(isIncomplete ? [withoutSnapshot(report.notLookedUp, open.loaded.config.snapshot)] : []),
    ...(open.snapshot?.problems ?? []),
  ];
  const isWrong = errors.length > 0 || (options.strict === true && warnings.length > 0);
  const code = isWrong ? exitCodes.failed : unable.length > 0 ? exitCodes.cannotJudge : exitCodes.clean;
  if (options.format === "json") {
    context.stdout.write(`${safeJson(asJson(report, unable, code), 2)}\n`);
    return code;
  }
  const output = { ...context, logFormat: options.logFormat };
  printProblems(warnings, options.strict ? "error" : "warn", output);
  printProblems([...unable, ...errors], "error", output);
  if (!isWrong && (open.snapshot?.problems ?? []).length === 0) context.stdout.write(summary(report));
  return code;
}

function asJson(report: LintReport, unable: readonly Problem[], exitCode: ExitCode): object {
  const { errors, warnings, open, world, notLookedUp } = report;
  const { access } = open;
  return {
    version: 1,
    exitCode,
    ...{ errors, warnings, unable },
    counts: Object.fromEntries(accessFileKinds.map((kind) => [kind, access[kind].length])),
    references: allReferences(access).length,
    notLookedUp,
    notChecked: world ? [] : uncheckedOf(access),
    ...(world && { roles: access.roles.map(({ id }) => ({ id, ...rolesCounts(id, world) })) }),
  };
}

/** How many have a role, and how many entitlements and groups they get by it in all. */
function rolesCounts(role: string, { expected }: AccessWorld): object {
  const ofRole = (given: { readonly role: string }) => given.role === role;
  return {
    holders: new Set(expected.holders.filter(ofRole).map(({ subject }) => subject)).size,
    grants: expected.grants.filter(ofRole).length,
    memberships: expected.memberships.filter(ofRole).length,
  };
}

function summary({ open, world, warnings, notLookedUp }: LintReport): string {
  const { access, snapshot } = open;
  const counts = accessFileKinds.flatMap((kind) => {
    const { one, many } = accessKinds[kind];
    return access[kind].length > 0 ? [counted(access[kind].length, one, many)] : [];
  });
  const references = counted(allReferences(access).length, "reference");
  const declared = counts.length > 0 ? [...counts, references].join(", ") : "nothing is declared";
  const told = warnings.length > 0 ? [counted(warnings.length, "warning")] : [];
  const left = !snapshot && notLookedUp > 0 ? [unread(notLookedUp)] : [];
  const first = `No problems: ${[declared, ...told, ...left].join("; ")}.\n`;
  const unchecked = world ? [] : uncheckedOf(access);
  return unchecked.length > 0 ? `${first}Not checked without a snapshot: ${unchecked.join("; ")}.\n` : first;
}

/** What only an estate can tell, as far as there is anything to ask it. */
function uncheckedOf(access: AccessState): string[] {
  const { apps, roles, identities, trusts, breakglass, links, waivers, baseline, sod } = access;
  const owned = [apps, roles, identities, trusts, breakglass, waivers, baseline].some(({ length }) => length > 0);
  return [
    ...(owned ? ["whether those who answer for something are still here"] : []),
    ...(roles.some(({ selector }) => selector) ? ["whom selectors mean"] : []),
    ...(links.some(({ until }) => until === undefined) ? ["whether linked accounts are privileged"] : []),
    ...(sod.length > 0 ? ["whether both sides of duties hold the same entitlement"] : []),
    ...(waivers.length > 0 ? ["whether those who approve waivers are behind their objects and owners"] : []),
  ];
}

function unread(count: number): string {
  return `${counted(count, "reference was", "references were")} not looked up`;
}

function withoutSnapshot(count: number, folder: string): Problem {
  return {
    code: "snapshot/none",
    message: `there is no snapshot here, so ${unread(count)}`,
    place: { file: folder },
    next: "Run `entitlint collect` first, or say --no-snapshot to check the files by themselves.",
  };
}
