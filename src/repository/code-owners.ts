import type { FileTree } from "../model/file-tree.ts";

/** Who has to approve a change of a file. */
export interface CodeOwners {
  /** Where it stands, from the root of the repository. */
  readonly file: string;
  /** Nobody where no line covers the file, or the last one that does names nobody. */
  readonly ownersOf: (path: string) => readonly string[];
}

/** Where GitHub looks, in this order; the first that is there counts. */
export const codeOwnersPlaces = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

/** GitHub does not load a larger one. */
const largest = 3 * 1024 * 1024;

/** The code owners of a repository; undefined where it has none, or a file that GitHub would not load. */
export async function readCodeOwners(root: FileTree): Promise<CodeOwners | undefined> {
  for (const file of codeOwnersPlaces) {
    const bytes = await root.read(file);
    if (bytes === undefined) continue;
    return bytes.length > largest ? undefined : { file, ownersOf: parseCodeOwners(new TextDecoder().decode(bytes)) };
  }
  return undefined;
}

interface Line {
  readonly matches: (path: string) => boolean;
  readonly owners: readonly string[];
}

/** Reads the text of a CODEOWNERS file. The last line that matches decides, and one without owners takes them away. */
export function parseCodeOwners(text: string): CodeOwners["ownersOf"] {
  const lines = text.split(/\r?\n/).flatMap(parseLine).reverse();
  return (path) => lines.find(({ matches }) => matches(path))?.owners ?? [];
}

function parseLine(written: string): Line[] {
  // A space of a path is written `\ `, and a comment may follow the owners.
  const [pattern, ...rest] = written.trim().match(/(?:\\.|[^\s\\])+/g) ?? [];
  if (pattern === undefined || pattern.startsWith("#")) return [];
  const comment = rest.findIndex((word) => word.startsWith("#"));
  const matches = matcherOf(pattern);
  return matches ? [{ matches, owners: comment < 0 ? rest : rest.slice(0, comment) }] : [];
}

/** Patterns are those of `.gitignore`, without `!` and `[ ]`: GitHub skips lines that have them. */
function matcherOf(pattern: string): Line["matches"] | undefined {
  if (pattern.startsWith("!") || /[[\]]/.test(pattern)) return undefined;
  const bare = pattern.replace(/^\/|\/$/g, "");
  const isAnchored = pattern.startsWith("/") || bare.includes("/");
  const parts = (isAnchored ? bare : `**/${bare}`).split("/").map((part) => part.replaceAll(/\\(.)/g, "$1"));
  const below = pattern.endsWith("/");
  // `docs/*` owns the files of that folder, and nothing deeper; `docs` and `docs/` everything below.
  const isFolder = below || !parts.at(-1)?.includes("*");
  return (path) => isMatch(parts, path.split("/"), { isFolder, below });
}

interface Reach {
  /** Whether what lies below a match is matched too. */
  readonly isFolder: boolean;
  /** Whether only what lies below is. */
  readonly below: boolean;
}

function isMatch(parts: readonly string[], path: readonly string[], reach: Reach): boolean {
  const [part, ...others] = parts;
  if (part === undefined) return path.length === 0 ? !reach.below : reach.isFolder;
  if (part === "**") {
    if (others.length === 0) return path.length > 0;
    return path.some((_, index) => isMatch(others, path.slice(index), reach));
  }
  const [name, ...deeper] = path;
  return name !== undefined && isNamed(part, name) && isMatch(others, deeper, reach);
}

/** One name of a path by a pattern with `*` and `?`, in time that grows with their product at most. */
function isNamed(pattern: string, name: string): boolean {
  let [at, star, from] = [0, -1, 0];
  for (let index = 0; index < name.length; ) {
    if (pattern[at] === "*") [star, from] = [at++, index];
    else if (at < pattern.length && (pattern[at] === "?" || pattern[at] === name[index]))
      [at, index] = [at + 1, index + 1];
    else if (star >= 0) [at, index] = [star + 1, ++from];
    else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}
