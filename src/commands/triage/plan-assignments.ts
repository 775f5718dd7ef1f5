import { findObjects } from "../../access/find-objects.ts";
import type { AccessObject } from "../../access/read-objects.ts";
import type { LoadedConfig } from "../../config/load-config.ts";
import { EntitlintError } from "../../errors.ts";
import { type LineEdit, linesOf } from "../../positions/line-edits.ts";
import { entryOf, type PositionedNode } from "../../positions/node.ts";
import { lineFinder } from "../../positions/remove-from-list.ts";
import type { Decision } from "../../triage/model/decision.ts";
import { editFile, type FileEdit, readForEdit } from "../access/file-edit.ts";

/** What lets a finding stand: a waiver by its id, or an entry of the baseline by its fingerprint. */
export function standsBy({ waiver, fingerprint }: Decision["about"]): string {
  return waiver === undefined ? `baseline ${fingerprint}` : `waivers ${waiver.id}`;
}

/**
 * What has to be written so that waivers and entries of the baseline have other owners: those words, and nothing else in
 * their files. @throws EntitlintError where an owner does not stand on a line by itself, or two are meant for one waiver
 */
export async function planAssignments(
  decisions: readonly Decision[],
  { tree, config }: Pick<LoadedConfig, "tree" | "config">,
): Promise<readonly FileEdit[]> {
  const owners = ownersOf(decisions);
  if (owners.size === 0) return [];
  const { objects } = await findObjects(tree, config.access);
  const meant = objects.flatMap((object) => {
    const owner = owners.get(nameOf(object));
    return owner === undefined ? [] : [{ path: object.file.path, node: object.node, owner }];
  });
  const files: FileEdit[] = [];
  for (const path of new Set(meant.map((one) => one.path))) {
    const bytes = await tree.read(path);
    const file = bytes && readForEdit(path, bytes);
    if (!file) throw byHand(path);
    const edits = meant.filter((one) => one.path === path).map(({ node, owner }) => ownerEdit(file.text, node, owner));
    if (edits.some((edit) => edit === undefined)) throw byHand(path);
    const inOrder = edits.filter((edit) => edit !== undefined).toSorted((a, b) => a.at - b.at);
    files.push(editFile(file, inOrder));
  }
  return files;
}

/** Several findings may stand by one waiver, which can be given to one owner only. */
function ownersOf(decisions: readonly Decision[]): Map<string, string> {
  const owners = new Map<string, string>();
  for (const { kind, about, owner } of decisions) {
    if (kind !== "assign") continue;
    const name = standsBy(about);
    if ((owners.get(name) ?? owner) !== owner)
      throw new EntitlintError({
        code: "decision/refused",
        message: `${about.waiver?.id ?? about.fingerprint} cannot be given to ${owners.get(name)} and to ${owner}`,
        next: "Nothing was written. z takes decisions back.",
      });
    owners.set(name, owner);
  }
  return owners;
}

function nameOf({ file, node, defaultId }: AccessObject): string {
  const found = entryOf(node, file.kind === "baseline" ? "fingerprint" : "id")?.node;
  return `${file.kind} ${found?.type === "scalar" ? found.text : (defaultId ?? "")}`;
}

/** The line on which the owner stands with another one; undefined where that is not a word on one line. */
function ownerEdit(text: string, node: PositionedNode, owner: string): LineEdit | undefined {
  const found = entryOf(node, "owner");
  if (found?.node.type !== "scalar" || found.merged || found.node.alias || node.alias) return undefined;
  const { start, end } = found.node;
  const lineAt = lineFinder(text);
  const at = lineAt(start);
  const line = linesOf(text).lines[at];
  if (line === undefined || lineAt(end - 1) !== at || end === start) return undefined;
  const from = start - (text.lastIndexOf("\n", start - 1) + 1);
  return { at, remove: 1, insert: [line.slice(0, from) + JSON.stringify(owner) + line.slice(from + end - start)] };
}

function byHand(file: string): EntitlintError {
  return new EntitlintError({
    code: "decision/not-spliced",
    message: "an owner does not stand on a line by itself",
    place: { file },
    next: "Nothing was written. Change it by hand.",
  });
}
