import * as z from "zod";
import type { PolicyModule } from "../../compile/index.ts";
import type { Problem } from "../../errors.ts";
import { nodeAt } from "../../positions/node.ts";
import { readYaml } from "../../positions/read-yaml.ts";
import { validate } from "../../positions/validate.ts";
import type { Mutant } from "./mutant.ts";

const Survivors = z.array(
  z.strictObject({ line: z.string().min(1), becomes: z.string(), because: z.string().min(20) }),
);

/** A mutant that may survive, because it changes nothing that could be seen: its lines, and why. */
export interface ArguedSurvivor {
  readonly file: string;
  readonly at: number;
  readonly line: string;
  readonly becomes: string;
  readonly because: string;
}

/** Reads `<rule>_survivors.yaml`. Throws EntitlintError with everything that is wrong in it. */
export function readSurvivors(file: PolicyModule): { argued: ArguedSurvivor[]; problems: readonly Problem[] } {
  const root = readYaml(file.text, file.path);
  const checked = validate(root, Survivors);
  if (!checked.ok) return { argued: [], problems: checked.problems };
  const argued = checked.value.map((entry, index) => ({
    ...entry,
    file: file.path,
    at: (nodeAt(root, [index]) ?? root).place.line,
  }));
  return { argued, problems: [] };
}

/** Whether somebody has written why this mutant may survive. */
export function isArgued(mutant: Mutant, argued: readonly ArguedSurvivor[]): boolean {
  return argued.some((entry) => answers(entry, mutant));
}

/** What is argued about mutants that do not survive, or that there are not. */
export function staleArguments(argued: readonly ArguedSurvivor[], survivors: readonly Mutant[]): Problem[] {
  return argued
    .filter((entry) => !survivors.some((mutant) => answers(entry, mutant)))
    .map(({ file, at, line }) => ({
      code: "pack/survivors",
      message: `no mutant survives that changes ${JSON.stringify(line)} so`,
      place: { file, line: at },
      next: "Take the entry out.",
    }));
}

function answers({ file, line, becomes }: ArguedSurvivor, mutant: Mutant): boolean {
  const rule = file.replace(/_survivors\.yaml$/, ".rego");
  return rule === mutant.file && line === mutant.was && becomes === mutant.becomes;
}
