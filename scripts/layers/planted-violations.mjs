// @ts-check
import { stages } from "../../.dependency-cruiser.mjs";

/**
 * @typedef {object} Plant
 * @property {string} rule the rule that has to report it
 * @property {string} culprit the module it has to report
 * @property {Record<string, string>} files what to write, by path
 */

/** One violation per layer rule, in files that no real module is called. @returns {Plant[]} */
export function plantedViolations() {
  return [
    ...stages.slice(0, -1).map((stage, position) =>
      // A rule names all later stages; the last of them shows that the whole list counts.
      importing(`stage-${stage}-goes-right`, `src/${stage}/planted-left.ts`, "src/report/planted-target.ts", position),
    ),
    importing("model-is-bottom", "src/model/planted-model.ts", "src/planted-foundation.ts"),
    importing("vocabulary-is-bottom", "src/exit-codes.ts", "src/planted-foundation.ts"),
    importing("collector-knows-no-other", "src/collect/planted-one/index.ts", "src/collect/planted-other/index.ts"),
    importing("collector-knows-no-policies", "src/collect/planted-judging/index.ts", "src/pack/planted-pack.ts"),
    importing("mapping-knows-no-source", "src/mapping/planted-mapping.ts", "src/network/planted-client.ts"),
    importing("reporter-knows-only-the-report", "src/report/planted-reporter.ts", "src/judge/planted-judge.ts"),
    text("pure-stages-touch-nothing", "src/judge/planted-reader.ts", 'export { readFileSync } from "node:fs";\n'),
    importing("only-commands-compose-stages", "src/config/planted-config.ts", "src/snapshot/planted-snapshot.ts"),
    importing("commands-are-on-top", "src/assemble/planted-caller.ts", "src/commands/planted/index.ts"),
    importing("triage-stays-apart", "src/commands/planted-checking.ts", "src/triage/planted-screen.ts"),
    importing("source-never-imports-tests", "src/planted-tested.ts", "test/planted-fixture.ts"),
    text("no-development-dependency", "src/planted-development.ts", 'export { parse } from "yaml";\n'),
    text("everything-resolves", "src/planted-lost.ts", 'export { nothing } from "./planted-nowhere.ts";\n'),
    cycle(),
    text("no-orphans", "src/planted-orphan.ts", "export const alone = true;\n"),
  ];
}

/** @param {string} rule @param {string} culprit @param {string} content @returns {Plant} */
function text(rule, culprit, content) {
  return { rule, culprit, files: { [culprit]: content } };
}

/** @param {string} rule @param {string} culprit @param {string} target @param {number | string} [name] @returns {Plant} */
function importing(rule, culprit, target, name = "planted") {
  const up = "../".repeat(culprit.split("/").length - 1);
  return {
    rule,
    culprit,
    files: {
      [target]: "export const planted = true;\n",
      [culprit]: `export { planted as p${name} } from "${up}${target}";\n`,
    },
  };
}

/** @returns {Plant} */
function cycle() {
  return {
    rule: "no-cycles",
    culprit: "src/planted-egg.ts",
    files: {
      "src/planted-hen.ts": 'import { egg } from "./planted-egg.ts";\nexport const hen = () => egg;\n',
      "src/planted-egg.ts": 'import { hen } from "./planted-hen.ts";\nexport const egg = () => hen;\n',
    },
  };
}
