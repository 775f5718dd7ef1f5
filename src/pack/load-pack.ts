import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { CompileOptions } from "../compile/index.ts";
import type { FileTree } from "../model/file-tree.ts";
import { compilePack, type PackSources } from "./compile-pack.ts";
import type { Pack } from "./pack.ts";
import { readPack } from "./pack-file.ts";
import { packageRoot, packFolder } from "./pack-folder.ts";
import { type PolicyFolder, readPolicyFolder, readPolicyTree, shippedOrigin } from "./policy-folder.ts";

/** Where the user's policies lie. */
export interface UserFolders {
  /** The folder that the config lies in. */
  readonly base: string;
  /** Folders relative to it, as the config names them. */
  readonly folders: readonly string[];
  /** Where they are read instead of on disk: the base's folder as it stood at a revision. */
  readonly tree?: FileTree | undefined;
}

/** The pack that comes with entitlint, compiled when the package was built. */
export function loadShippedPack(folder = packFolder()): Promise<Pack> {
  return readPack(folder);
}

/** The shipped pack, or one compiled from the shipped policies and the user's, where there are any. */
export async function loadPack(user: UserFolders, options: CompileOptions = {}): Promise<Pack> {
  if (user.folders.length === 0) return loadShippedPack();
  return compilePack(await packSources(user), options);
}

/** Reads the shipped policies and the user's, with what they may use. */
export async function packSources(user: UserFolders): Promise<PackSources> {
  const folders = [await shippedFolder()];
  for (const folder of user.folders) folders.push(await userFolder(user, folder));
  return { folders, capabilities: await readFile(join(packageRoot(), "policies/capabilities.json"), "utf8") };
}

function userFolder({ base, tree }: UserFolders, folder: string): Promise<PolicyFolder> {
  if (tree) return readPolicyTree(tree, folder);
  return readPolicyFolder(resolve(base, folder), folder, folder === "." ? "" : `${folder}/`);
}

/** Only the shipped policies. */
export function shippedFolder(): Promise<PolicyFolder> {
  return readPolicyFolder(join(packageRoot(), "policies"), shippedOrigin);
}
