/**
 * Whether tests that try every variant of a thing run all of them. `ENTITLINT_EVERYTHING=1` says so, and is set by
 * `npm run test:everything` and the full run; without it they try a sample, so that the tests of a fresh clone end within two minutes.
 */
export const everything = process.env.ENTITLINT_EVERYTHING === "1";

/** Every `step`th of the given variants, the first and the last among them; all of them where everything is to run. */
export function sampleOf<T>(variants: readonly T[], step: number): readonly T[] {
  if (everything) return variants;
  return variants.filter((_, index) => index % step === 0 || index === variants.length - 1);
}

/** For the title of a test: says that it tries a sample, and how to have all of it. */
export const extent = everything ? "all of them" : "a sample; ENTITLINT_EVERYTHING=1 tries all";

/** How often a property is tried: so many times, or a fifth of it. */
export function runsOf(most: number): { readonly numRuns: number } {
  return { numRuns: everything ? most : Math.ceil(most / 5) };
}
