import type { CollectContext } from "../../collect/collector.ts";
import { RecordStore } from "../../collect/record-store.ts";
import type { Source } from "../../config/config.ts";
import type { LoadedConfig } from "../../config/load-config.ts";
import type { Log } from "../../log.ts";
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
    readonly log?: Log;
    readonly store?: RecordStore;
  },
): CollectContext {
  const { system, role, tenant, zone, declares } = source;
  const { now, env, progress = silent, patience = usualPatience } = world;
  const store = world.store ?? new RecordStore(system, source.noSecrets);
  const secrets = new SecretReader(env, folder);
  const tell = (line: string) => world.log?.info(line, { source: source.key });
  return {
    system,
    role,
    tenant,
    zone,
    declares,
    files: tree,
    folder,
    now,
    env,
    secrets,
    progress,
    patience,
    tell,
    store,
  };
}
