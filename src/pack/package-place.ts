import type { Place } from "../errors.ts";
import type { PolicyFolder } from "./policy-folder.ts";

/** Where a module's text names its package; its first line where it names none. */
export function packagePlace(file: string, text: string): Place {
  const declared = /^package[ \t]+(?=\S)/m.exec(text);
  if (!declared) return { file, line: 1 };
  const line = text.slice(0, declared.index).split("\n").length;
  return { file, line, column: declared[0].length + 1 };
}

/** What is known of a module beside what the compiler says of it: whose it is, and where its package stands. */
export interface ModuleGround {
  readonly origin: string;
  readonly place: Place;
}

/** The modules of all folders by their paths. */
export function moduleGrounds(folders: readonly PolicyFolder[]): (file: string) => ModuleGround {
  const known = new Map(
    folders.flatMap(({ origin, modules }) =>
      modules.map(({ path, text }) => [path, { origin, place: packagePlace(path, text) }]),
    ),
  );
  return (file) => known.get(file) ?? { origin: "", place: { file, line: 1 } };
}
