import { createHash } from "node:crypto";
import * as z from "zod";
import type { GithubClient } from "../client.ts";

/** Files by their paths from the root of the repository. */
export type Files = ReadonlyMap<string, Uint8Array>;

export interface Repository {
  readonly owner: string;
  readonly repo: string;
}

const Tree = z.looseObject({
  tree: z.array(z.looseObject({ path: z.string(), type: z.string(), sha: z.string().nullish() })),
  truncated: z.boolean(),
});

/** What differs between folders of a tree on GitHub and these files: paths to write, and paths that are there no more. */
export interface FileChanges {
  readonly written: readonly string[];
  readonly removed: readonly string[];
}

/** Compares by the digests that Git itself keeps, so that nothing has to be read to see that nothing changed. */
export async function changesIn(
  client: GithubClient,
  at: Repository,
  { tree, folders, files }: { readonly tree: string; readonly folders: readonly string[]; readonly files: Files },
): Promise<FileChanges> {
  const before = new Map<string, string>();
  for (const folder of folders)
    for (const [path, sha] of await blobsOf(client, at, tree, folder)) before.set(path, sha);
  return {
    written: [...files].flatMap(([path, bytes]) => (before.get(path) === blobId(bytes) ? [] : [path])),
    removed: [...before.keys()].filter((path) => !files.has(path)),
  };
}

/** Folder by folder, because GitHub cuts off the list of a whole large tree. */
async function blobsOf(
  client: GithubClient,
  at: Repository,
  root: string,
  folder: string,
): Promise<Map<string, string>> {
  const blobs = new Map<string, string>();
  const read = (tree_sha: string) =>
    client.ask("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", { ...at, tree_sha }, Tree);
  let sha: string | undefined = root;
  for (const name of folder.split("/")) {
    const entries: z.infer<typeof Tree>["tree"] = sha === undefined ? [] : (await read(sha)).tree;
    sha = entries.find(({ path, type }) => path === name && type === "tree")?.sha ?? undefined;
  }
  const walk = async (tree: string, above: string): Promise<void> => {
    for (const { path, type, sha: entry } of (await read(tree)).tree) {
      if (!entry) continue;
      if (type === "tree") await walk(entry, `${above}/${path}`);
      else blobs.set(`${above}/${path}`, entry);
    }
  };
  if (sha !== undefined) await walk(sha, folder);
  return blobs;
}

/** The name that Git gives to these bytes. */
export function blobId(bytes: Uint8Array): string {
  return createHash("sha1").update(`blob ${bytes.byteLength}\0`).update(bytes).digest("hex");
}
