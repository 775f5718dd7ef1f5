import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { PolicyModule } from "../compile/index.ts";
import { EntitlintError } from "../errors.ts";

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
}

/** Reads a folder of policies. `prefix` goes before the path of every file. Throws EntitlintError when there is none. */
export async function readPolicyFolder(folder: string, origin: string, prefix = ""): Promise<PolicyFolder> {
  const paths = await filesBelow(folder, origin);
  const files: PolicyModule[] = [];
  for (const path of paths) files.push({ path: `${prefix}${path}`, text: await readText(join(folder, path), path) });
  const rego = files.filter((file) => file.path.endsWith(".rego"));
  const isTest = (file: PolicyModule) => file.path.endsWith("_test.rego");
  const isCheck = (file: PolicyModule) => origin === shippedOrigin && file.path.startsWith("entitlint/checks/");
  return {
    origin,
    modules: rego.filter((file) => !isTest(file) && !isCheck(file)),
    tests: rego.filter(isTest),
    checks: rego.filter((file) => isCheck(file) && !isTest(file)),
    examples: files.filter((file) => isExample(file.path, paths, prefix)),
  };
}

/** The origin of the policies that come with entitlint. */
export const shippedOrigin = "shipped";

function isExample(path: string, paths: readonly string[], prefix: string): boolean {
  return path.endsWith(".yaml") && paths.includes(`${path.slice(prefix.length, -".yaml".length)}.rego`);
}

async function filesBelow(folder: string, origin: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    return entries
      .filter((entry) => entry.isFile() && /\.(rego|yaml)$/.test(entry.name))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
      .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  } catch (cause) {
    const message = `the policies in ${origin} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`;
    const next = "Make the folder, or take it out of `policies:` in the config.";
    throw new EntitlintError({ code: "input/unreadable", message, place: { file: folder }, next }, { cause });
  }
}

async function readText(file: string, path: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file));
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    const next = "Save the file as UTF-8.";
    throw new EntitlintError(
      { code: "input/not-utf8", message: "the file is not valid UTF-8", place: { file: path }, next },
      { cause },
    );
  }
}
