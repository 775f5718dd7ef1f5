import { EntitlintError, type Problem, throwProblems } from "../errors.ts";

const most = 50;

/** Gathers what is wrong with a source, so that all of it is told at once, up to a number that people still read. */
export class ProblemList {
  readonly #problems: Problem[] = [];
  #more = 0;

  add(problems: readonly Problem[]): void {
    for (const problem of problems)
      if (this.#problems.length < most) this.#problems.push(problem);
      else this.#more++;
  }

  /** Runs a step; what it is expected to throw joins the list, and the step gives undefined. */
  async attempt<T>(step: () => Promise<T>): Promise<T | undefined> {
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof EntitlintError)) throw error;
      this.add(error.problems);
      return undefined;
    }
  }

  /** @throws EntitlintError with the whole list, unless it is empty */
  throwIfAny(): void {
    const more: Problem = {
      code: "collect/too-many-problems",
      message: `${this.#more} more like these`,
      next: "Mend the ones above first.",
    };
    throwProblems(this.#more > 0 ? [...this.#problems, more] : this.#problems);
  }
}
