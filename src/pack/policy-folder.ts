import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { PolicyModule } from "../compile/index.ts";
import { EntitlintError } from "../errors.ts";
import type { FileTree } from "../model/file-tree.ts";
import { escapeGlob } from "../repository/subtree.ts";

/** The files of one folder of policies. Paths start with the folder's name for messages, with forward slashes. */
export interface PolicyFolder {
  /** `shipped`, or the folder as the config names it. */
  readonly origin: string;
  /** Rules, libraries and the entrypoints of scopes. */
  readonly modules: readonly PolicyModule[];
  /** Files named `…_test.rego`. */
  readonly tests: readonly PolicyModule[];
  /** Rego that lints annotations; never part of a pack. */
  readonly checks: readonly PolicyModule[];
  /** Files named `<rule>.yaml` beside a rule: its examples. */
  readonly examples: readonly PolicyModule[];
  /** Files named `<rule>_survivors.yaml` beside a rule: why some of its mutants may survive. */
  readonly survivors: readonly PolicyModule[];
}

/** Reads a folder of policies. `prefix` goes before the path of every file. Throws EntitlintError when there is none. */
export async function readPolicyFolder(folder: string, origin: string, prefix = ""): Promise<PolicyFolder> {
  const files: PolicyModule[] = [];
  for (const path of await filesBelow(folder, origin))
    files.push({ path: `${prefix}${path}`, text: decoded(await readFile(join(folder, path)), path) });
  return sorted(files, origin);
}

/** The same folder in a tree, such as a Git revision; paths are those that the folder itself would give. */
export async function readPolicyTree(tree: FileTree, folder: string): Promise<PolicyFolder> {
  const below = escapeGlob(`${folder}/`);
  const paths = (await tree.list([`${below}**`, `${below}**/.*`, `${below}**/.*/**`])).filter(isPolicyFile);
  const files: PolicyModule[] = [];
  for (const path of paths) files.push({ path, text: decoded((await tree.read(path)) ?? new Uint8Array(), path) });
  if (files.length > 0) return sorted(files, folder);
  throw noFolder(folder, `${tree.name} has no such folder`, folder);
}

function sorted(files: readonly PolicyModule[], origin: string): PolicyFolder {
  const paths = new Set(files.map(({ path }) => path));
  const rego = files.filter((file) => file.path.endsWith(".rego"));
  const isTest = (file: PolicyModule) => file.path.endsWith("_test.rego");
  const isCheck = (file: PolicyModule) => origin === shippedOrigin && file.path.startsWith("entitlint/checks/");
  return {
    origin,
    modules: rego.filter((file) => !isTest(file) && !isCheck(file)),
    tests: rego.filter(isTest),
    checks: rego.filter((file) => isCheck(file) && !isTest(file)),
    examples: files.filter(({ path }) => path.endsWith(".yaml") && paths.has(path.replace(/\.yaml$/, ".rego"))),
    survivors: files.filter(({ path }) => path.endsWith("_survivors.yaml")),
  };
}

/** The origin of the policies that come with entitlint. */
export const shippedOrigin = "shipped";

function isPolicyFile(path: string): boolean {
  return /\.(rego|yaml)$/.test(path);
}

async function filesBelow(folder: string, origin: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    return entries
      .filter((entry) => entry.isFile() && isPolicyFile(entry.name))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
      .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  } catch (cause) {
    throw noFolder(origin, cause instanceof Error ? cause.message : String(cause), folder, cause);
  }
}

function noFolder(origin: string, why: string, file: string, cause?: unknown): EntitlintError {
  const message = `the policies in ${origin} cannot be read: ${why}`;
  const next = "Make the folder, or take it out of `policies:` in the config.";
  return new EntitlintError({ code: "input/unreadable", message, place: { file }, next }, { cause });
}

function decoded(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    const next = "Save the file as UTF-8.";
    throw new EntitlintError(
      { code: "input/not-utf8", message: "the file is not valid UTF-8", place: { file: path }, next },
      { cause },
    );
  }
}
