import { parseEvents, YAMLException } from "js-yaml";
import { EntitlintError, type Problem, throwProblems } from "../errors.ts";
import { placesOf } from "./line-index.ts";
import type { PositionedNode } from "./node.ts";
import { buildYaml } from "./yaml-build.ts";

/**
 * Reads a YAML 1.2 text (core schema, merge keys) that holds one document.
 * @throws EntitlintError with every duplicate key, odd key, unknown tag or alias found, or the first syntax error
 */
export function readYaml(text: string, file: string): PositionedNode {
  return onlyDocument(readYamlDocuments(text, file), file);
}

/**
 * Reads a YAML text that holds one document, keys that stand twice included: of those the first counts, and they are
 * problems beside what else there is to tell. Everything else throws as `readYaml` does.
 */
export function readYamlWithRepeats(
  text: string,
  file: string,
): { readonly root: PositionedNode; readonly repeats: readonly Problem[] } {
  const { documents, problems } = buildYaml(text, parse(text, file), placesOf(text, file));
  if (problems.some(({ code }) => code !== "input/duplicate-key")) throwProblems(problems);
  return { root: onlyDocument(documents, file), repeats: problems };
}

function onlyDocument(documents: readonly PositionedNode[], file: string): PositionedNode {
  const [first, second] = documents;
  if (first === undefined) {
    throw new EntitlintError({
      code: "input/empty",
      message: "the file holds no YAML document",
      place: { file, line: 1, column: 1 },
      next: "Write its content, or remove the file.",
    });
  }
  if (second !== undefined) {
    throw new EntitlintError({
      code: "input/several-documents",
      message: `the file holds ${documents.length} YAML documents; one is expected`,
      place: second.place,
      next: "Split it into one file per document.",
    });
  }
  return first;
}

/** Reads every document of a YAML text; documents without content are left out. Errors as `readYaml`. */
export function readYamlDocuments(text: string, file: string): PositionedNode[] {
  const placeAt = placesOf(text, file);
  const { documents, problems } = buildYaml(text, parse(text, file), placeAt);
  throwProblems(problems);
  return documents;
}

function parse(text: string, file: string): ReturnType<typeof parseEvents> {
  try {
    return parseEvents(text, { filename: file, maxDepth: 100 });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const place = error.mark ? placesOf(text, file)(error.mark.position) : { file };
    throw new EntitlintError(
      { code: "input/does-not-parse", message: `not valid YAML: ${error.reason}`, place, next: "Mend the syntax." },
      { cause: error },
    );
  }
}
