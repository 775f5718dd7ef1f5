import type { PolicyDiagnostic, PolicyInspection, PolicyModule } from "../compile/index.ts";
import type { Problem } from "../errors.ts";
import { rulePackage } from "./rule-package.ts";

/** A module that uses every rule's findings as findings, so that the compiler's types refuse what is none. */
export interface ShapeCheck {
  readonly module: PolicyModule;
  /** The problem behind a type error in the module; undefined for diagnostics of other files. */
  explain(diagnostic: PolicyDiagnostic): Problem | undefined;
}

const path = "entitlint/shape_check/shape_check.rego";
const required = ["msg", "id", "app", "reason"] as const;

/**
 * Builds the module from what the policies hold. Types know every shape that a rule's findings can have, as one union: what no shape
 * of a rule has, or has as another type, is refused here. A single odd one among many is caught when it is given: the
 * scope's entrypoint turns it into an unknown with the reason `malformed`.
 */
export function shapeCheck(inspection: PolicyInspection): ShapeCheck {
  const lines = ["package entitlint.shape_check", ""];
  const about = new Map<number, { file: string; line: number; column: number; rule: string; field: string }>();
  for (const module of inspection.modules) {
    const found = rulePackage(module.package);
    if (!found) continue;
    for (const verdict of ["deny", "unknown"] as const) {
      const first = module.rules.find((rule) => rule.name === verdict && rule.kind === "set");
      if (!first) continue;
      for (const field of required) {
        const finding = `data.${module.package}.${verdict}[_].${field}`;
        lines.push(`uses contains lower(${finding})`);
        about.set(lines.length, { file: module.path, line: first.line, column: first.column, rule: found.id, field });
      }
    }
  }
  return {
    module: { path, text: `${lines.join("\n")}\n` },
    explain(diagnostic) {
      const place = diagnostic.file === path ? about.get(diagnostic.line) : undefined;
      if (!place) return undefined;
      const { file, line, column, rule, field } = place;
      return {
        code: "pack/finding-shape",
        message: `the rule ${rule} gives something that is no finding: \`${field}\` has to be a text`,
        place: { file, line, column },
        next: `Give objects with ${required.join(", ")}.`,
      };
    },
  };
}
