import type { PolicyInspection } from "../compile/index.ts";
import { nearest } from "../did-you-mean.ts";
import type { Problem } from "../errors.ts";
import { rulePackage } from "./rule-package.ts";

/** Rules without a `deny`: a misspelt one compiles, is examined everywhere, and never finds anything. */
export function silentRules({ modules }: PolicyInspection): Problem[] {
  return modules.flatMap((module): Problem[] => {
    const found = rulePackage(module.package);
    if (!found || module.rules.some(({ name }) => name === "deny")) return [];
    const names = module.rules.map(({ name }) => name);
    const near = names.find((name) => nearest(name, ["deny"]) !== undefined);
    return [
      {
        code: "pack/no-deny",
        message: `the rule ${found.id} has no \`deny\`, so it could never find anything`,
        place: { file: module.path },
        next: `${near === undefined ? "" : `Is \`${near}\` meant to be it? `}Write \`deny contains finding if …\`.`,
      },
    ];
  });
}
