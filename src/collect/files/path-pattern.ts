/** A `path` of a read: the glob to list by, and what its `{name}` segments caught in a path. */
export interface PathPattern {
  readonly glob: string;
  /** Names in the order they are first written. */
  readonly captures: readonly string[];
  /** What was caught, by name; undefined where the path does not fit. */
  match(path: string): ReadonlyMap<string, string> | undefined;
}

const captureSyntax = /\{([A-Za-z][A-Za-z0-9_]*)\}/g;

/**
 * Parses a path with the wildcards `*` and `?` (within a segment), `**` (segments), `{a,b}` (alternatives) and `{name}`,
 * which catches what stands there within one segment. A name that stands twice has to catch the same text.
 */
export function parsePathPattern(path: string): PathPattern {
  const captures = [...new Set([...path.matchAll(captureSyntax)].map(([, name]) => name ?? ""))];
  const glob = path.replaceAll(captureSyntax, "*");
  if (captures.length === 0) return { glob, captures, match: () => new Map() };
  const shape = shapeOf(path);
  return {
    glob,
    captures,
    match(candidate) {
      const groups = shape.exec(candidate)?.groups;
      return groups && new Map(captures.map((name) => [name, groups[name] ?? ""]));
    },
  };
}

const wildcards: Readonly<Record<string, string>> = {
  "**/": "(?:[^/]+/)*",
  "**": ".*",
  "*": "[^/]*",
  "?": "[^/]",
  "{": "(?:",
  "}": ")",
  ",": "|",
};

function shapeOf(path: string): RegExp {
  const seen = new Set<string>();
  const source = path.replaceAll(
    /\*\*\/|\*\*|\*|\?|\{([A-Za-z][A-Za-z0-9_]*)\}|[{},]|[^*?{},]+/g,
    (token: string, name: string | undefined, offset: number) => {
      if (name !== undefined) return captureOf(name, seen);
      const isPlainComma = token === "," && !/\{[^{}]*$/.test(path.slice(0, offset));
      return (isPlainComma ? undefined : wildcards[token]) ?? token.replaceAll(/[.+^$()|[\]\\]/g, "\\$&");
    },
  );
  return new RegExp(`^${source}$`, "u");
}

function captureOf(name: string, seen: Set<string>): string {
  if (seen.has(name)) return `\\k<${name}>`;
  seen.add(name);
  return `(?<${name}>[^/]+?)`;
}
