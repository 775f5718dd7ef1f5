import { canonicalPretty } from "../canonical.ts";
import type { Manifest, SourceEntry } from "../model/manifest.ts";
import type { StagedContent, StagedTree } from "./commit.ts";
import { parseFilePath } from "./layout.ts";
import { type Signer, signatureName } from "./signature.ts";
import type { StagedFile } from "./staged-files.ts";
import type { Standing } from "./standing.ts";

/** One system as the new snapshot holds it. */
export interface FreshSystem {
  readonly system: string;
  readonly entry: SourceEntry;
  readonly files: ReadonlyMap<string, StagedFile>;
  /** Paths of the present snapshot that stay as they are. */
  readonly kept: readonly string[];
}

export interface Composition {
  /** The snapshot that is replaced; systems that are neither fresh nor gone stay as they are in it. */
  readonly standing: Standing | undefined;
  readonly fresh: readonly FreshSystem[];
  readonly gone: readonly string[];
  readonly now: string;
  readonly runId: string;
  readonly failures: NonNullable<Manifest["failures"]>;
  /** Signs the new manifest; without one the snapshot is unsigned. */
  readonly signer: Signer | undefined;
}

/** A new snapshot, ready to be committed. */
export interface Composed {
  readonly manifest: Manifest;
  readonly tree: StagedTree;
}

/** Puts a new snapshot together from fresh systems and those that stay. */
export function compose({ standing, fresh, gone, now, runId, failures, signer }: Composition): Composed {
  const entries = new Map<string, SourceEntry>(Object.entries(standing?.manifest.sources ?? {}));
  for (const system of gone) entries.delete(system);
  for (const { system, entry } of fresh) entries.set(system, entry);
  const touched = new Set([...gone, ...fresh.map(({ system }) => system)]);
  const files = stagedFiles(standing, fresh, [
    ...untouchedPaths(standing, touched),
    ...fresh.flatMap(({ kept }) => kept),
  ]);
  const manifest: Manifest = {
    version: 1,
    collectedAt: now,
    runId,
    ...(standing && { previous: standing.manifestDigest }),
    sources: Object.fromEntries(entries),
    ...(Object.keys(failures).length > 0 && { failures }),
    files: Object.fromEntries([...files].map(([path, { digest }]) => [path, digest])),
  };
  const bytes = Buffer.from(canonicalPretty(manifest));
  const staged = new Map([...files].map(([path, { content }]) => [path, content]));
  if (signer) {
    const signature = signer(bytes);
    staged.set(signatureName, async () => signature);
  }
  const tree = {
    files: staged,
    manifest: bytes,
    ...(standing && { before: standing.manifestDigest }),
  };
  return { manifest, tree };
}

interface ComposedFile {
  readonly content: StagedContent;
  readonly digest: string;
}

function stagedFiles(standing: Standing | undefined, fresh: readonly FreshSystem[], kept: readonly string[]) {
  const known = standing?.manifest.files ?? {};
  const files = new Map<string, ComposedFile>();
  for (const path of kept) {
    const digest = known[path];
    if (digest !== undefined) files.set(path, { content: "kept", digest });
  }
  for (const one of fresh) {
    for (const [path, { digest, bytes }] of one.files)
      files.set(path, { content: known[path] === digest ? "kept" : bytes, digest });
  }
  return files;
}

function untouchedPaths(standing: Standing | undefined, touched: ReadonlySet<string>): string[] {
  return Object.keys(standing?.manifest.files ?? {}).filter((path) => {
    const name = parseFilePath(path);
    return name !== undefined && !touched.has(name.system);
  });
}
