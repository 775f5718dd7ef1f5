import { counted } from "../../counted.ts";
import type { Problem } from "../../errors.ts";
import { exitCodes } from "../../exit-codes.ts";
import { safeText } from "../../report/safe-text.ts";
import {
  checkSignature,
  publicKeyOf,
  type Snapshot,
  signatureFaults,
  signatureName,
  snapshotDigest,
  verifySnapshot,
} from "../../snapshot/index.ts";
import type { CommandBody, CommandContext, CommonOptions } from "../context.ts";
import { configWhereThereIsOne } from "../estate/config-where-there-is-one.ts";
import { printProblems } from "../print-failure.ts";
import { located, openFolder } from "./open-given.ts";

export type VerifyOptions = Record<never, never>;

/** More problems than this help nobody; how many there are is told. */
const mostShown = 200;

/** Checks a snapshot and says whether it is whole; problems go to standard error, the verdict to standard output. */
export const verify: CommandBody<VerifyOptions> = async ({ args, options }, context) => {
  const snapshot = await openFolder(args[0], options.config, context);
  const { files, records, problems, warnings } = verifySnapshot(snapshot);
  print(located(snapshot, warnings), "warn", context, options);
  const signed = await signatureOf(snapshot, options.config, context);
  print(located(snapshot, [...problems, ...signed.problems]), "error", context, options);
  const name = safeText(snapshot.name);
  const held = `${counted(files, "file")}, ${counted(records, "record")}`;
  if (problems.length === 0 && signed.problems.length > 0) {
    context.stdout.write(`${name} is whole, but nobody known vouches for it: ${held}.\n`);
    return exitCodes.cannotJudge;
  }
  if (problems.length > 0) {
    context.stdout.write(`${name} is not whole: ${counted(problems.length, "problem")} in ${held}.\n`);
    return exitCodes.cannotJudge;
  }
  context.stdout.write(`${name} is whole: ${held}, digest ${snapshotDigest(snapshot.manifest)}${signed.by}.\n`);
  return exitCodes.clean;
};

/** Who has signed, where the config names keys; without a config there is nobody to compare with. */
async function signatureOf(snapshot: Snapshot, config: string | undefined, context: CommandContext) {
  const loaded = await configWhereThereIsOne(config, context);
  const keys = (loaded?.config.signing.publicKeys ?? []).map(publicKeyOf);
  if (keys.length === 0) return { problems: [], by: "" };
  const check = checkSignature(snapshot.manifestBytes, snapshot.signature, keys);
  if (check.ok) return { problems: [], by: `, signed by ${check.key.slice(0, 16)}` };
  const problem: Problem = {
    code: "snapshot/unsigned",
    message: signatureFaults[check.why],
    place: { file: signatureName },
    next: "Collect it with the signing key, or look at it and sign it with `entitlint snapshot sign`.",
  };
  return { problems: [problem], by: "" };
}

function print(problems: readonly Problem[], level: "error" | "warn", context: CommandContext, options: CommonOptions) {
  printProblems(problems.slice(0, mostShown), level, { ...context, logFormat: options.logFormat });
  if (problems.length > mostShown) context.log[level](`and ${problems.length - mostShown} more like these`);
}
