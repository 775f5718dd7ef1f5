import type { Report } from "../../model/report.ts";
import { frameworkOf } from "../sarif/frameworks.ts";
import { sarifText } from "../sarif/texts.ts";

/** The catalogues that the rules refer to, each with the controls that are used of it. */
export class Taxonomies {
  readonly #controls = new Map<string, string[]>();
  readonly #names: string[] = [];

  constructor(rules: Report["rules"]) {
    for (const control of idsOf(rules.flatMap(({ controls }) => controls)).sort()) {
      const { name } = frameworkOf(control);
      const known = this.#controls.get(name);
      if (known) known.push(control);
      else this.#controls.set(name, [control]);
    }
    this.#names = [...this.#controls.keys()].sort();
  }

  /** For the run. */
  get components(): object[] {
    return this.#names.map((name) => {
      const controls = this.#controls.get(name) ?? [];
      const { organization, version } = frameworkOf(controls[0] ?? "");
      return {
        ...{ name, organization, version, isComprehensive: false },
        shortDescription: { text: `The controls of ${name} that the rules refer to.` },
        taxa: controls.map((id) => ({ id })),
      };
    });
  }

  /** For the driver: which of the run's taxonomies it speaks of. */
  get references(): object[] {
    return this.#names.map((name, index) => ({ name, index }));
  }

  /** For a rule: the controls that it checks. */
  relationshipsOf(controls: readonly string[]): object[] {
    return idsOf(controls).map((id) => {
      const { name } = frameworkOf(id);
      const index = this.#controls.get(name)?.indexOf(id);
      const target = { id, index, toolComponent: { name, index: this.#names.indexOf(name) } };
      return { target, kinds: ["relevant"] };
    });
  }
}

/** Controls as they are shown, each once. */
function idsOf(controls: readonly string[]): string[] {
  return [...new Set(controls.map((control) => sarifText(control, 255)))];
}
