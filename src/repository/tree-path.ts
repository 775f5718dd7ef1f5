import { EntitlintError } from "../errors.ts";

/** Refuses paths and globs that do not stay below a tree's root: absolute ones, drive letters, and any `..` segment. */
export function requireInside(path: string, treeName: string): void {
  const plain = path.replace(/^!/, "");
  const segments = plain.split(/[/\\]/);
  if (!plain.startsWith("/") && !/^[A-Za-z]:/.test(plain) && !segments.includes("..")) return;
  throw new EntitlintError({
    code: "repository/outside",
    message: `${path} leads out of ${treeName}.`,
    next: "Name a path below that folder.",
  });
}

/** The error for a symbolic link that leaves the tree: following it would read what nobody put under review. */
export function linkOutside(path: string, target: string, treeName: string): EntitlintError {
  return new EntitlintError({
    code: "repository/outside",
    message: `${path} is a symbolic link to ${target}, outside of ${treeName}.`,
    place: { file: path },
    next: "Replace the link by the file itself.",
  });
}
