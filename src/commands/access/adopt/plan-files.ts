import type { AccessState } from "../../../model/access.ts";
import type { FileTree } from "../../../model/file-tree.ts";
import { appendToList } from "../../../positions/append-to-list.ts";
import { decode } from "../../../positions/decode.ts";
import { applyLineEdits, type LineEdit } from "../../../positions/line-edits.ts";
import { readYaml } from "../../../positions/read-yaml.ts";
import { schemaLine } from "../../init/render-config.ts";
import { type Stub, slug, stubLines } from "./stub.ts";

/** A file of the registry that gets stubs. */
export interface PlannedFile {
  readonly path: string;
  /** Its text as it is; undefined where there is none yet. */
  readonly before: string | undefined;
  readonly after: Uint8Array;
  readonly edits: readonly LineEdit[];
  readonly stubs: readonly Stub[];
}

/** How stubs are put into files. */
export type Grouping = "system" | "owner";

/** What has to be written where, so that every stub stands behind what people wrote. */
export async function planFiles(
  stubs: readonly Stub[],
  grouping: Grouping,
  { tree, folder }: { readonly tree: FileTree; readonly folder: string },
): Promise<PlannedFile[]> {
  const groups = new Map<string, Stub[]>();
  for (const stub of stubs) {
    const name = fileName(stub, grouping);
    groups.set(name, [...(groups.get(name) ?? []), stub]);
  }
  const planned: PlannedFile[] = [];
  for (const [name, ofFile] of [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    planned.push(await planFile(`${folder}/identities/${name}`, ofFile, tree, folder));
  return planned;
}

/** Names are in small letters, because some file systems take large ones for the same. */
function fileName({ machine, proposal }: Stub, grouping: Grouping): string {
  const name = grouping === "system" ? machine.system : proposal.who.replace(/^(?:person|group):/, "");
  return slug(name).toLowerCase() || grouping;
}

/** The file of that name, or the first beside it that is free or can be added to. */
async function planFile(base: string, stubs: readonly Stub[], tree: FileTree, folder: string): Promise<PlannedFile> {
  for (let number = 1; ; number++) {
    const path = `${base}${number === 1 ? "" : number === 2 ? "-adopted" : `-adopted-${number - 1}`}.yaml`;
    const bytes = await tree.read(path);
    const planned = bytes ? addTo(path, bytes, stubs) : newFile(path, stubs, folder);
    if (planned) return planned;
  }
}

function newFile(path: string, stubs: readonly Stub[], folder: string): PlannedFile {
  const depth = folder.split("/").length + 1;
  const lines = [schemaLine("access-identities", depth), ...heading, ...stubs.flatMap(stubLines)];
  const edits = [{ at: 0, remove: 0, insert: lines }];
  return { path, before: undefined, after: Buffer.from(applyLineEdits("", edits)), edits, stubs };
}

const heading = [
  "# Machines that were found and that nobody has decided on. For each an owner is proposed, which makes nobody its owner:",
  "# write owner, purpose and expires in place of ownerProposed and decideBy, or do away with the account.",
];

const mark = Buffer.from([0xef, 0xbb, 0xbf]);

/** Adds stubs behind what is there; undefined where the file is not of a form that takes more. */
function addTo(path: string, bytes: Uint8Array, stubs: readonly Stub[]): PlannedFile | undefined {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return undefined;
  const before = decode(bytes, { file: path });
  const root = readYaml(before, path);
  const edits = appendToList(before, root, stubs.map(stubLines));
  if (!edits || root.type !== "list") return undefined;
  const text = applyLineEdits(before, edits);
  const again = readYaml(text, path);
  if (again.type !== "list" || again.items.length !== root.items.length + stubs.length) return undefined;
  const hasMark = Buffer.from(bytes.subarray(0, 3)).equals(mark);
  return { path, before, after: Buffer.concat([hasMark ? mark : Buffer.alloc(0), Buffer.from(text)]), edits, stubs };
}

/** The tree as it will be. */
export function treeWith(tree: FileTree, planned: readonly PlannedFile[]): FileTree {
  const files = new Map(planned.map(({ path, after }) => [path, after]));
  const { linkedFolders } = tree;
  return {
    name: tree.name,
    list: async (globs) => [...new Set([...(await tree.list(globs)), ...files.keys()])].toSorted(),
    ...(linkedFolders && { linkedFolders: (globs: readonly string[]) => linkedFolders(globs) }),
    read: async (path) => files.get(path) ?? (await tree.read(path)),
    modifiedAt: (path) => tree.modifiedAt(path),
  };
}

/** Whether all that was declared still is, and the stubs besides, as it was meant. */
export function isAsMeant(before: AccessState, after: AccessState, stubs: readonly Stub[]): boolean {
  const ids = [...before.identities.map(({ id }) => id), ...stubs.map(({ id }) => id)].toSorted();
  const isSame = ids.length === after.identities.length && after.identities.every(({ id }, index) => id === ids[index]);
  return (
    isSame &&
    stubs.every(({ id, machine, proposal, decideBy }) => {
      const made = after.identities.find((identity) => identity.id === id);
      const accounts = made?.accounts.map((account) => (account.kind === "account" ? account.id : ""));
      return (
        made?.proposed?.who.text === proposal.who &&
        made.proposed.decideBy === decideBy &&
        JSON.stringify(accounts) === JSON.stringify(machine.ids)
      );
    })
  );
}
