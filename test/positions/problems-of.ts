import { EntitlintError, type Problem } from "../../src/errors.ts";

/** The problems of the expected error that a call throws; none when it throws nothing. */
export function problemsOf(run: () => unknown): readonly Problem[] {
  try {
    run();
  } catch (error) {
    if (error instanceof EntitlintError) return error.problems;
    throw error;
  }
  return [];
}

/** Each problem as `code line:column`. */
export function problemPlaces(run: () => unknown): string[] {
  return problemsOf(run).map(({ code, place }) => `${code} ${place?.line}:${place?.column}`);
}
