// @ts-check
/**
 * Holds src/ to the layers of .dependency-cruiser.mjs, and then breaks every rule once in a temporary copy: a rule that
 * does not report its planted violation guards nothing, and fails the check. So does a cruise that overlooks files.
 */
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { cruise } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import config from "../.dependency-cruiser.mjs";
import { plantedViolations } from "./layers/planted-violations.mjs";
import { filesBelow } from "./project/files-below.mjs";

const root = resolve(import.meta.dirname, "..");
const faults = [...(await faultsOfSource()), ...(await faultsOfRules())];
for (const fault of faults) console.error(fault);
console.log(`layers: ${config.forbidden.length} rules, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;

async function faultsOfSource() {
  const { modules, summary } = await cruiseAt(root);
  const advice = new Map(config.forbidden.map((rule) => [rule.name, rule.comment]));
  const seen = new Set(modules.map((module) => module.source));
  const overlooked = filesBelow(join(root, "src"), /\.tsx?$/).filter((file) => !seen.has(`src/${file}`));
  return [
    ...overlooked.map((file) => `src/${file}: the layer check does not see this module`),
    ...summary.violations.map(({ from, to, rule }) => `${from} -> ${to}: ${rule.name}. ${advice.get(rule.name) ?? ""}`),
  ];
}

async function faultsOfRules() {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), "entitlint-layers-")));
  try {
    for (const part of ["src", "package.json", "tsconfig.json"])
      cpSync(join(root, part), join(copy, part), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    const plants = plantedViolations();
    for (const [path, text] of plants.flatMap((plant) => Object.entries(plant.files))) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), text);
    }
    const { summary } = await cruiseAt(copy);
    const reported = new Set(summary.violations.map(({ from, rule }) => `${rule.name} ${from}`));
    return [
      ...config.forbidden
        .filter((rule) => !plants.some((plant) => plant.rule === rule.name))
        .map(
          (rule) =>
            `${rule.name}: no violation is planted for this rule; add one in scripts/layers/planted-violations.mjs`,
        ),
      ...plants
        .filter((plant) => !reported.has(`${plant.rule} ${plant.culprit}`))
        .map(
          (plant) =>
            `${plant.rule}: the planted violation in ${plant.culprit} was not reported; the rule guards nothing`,
        ),
    ];
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** @param {string} folder @returns {Promise<import("dependency-cruiser").ICruiseResult>} */
async function cruiseAt(folder) {
  const before = process.cwd();
  process.chdir(folder);
  try {
    const { output } = await cruise(
      ["src"],
      {
        ...config.options,
        validate: true,
        ruleSet: { forbidden: config.forbidden },
        baseDir: folder,
        preserveSymlinks: true,
      },
      { ...config.options.enhancedResolveOptions, bustTheCache: true, symlinks: false },
      { tsConfig: extractTSConfig(join(folder, "tsconfig.json")) },
    );
    if (typeof output === "string") throw new Error("dependency-cruiser gave text where a result was asked for");
    return output;
  } finally {
    process.chdir(before);
  }
}
