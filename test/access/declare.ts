import { loadAccess } from "../../src/access/load-access.ts";
import { EntitlintError, problemLine } from "../../src/errors.ts";
import type { AccessState } from "../../src/model/access.ts";
import type { FileTree } from "../../src/model/file-tree.ts";
import { matcher } from "../../src/repository/walk.ts";

/** Files in memory, the way a revision holds them. */
export function filesInMemory(files: Readonly<Record<string, string | Uint8Array>>): FileTree {
  return {
    name: "memory",
    list: async (globs) => Object.keys(files).filter(matcher(globs)).toSorted(),
    read: async (path) => {
      const content = files[path];
      return typeof content === "string" ? Buffer.from(content) : content;
    },
    modifiedAt: async () => undefined,
  };
}

export function declared(files: Readonly<Record<string, string | Uint8Array>>): Promise<AccessState> {
  return loadAccess(filesInMemory(files), "access");
}

/** What is wrong with access files, a line each. */
export async function faultsOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string[]> {
  try {
    await declared(files);
  } catch (error) {
    if (error instanceof EntitlintError) return error.problems.map(problemLine);
    throw error;
  }
  return [];
}
