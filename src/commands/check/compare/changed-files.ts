import { classifyFile } from "../../../access/folder.ts";
import { whoseWord } from "../../../access/whose-word.ts";
import type { LoadedConfig } from "../../../config/load-config.ts";
import type { SettingsFile } from "../../../model/compared.ts";
import type { FileTree } from "../../../model/file-tree.ts";
import { type CodeOwners, codeOwnersPlaces } from "../../../repository/code-owners.ts";
import { escapeGlob } from "../../../repository/subtree.ts";
import { type BaseSide, belowRoot } from "./base-side.ts";

/** A file with decisions, by what is decided there. */
interface Part {
  readonly file: string;
  readonly part: string;
}

/** The files with decisions about the check that the pull request changes. */
export async function changedSettings(
  side: BaseSide,
  base: LoadedConfig,
  head: LoadedConfig,
  owners: CodeOwners | undefined,
): Promise<SettingsFile[]> {
  const parts = [...configParts(side, base, head), ...codeOwnersPlaces.map((file) => ({ file, part: "code owners" }))];
  for (const loaded of [base, head])
    for (const tree of [side.mergeBase, side.head]) parts.push(...(await partsIn(side.root, loaded, tree)));
  const byFile = new Map(parts.map((part) => [part.file, part]));
  const changed: SettingsFile[] = [];
  for (const { file, part } of byFile.values()) {
    const change = await changeOf(file, side);
    if (change) changed.push({ file, change, part, owners: [...(owners?.ownersOf(file) ?? [])] });
  }
  return changed;
}

/** A config that says the same in other words is no other config. */
function configParts({ root }: BaseSide, base: LoadedConfig, head: LoadedConfig): Part[] {
  const files = [base, head].map(({ folder, config }) => belowRoot(root, folder, config.file));
  if (base.config.digest === head.config.digest && files[0] === files[1]) return [];
  return files.map((file) => ({ file, part: "config" }));
}

/** The policies and the access files with decisions that a tree has where a config says that they are. */
async function partsIn(root: string, { folder, config }: LoadedConfig, tree: FileTree): Promise<Part[]> {
  const parts: Part[] = [];
  for (const policies of config.policies)
    for (const file of await filesBelow(tree, belowRoot(root, folder, policies.folder)))
      if (file.endsWith(".rego") && !file.endsWith("_test.rego")) parts.push({ file, part: "policies" });
  const access = belowRoot(root, folder, config.access);
  for (const file of await filesBelow(tree, access)) {
    const found = classifyFile(file, access);
    if (found && "kind" in found && whoseWord[found.kind] === "decided") parts.push({ file, part: found.kind });
  }
  return parts;
}

function filesBelow(tree: FileTree, folder: string): Promise<string[]> {
  const below = escapeGlob(folder);
  return tree.list([`${below}/**`, `${below}/**/.*`, `${below}/**/.*/**`]);
}

async function changeOf(file: string, { mergeBase, head }: BaseSide): Promise<SettingsFile["change"] | undefined> {
  const [before, after] = [await mergeBase.read(file), await head.read(file)];
  if (before === undefined) return after === undefined ? undefined : "added";
  if (after === undefined) return "deleted";
  return Buffer.compare(before, after) === 0 ? undefined : "modified";
}
