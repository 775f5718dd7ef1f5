/** A package with the text of every module of it. */
export interface PackageTexts {
  readonly name: string;
  readonly texts: readonly string[];
}

/** Those of the packages that the texts name, or that a package so named names in turn. */
export function reachedPackages(texts: readonly string[], packages: readonly PackageTexts[]): Set<string> {
  const reached = new Set<string>();
  let open = texts;
  while (open.length > 0) {
    const paths = new Set(open.flatMap(pathsIn));
    const found = packages.filter(({ name }) => !reached.has(name) && [...paths].some((path) => isAbout(path, name)));
    for (const { name } of found) reached.add(name);
    open = found.flatMap((one) => one.texts);
  }
  return reached;
}

/** What a module's text names below `data`, as far as it is written out: `acme.lib` for `data.acme.lib[name]`. */
function pathsIn(text: string): string[] {
  const code = text.replace(/^[ \t]*#.*$/gm, "");
  return [...code.matchAll(/\bdata\.(\w+(?:\.\w+)*)/g)].flatMap(([, path]) => path ?? []);
}

/** Whether a path is a package, something in it, or a part of `data` that it lies in. */
function isAbout(path: string, name: string): boolean {
  return `${path}.`.startsWith(`${name}.`) || name.startsWith(`${path}.`) || name.startsWith(`${path}[`);
}
