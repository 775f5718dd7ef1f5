import { resolve } from "node:path";
import { counted } from "../../counted.ts";
import { exitCodes } from "../../exit-codes.ts";
import { safeText } from "../../report/safe-text.ts";
import {
  acceptSuspect,
  diffSnapshots,
  openSnapshot,
  publicKeyOf,
  type Snapshot,
  suspectFolder,
} from "../../snapshot/index.ts";
import { runId } from "../collect/run-id.ts";
import type { CommandBody } from "../context.ts";
import { configWhereThereIsOne } from "../estate/config-where-there-is-one.ts";
import { configuredSigner } from "../estate/signer.ts";
import { snapshotFolder } from "./open-given.ts";

export interface AcceptOptions {
  readonly dryRun?: true;
  readonly snapshot?: string;
}

/** Shows what readings that were set aside would change, and takes them into the snapshot. */
export const accept: CommandBody<AcceptOptions> = async ({ args, options }, context) => {
  const folder =
    options.snapshot === undefined
      ? await snapshotFolder(context.cwd, options.config)
      : resolve(context.cwd, options.snapshot);
  const systems = args.length > 0 ? args : undefined;
  const loaded = await configWhereThereIsOne(options.config, context);
  const signer = loaded && (await configuredSigner(loaded, context));
  const keys = (loaded?.config.signing.publicKeys ?? []).map(publicKeyOf);
  const run = { now: context.now, runId: runId(context, context.now), signer, keys, ...(systems && { systems }) };
  const changes = await changesOf(folder, systems);
  for (const line of changes) context.stdout.write(`${line}\n`);
  if (options.dryRun) {
    context.stdout.write("Nothing was accepted.\n");
    return exitCodes.clean;
  }
  const accepted = await acceptSuspect(folder, run);
  context.stdout.write(`Accepted ${accepted.map(safeText).join(", ")} into ${safeText(folder)}.\n`);
  return exitCodes.clean;
};

/** What accepting would change, a line for each kind. */
async function changesOf(folder: string, systems: readonly string[] | undefined): Promise<string[]> {
  const aside = await openSnapshot(suspectFolder(folder)).catch(() => undefined);
  if (!aside) return [];
  const standing = await openSnapshot(folder);
  const chosen = new Set(systems ?? Object.keys(aside.manifest.sources));
  return diffSnapshots(standing, aside)
    .kinds.filter(({ system, kind }) => chosen.has(system) && isRead(aside, system, kind))
    .map(({ system, kind, added, removed, changed }) => {
      const all = standing.manifest.sources[system]?.kinds[kind]?.count ?? 0;
      const change = `${added.length} new, ${removed.length} gone, ${changed.length} changed`;
      return `${safeText(system)} ${kind}: ${change}, of ${counted(all, "record")}`;
    });
}

function isRead({ manifest }: Snapshot, system: string, kind: string): boolean {
  return Object.hasOwn(manifest.sources[system]?.kinds ?? {}, kind);
}
