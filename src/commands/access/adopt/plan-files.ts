import type { AccessState } from "../../../model/access.ts";
import type { FileTree } from "../../../model/file-tree.ts";
import { schemaLine } from "../../init/render-config.ts";
import { addItems, type FileEdit, newFile } from "../file-edit.ts";
import { type Stub, slug, stubLines } from "./stub.ts";

/** A file of the registry that gets stubs. */
export interface PlannedFile extends FileEdit {
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
    const planned = bytes ? addItems(path, bytes, stubs.map(stubLines)) : newFile(path, firstLines(stubs, folder));
    if (planned) return { ...planned, stubs };
  }
}

function firstLines(stubs: readonly Stub[], folder: string): string[] {
  const depth = folder.split("/").length + 1;
  return [schemaLine("access-identities", depth), ...heading, ...stubs.flatMap(stubLines)];
}

const heading = [
  "# Machines that were found and that nobody has decided on. For each an owner is proposed, which makes nobody its owner:",
  "# write owner, purpose and expires in place of ownerProposed and decideBy, or do away with the account.",
];

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
