import type { CollectContext } from "../../collect/collector.ts";
import type { Source } from "../../config/config.ts";
import type { LoadedConfig } from "../../config/load-config.ts";
import { type Patience, type Progress, usualPatience } from "../../network/patience.ts";
import { SecretReader } from "../../network/secret-reference.ts";

/** Tells nobody. */
export const silent: Progress = { page: () => {}, wait: () => {} };

/** What the collector of a source is told. */
export function collectContext(
  source: Source,
  { tree, folder }: Pick<LoadedConfig, "tree" | "folder">,
  world: Pick<CollectContext, "now" | "env"> & {
    readonly progress?: Progress;
    readonly patience?: Patience | undefined;
  },
): CollectContext {
  const { system, role, tenant, zone, declares } = source;
  const { now, env, progress = silent, patience = usualPatience } = world;
  const secrets = new SecretReader(env, folder);
  return { system, role, tenant, zone, declares, files: tree, now, env, secrets, progress, patience };
}
