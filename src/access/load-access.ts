import { type Problem, throwProblems } from "../errors.ts";
import type { AccessState, DeclaredApp, DeclaredIdentity, DeclaredLink } from "../model/access.ts";
import type { FileTree } from "../model/file-tree.ts";
import { contradictions } from "./contradictions.ts";
import { declareApp } from "./declare-app.ts";
import { declareIdentity } from "./declare-identity.ts";
import { declareLink } from "./declare-link.ts";
import { type AccessFile, type AccessFileKind, classifyFile } from "./folder.ts";
import { type AccessObject, readObjects } from "./read-objects.ts";

/**
 * Reads all that is declared below a folder. A folder without files declares nothing.
 * @throws EntitlintError with every problem of every file at once
 */
export async function loadAccess(tree: FileTree, folder: string): Promise<AccessState> {
  const problems: Problem[] = [];
  const objects: AccessObject[] = [];
  for (const path of await tree.list([`${escapeGlob(folder)}/**`])) {
    const file = classifyFile(path, folder);
    if (file === undefined) continue;
    if (isProblem(file)) {
      problems.push(file);
      continue;
    }
    for (const read of await readObjects(tree, file)) {
      if (isProblem(read)) problems.push(read);
      else objects.push(read);
    }
  }
  const state: AccessState = {
    apps: declared<DeclaredApp>(objects, "apps", declareApp, problems).toSorted(byId),
    identities: declared<DeclaredIdentity>(objects, "identities", declareIdentity, problems).toSorted(byId),
    links: declared<DeclaredLink>(objects, "links", declareLink, problems).toSorted(byAccount),
  };
  throwProblems([...problems, ...contradictions(state)]);
  return state;
}

function declared<T extends object>(
  objects: readonly AccessObject[],
  kind: AccessFileKind,
  declare: (object: AccessObject) => T | readonly Problem[],
  problems: Problem[],
): T[] {
  const found: T[] = [];
  for (const object of objects.filter(({ file }) => file.kind === kind)) {
    const result = declare(object);
    if (isList(result)) problems.push(...result);
    else found.push(result);
  }
  return found;
}

function isList<T extends object>(result: T | readonly Problem[]): result is readonly Problem[] {
  return Array.isArray(result);
}

function isProblem(value: AccessFile | AccessObject | Problem): value is Problem {
  return "code" in value;
}

function escapeGlob(folder: string): string {
  return folder.replace(/[\\*?[\](){}!+@]/g, "\\$&");
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function byAccount(a: DeclaredLink, b: DeclaredLink): number {
  return a.account.text < b.account.text ? -1 : a.account.text > b.account.text ? 1 : 0;
}
