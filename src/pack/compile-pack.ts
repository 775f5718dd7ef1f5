import { createHash } from "node:crypto";
import {
  buildPolicies,
  type CompileOptions,
  PolicyError,
  type PolicyInspection,
  type PolicyModule,
} from "../compile/index.ts";
import { EntitlintError, type Problem, throwProblems } from "../errors.ts";
import { isScope, type Scope } from "../model/document.ts";
import type { Rule } from "../model/rule.ts";
import { duplicatePackages } from "./duplicate-packages.ts";
import { idleModules } from "./idle-modules.ts";
import { inspectFolders } from "./inspect-folders.ts";
import type { Pack } from "./pack.ts";
import { type ModuleGround, moduleGrounds } from "./package-place.ts";
import { type PolicyFolder, shippedOrigin } from "./policy-folder.ts";
import { policySchemas } from "./policy-schemas.ts";
import { readRules } from "./read-rules.ts";
import { entrypointOf, rulePackage } from "./rule-package.ts";
import { shapeCheck } from "./shape-check.ts";
import { silentRules } from "./silent-rules.ts";

/** The entrypoint of each scope's rules taken together. */
export const scopeEntrypoints: Readonly<Record<Scope, string>> = {
  subject: "entitlint/main/subject",
  source: "entitlint/main/source",
  channel: "entitlint/main/channel",
  group: "entitlint/main/group",
  entitlement: "entitlint/main/entitlement",
  app: "entitlint/main/app",
  waiver: "entitlint/main/waiver",
};

/** What is asked of one document when somebody wants to know whether a person is out. */
export const leaverEntrypoint = "entitlint/main/leaver";

/** Where policies come from, and what they may use. */
export interface PackSources {
  /** The shipped folder first. */
  readonly folders: readonly PolicyFolder[];
  /** Text of policies/capabilities.json. */
  readonly capabilities: string;
}

/** Compiles folders of policies into one pack. Throws EntitlintError with all that is wrong in METADATA, packages or Rego. */
export async function compilePack(sources: PackSources, options: CompileOptions): Promise<Pack> {
  const modules = sources.folders.flatMap((folder) => folder.modules);
  throwProblems(duplicatePackages(sources.folders));
  const inspection = await inspectFolders(sources.folders, options);
  const { rules, problems } = readRules(inspection, moduleGrounds(sources.folders));
  throwProblems([...problems, ...silentRules(inspection), ...idleModules(sources.folders, inspection)]);
  const ruleEntrypoints = ruleEntrypointsOf(inspection, moduleGrounds(sources.folders));
  const entrypoints = [
    ...Object.values(scopeEntrypoints),
    leaverEntrypoint,
    ...Object.values(ruleEntrypoints).map(({ entrypoint }) => entrypoint),
  ];
  const wasm = await build(modules, inspection, entrypoints, sources.capabilities, options);
  return { rules, wasm, digest: digestOf(wasm, rules), entrypoints: scopeEntrypoints, ruleEntrypoints };
}

/** SHA-256 over the module and the METADATA, so that a changed severity is another pack though its code is the same. */
export function digestOf(wasm: Uint8Array, rules: readonly Rule[]): string {
  return createHash("sha256").update(wasm).update("\n").update(JSON.stringify(rules)).digest("hex");
}

async function build(
  modules: readonly PolicyModule[],
  inspection: PolicyInspection,
  entrypoints: readonly string[],
  capabilities: string,
  options: CompileOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const check = shapeCheck(inspection);
  const checked = [...modules, check.module];
  try {
    const built = await buildPolicies(
      { modules: checked, capabilities, schemas: policySchemas(), entrypoints },
      options,
    );
    return built.wasm;
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const explained = error.diagnostics.map((diagnostic, index) => check.explain(diagnostic) ?? error.problems[index]);
    const [first, ...rest] = explained.filter((problem): problem is Problem => problem !== undefined);
    throw first ? new EntitlintError([first, ...rest], { cause: error }) : error;
  }
}

function ruleEntrypointsOf(
  inspection: PolicyInspection,
  groundOf: (file: string) => ModuleGround,
): Pack["ruleEntrypoints"] {
  const found = inspection.modules.flatMap((module) => {
    const rule = rulePackage(module.package);
    const { origin, place } = groundOf(module.path);
    return rule ? [{ ...rule, ...(origin !== shippedOrigin && { place }) }] : [];
  });
  found.sort((a, b) => (a.id < b.id ? -1 : 1));
  return Object.fromEntries(
    found.flatMap(({ id, scope, package: name, place }) =>
      isScope(scope) ? [[id, { scope, entrypoint: entrypointOf(name), ...(place && { place }) }]] : [],
    ),
  );
}
