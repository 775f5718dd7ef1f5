import { join, resolve } from "node:path";
import type { LoadedConfig } from "../../config/load-config.ts";
import { EntitlintError } from "../../errors.ts";
import type { ExitCode } from "../../exit-codes.ts";
import type { Manifest } from "../../model/manifest.ts";
import { currentManifest } from "../../snapshot/index.ts";
import type { CommandContext } from "../context.ts";
import type { EstateOptions } from "../estate/open-estate.ts";

/** Records from which a process of its own pays for its start many times over. */
const many = 200_000;

/**
 * Node gives objects that die young 16 MiB, and cannot be told otherwise once it runs. Where millions of records are
 * parsed and let go, that has the collector of garbage copy what is still in use over and over: with more room a check of
 * 100,000 identities takes a fifth less time, on the same memory. So a large estate is judged by a process that has it.
 */
const moreRoom = "--max-semi-space-size=64";

/** The exit code of a check in a roomier process; undefined where this one should go on itself. */
export async function checkInMoreRoom(
  asked: EstateOptions["snapshot"],
  { config, folder }: LoadedConfig,
  { again, cwd }: CommandContext,
): Promise<ExitCode | undefined> {
  if (again === undefined || asked === false) return undefined;
  try {
    const manifest = await currentManifest(asked === undefined ? join(folder, config.snapshot) : resolve(cwd, asked));
    return recordsOf(manifest) < many ? undefined : await again([moreRoom]);
  } catch (error) {
    // Whatever is wrong is told by the check itself, all at once.
    if (error instanceof EntitlintError) return undefined;
    throw error;
  }
}

function recordsOf(manifest: Manifest | undefined): number {
  const kinds = Object.values(manifest?.sources ?? {}).flatMap((source) => Object.values(source.kinds));
  return kinds.reduce((sum, { count }) => sum + count, 0);
}
