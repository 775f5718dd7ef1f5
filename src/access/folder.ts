import { posix } from "node:path";
import { didYouMean } from "../did-you-mean.ts";
import type { Problem } from "../errors.ts";

/** What access files hold, by where they lie. */
export type AccessFileKind = "apps" | "identities" | "links";

export interface AccessFile {
  readonly kind: AccessFileKind;
  readonly path: string;
  /** The id of the file's one object, where that does not say its own. */
  readonly defaultId: string;
}

const folders = ["apps", "identities"] as const;
const known = ["apps/*.yaml", "identities/*.yaml", "links.yaml"];

/** Parts of the format that this version cannot judge yet; leaving them unread would pass for a clean result. */
const later = new Set(["roles", "waivers", "reviews", "people", "sod", "authority", "trusts", "breakglass"]);

/** Says what a file below the access folder is; a problem where nothing would read it. Markdown is for people: undefined. */
export function classifyFile(path: string, folder: string): AccessFile | Problem | undefined {
  const inside = posix.relative(folder, path);
  const [first = "", second, ...deeper] = inside.split("/");
  const name = second ?? first;
  const defaultId = name.replace(/\.yaml$/, "");
  if (name.endsWith(".md")) return undefined;
  if (later.has(second === undefined ? defaultId : first)) return notSupported(path, inside);
  const kind =
    second === undefined ? (first === "links.yaml" ? "links" : undefined) : folders.find((it) => it === first);
  if (kind && deeper.length === 0 && name.endsWith(".yaml")) return { kind, path, defaultId };
  return unknownPath(path, inside, first);
}

function notSupported(path: string, inside: string): Problem {
  return {
    code: "access/not-supported",
    message: `${inside} is not supported by this version of entitlint`,
    place: { file: path },
    next: `Move it out of the access folder until it is. Known: ${known.join(", ")}.`,
  };
}

function unknownPath(path: string, inside: string, first: string): Problem {
  const bare = first.replace(/\.ya?ml$/, "");
  const wanted = ["apps", "identities", "links"].filter((name) => name !== bare);
  const hint = inside.endsWith(".yml")
    ? `Name it ${inside.replace(/\.yml$/, ".yaml")}.`
    : didYouMean(bare, wanted).trimEnd() || "Move it elsewhere.";
  return {
    code: "access/unknown-path",
    message: `${inside} is no access file`,
    place: { file: path },
    next: `${hint} Known: ${known.join(", ")}.`,
  };
}
