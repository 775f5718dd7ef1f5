import { posix } from "node:path";
import { didYouMean } from "../did-you-mean.ts";
import type { Problem } from "../errors.ts";
import { type AccessFileKind, accessFileKinds, accessKinds, kindNamed, pathOfKind } from "./kinds.ts";

/** An access file and what it holds, by where it lies. */
export interface AccessFile {
  readonly kind: AccessFileKind;
  readonly path: string;
  /** The id of the file's one object, where that does not say its own. */
  readonly defaultId: string;
}

/** Says what a file below the access folder is; a problem where nothing would read it. Markdown is for people: undefined. */
export function classifyFile(path: string, folder: string): AccessFile | Problem | undefined {
  const inside = posix.relative(folder, path);
  const [first = "", second, ...deeper] = inside.split("/");
  const name = second ?? first;
  if (name.endsWith(".md")) return undefined;
  const defaultId = name.replace(/\.yaml$/, "");
  const kind = kindNamed(second === undefined ? defaultId : first);
  const lies = second === undefined ? "in a file" : "in a folder";
  if (kind && accessKinds[kind].lies === lies && deeper.length === 0 && name.endsWith(".yaml"))
    return { kind, path, defaultId };
  return unknownPath(path, inside, first);
}

function unknownPath(path: string, inside: string, first: string): Problem {
  const bare = first.replace(/\.ya?ml$/, "");
  const known = accessFileKinds.map(pathOfKind);
  return {
    code: "access/unknown-path",
    message: `${inside} is no access file`,
    place: { file: path },
    next: `${whereTo(inside, bare)} Known: ${known.join(", ")}.`,
  };
}

function whereTo(inside: string, bare: string): string {
  if (inside.endsWith(".yml")) return `Name it ${inside.replace(/\.yml$/, ".yaml")}.`;
  const kind = kindNamed(bare);
  if (kind && accessKinds[kind].lies === "in a file") return `All of it belongs into ${pathOfKind(kind)}.`;
  if (kind) return `Such files lie in ${pathOfKind(kind)}.`;
  return didYouMean(bare, accessFileKinds).trimEnd() || "Move it elsewhere.";
}
