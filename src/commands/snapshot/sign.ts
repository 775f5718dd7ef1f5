import { EntitlintError } from "../../errors.ts";
import { exitCodes } from "../../exit-codes.ts";
import { safeText } from "../../report/safe-text.ts";
import { checkSignature, openSnapshot, publicKeyOf, signSnapshot } from "../../snapshot/index.ts";
import type { CommandBody } from "../context.ts";
import { configWhereThereIsOne } from "../estate/config-where-there-is-one.ts";
import { configuredSigner, signerFrom } from "../estate/signer.ts";
import { snapshotFolder } from "./open-given.ts";

export interface SignOptions {
  readonly key?: string;
}

/** Signs the snapshot as it stands. */
export const sign: CommandBody<SignOptions> = async ({ args, options }, context) => {
  const folder = args[0] ?? (await snapshotFolder(context.cwd, options.config));
  const loaded = await configWhereThereIsOne(options.config, context);
  const signer =
    options.key === undefined
      ? loaded && (await configuredSigner(loaded, context))
      : await signerFrom(options.key, context.cwd, context);
  if (!signer) {
    throw new EntitlintError({
      code: "snapshot/bad-key",
      message: "there is no key to sign with",
      next: "Name it with --key, or as `signing.key` in the config and set what that refers to.",
    });
  }
  if (!(await signSnapshot(folder, signer))) {
    throw new EntitlintError({
      code: "snapshot/none",
      message: "there is no snapshot here",
      place: { file: folder },
      next: "Run `entitlint collect` first, or name the snapshot's folder.",
    });
  }
  context.stdout.write(`Signed ${safeText(folder)}.\n`);
  const { manifestBytes, signature } = await openSnapshot(folder);
  const keys = (loaded?.config.signing.publicKeys ?? []).map(publicKeyOf);
  if (keys.length === 0 || checkSignature(manifestBytes, signature, keys).ok) return exitCodes.clean;
  context.log.warn("the config does not name the public half of this key, so a check will not accept the signature");
  return exitCodes.cannotJudge;
};
