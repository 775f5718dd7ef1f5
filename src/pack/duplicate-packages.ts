import type { Problem } from "../errors.ts";
import type { PolicyFolder } from "./policy-folder.ts";

interface Declared {
  readonly origin: string;
  readonly name: string;
}

/**
 * Packages that two folders have in common. OPA would merge them without a word: a rule would gain another's findings. Two
 * rules of one name in different scopes would share an id, so they count too. Packages are read from the text, because
 * the compiler stops at METADATA that two files give to one package, and says less.
 */
export function duplicatePackages(folders: readonly PolicyFolder[]): Problem[] {
  const owners = new Map<string, Declared>();
  const problems: Problem[] = [];
  for (const { origin, modules } of folders) {
    for (const { path, text } of modules) {
      const declared = /^package[ \t]+(\S+)/m.exec(text);
      const name = declared?.[1];
      if (!declared || !name) continue;
      const owner = owners.get(keyOf(name));
      const line = text.slice(0, declared.index).split("\n").length;
      if (!owner) owners.set(keyOf(name), { origin, name });
      else if (owner.origin !== origin || owner.name !== name) problems.push(duplicate({ path, line }, name, owner));
    }
  }
  return problems;
}

/** Rules share their names across scopes; everything else is told apart by its whole package. */
function keyOf(name: string): string {
  return /^entitlint\.rules\.[^.]+\.([^.]+)$/.exec(name)?.[1] ?? name;
}

function duplicate({ path, line }: { path: string; line: number }, name: string, owner: Declared): Problem {
  const other = owner.name === name ? "" : ` (as ${owner.name})`;
  const where = owner.origin === "shipped" ? "the shipped policies" : owner.origin;
  return {
    code: "pack/duplicate-package",
    message: `${name} exists already in ${where}${other}`,
    place: { file: path, line },
    next: "Give your rule a name of its own.",
  };
}
