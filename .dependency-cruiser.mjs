/**
 * The layers of src/. Data moves through the stages in one order, and the order is what keeps each of them testable
 * alone. Every rule says what to do instead; scripts/check-layers.mjs proves that every rule can be broken.
 */
export const stages = [
  "collect",
  "snapshot",
  "access",
  "load",
  "correlate",
  "assemble",
  "compile",
  "pack",
  "evaluate",
  "judge",
  "report",
];

/** Escaping for terminals has to be at hand wherever text is made, and itself imports nothing. */
const escaping = "^src/report/safe-text\\.ts$";
const anyStage = `^src/(${stages.join("|")})/`;
const vocabulary = "^src/(model/|(counted|errors|error-codes|exit-codes|own-value)\\.ts$)";
const ioModules =
  "^(node:)?(fs|fs/promises|net|tls|http|https|http2|dgram|dns|dns/promises|child_process|cluster|worker_threads)$";

const onlyToTheRight = stages.slice(0, -1).map((stage, position) => ({
  name: `stage-${stage}-goes-right`,
  severity: "error",
  comment: `The ${stage} stage knows nothing of the stages after it. Put the type both need into src/model/, and let a command hand the value over.`,
  from: { path: `^src/${stage}/` },
  to: { path: `^src/(${stages.slice(position + 1).join("|")})/`, pathNot: escaping },
}));

export default {
  forbidden: [
    ...onlyToTheRight,
    {
      name: "model-is-bottom",
      severity: "error",
      comment: "The model depends on zod and the errors alone, so that every stage can use it. Move the logic into the stage that needs it.",
      from: { path: "^src/model/" },
      to: { pathNot: ["^src/model/", "^src/(errors|error-codes|exit-codes)\\.ts$", "^node_modules/zod/"] },
    },
    {
      name: "vocabulary-is-bottom",
      severity: "error",
      comment: "Errors, exit codes and counts are words that everybody uses; they import only each other. Pass what they need as an argument.",
      from: { path: "^src/(counted|errors|error-codes|exit-codes)\\.ts$" },
      to: { pathNot: "^src/(errors|error-codes|exit-codes)\\.ts$" },
    },
    {
      name: "collector-knows-no-other",
      severity: "error",
      comment: "A collector stands alone, so that it can be changed or removed alone. Move what two of them share into src/collect/ itself.",
      from: { path: "^src/collect/([^/]+)/" },
      to: { path: "^src/collect/[^/]+/", pathNot: "^src/collect/$1/" },
    },
    {
      name: "collector-knows-no-policies",
      severity: "error",
      comment: "A collector reports what is there, whatever is judged later. If a rule needs a fact, add a field to the record in src/model/.",
      from: { path: "^src/collect/" },
      to: { path: ["^src/(access|load|correlate|assemble|compile|pack|evaluate|judge)/", "^policies/"] },
    },
    {
      name: "mapping-knows-no-source",
      severity: "error",
      comment: "Mappings turn items into records, wherever the items come from: no stage, network, file or config. Let the collector read, and pass the items in.",
      from: { path: "^src/mapping/" },
      to: { path: ["^src/", ioModules], pathNot: ["^src/(mapping|model|positions)/", "^src/spool/id-(table|hash)\\.ts$", "^src/(counted|did-you-mean|errors|error-codes|exit-codes)\\.ts$"] },
    },
    {
      name: "reporter-knows-only-the-report",
      severity: "error",
      comment: "A reporter turns the report into text and knows nothing else of entitlint. Add the missing fact to the report in src/model/, and let judge fill it in.",
      from: { path: "^src/report/" },
      to: { path: "^src/", pathNot: ["^src/report/", vocabulary] },
    },
    {
      name: "pure-stages-touch-nothing",
      severity: "error",
      comment: "Load, correlate, assemble, judge and report are functions of their arguments: no files, network or processes. Read in a command and pass the bytes in.",
      from: { path: "^src/(load|correlate|assemble|judge|report)/" },
      to: { path: ioModules },
    },
    {
      name: "only-commands-compose-stages",
      severity: "error",
      comment: "Only commands, main.ts and the action put stages together. Foundations (config, positions, repository, log) are used by stages; take what you need as an argument. The one exception is the collectors' options, which the config checks.",
      from: { path: "^src/", pathNot: ["^src/(commands|github|triage)/", "^src/(action|cli|main)\\.ts$", anyStage] },
      to: { path: anyStage, pathNot: [escaping, "^src/collect/(registry|collector)\\.ts$"] },
    },
    {
      name: "commands-are-on-top",
      severity: "error",
      comment: "Nothing but main.ts and the action imports a command. Move the part you need into a stage or a foundation.",
      from: { path: "^src/", pathNot: ["^src/commands/", "^src/(action|cli|main)\\.ts$"] },
      to: { path: ["^src/commands/", "^src/(action|cli|main)\\.ts$"] },
    },
    {
      name: "triage-stays-apart",
      severity: "error",
      comment: "The terminal interface, and what draws it, is loaded by its own command alone: a check must not pay for it, and the action not carry it. Move what others need out of src/triage/.",
      from: { path: "^src/", pathNot: ["^src/triage/", "^src/commands/triage/"] },
      to: { path: ["^src/triage/", "^node_modules/(ink|react)/"] },
    },
    {
      name: "source-never-imports-tests",
      severity: "error",
      comment: "What is shipped cannot depend on what is not. Move the code into src/, or the caller into test/.",
      from: { path: "^src/" },
      to: { path: "^(test|bench|scripts|examples)/" },
    },
    {
      name: "no-development-dependency",
      severity: "error",
      comment: "The installed tool has no development dependencies. Move the package to dependencies in package.json, or do without it.",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["npm"] },
    },
    {
      name: "everything-resolves",
      severity: "error",
      comment: "The import leads nowhere. Write the file's own extension, .ts, or install the package.",
      from: { path: "^src/" },
      to: { couldNotResolve: true },
    },
    {
      name: "no-cycles",
      severity: "error",
      comment: "Modules that import each other cannot be understood or tested apart. Move what both need into a third one.",
      from: { path: "^src/" },
      to: { circular: true },
    },
    {
      name: "no-orphans",
      severity: "error",
      comment: "Nothing imports this module, and it imports nothing. Delete it, or use it.",
      from: { path: "^src/", orphan: true },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types", "default"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".json"],
    },
  },
};
