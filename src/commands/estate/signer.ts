import type { LoadedConfig } from "../../config/load-config.ts";
import { EntitlintError } from "../../errors.ts";
import { SecretReader, SecretReference } from "../../network/secret-reference.ts";
import { type Signer, signerOf } from "../../snapshot/index.ts";
import type { CommandContext } from "../context.ts";

/**
 * The signer that the config names. A collector without its key is a misconfiguration as long as a check demands
 * signatures, and told at once: else the pull request that brings the snapshot would be the first to fail.
 * @throws EntitlintError where the key is not there or no key, and a check would demand it
 */
export async function configuredSigner(
  { config, folder }: LoadedConfig,
  context: Pick<CommandContext, "env">,
): Promise<Signer | undefined> {
  const { key } = config.signing;
  return key === undefined ? undefined : await signerFrom(key, folder, context);
}

/** A signer from a reference to its key. @throws EntitlintError */
export async function signerFrom(
  reference: string,
  folder: string,
  { env }: Pick<CommandContext, "env">,
): Promise<Signer> {
  const parsed = SecretReference.safeParse(reference);
  if (!parsed.success) {
    throw new EntitlintError({
      code: "usage/invalid",
      message: "a key is given by reference",
      next: "Write env:NAME or file:PATH.",
    });
  }
  return signerOf(await new SecretReader(env, folder).read(parsed.data));
}
