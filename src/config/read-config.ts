import { posix } from "node:path";
import { EntitlintError, type Place, type Problem, throwProblems } from "../errors.ts";
import type { FileTree } from "../model/file-tree.ts";
import { decode } from "../positions/decode.ts";
import { entryOf, nodeAt, type PositionedNode } from "../positions/node.ts";
import { readYaml } from "../positions/read-yaml.ts";
import { toPlain } from "../positions/to-plain.ts";
import { validate } from "../positions/validate.ts";
import { canonicalDigest } from "./canonical-json.ts";
import type { Config, RuleSetting, Source } from "./config.ts";
import { type CollectorOptions, readSource } from "./read-source.ts";
import { ConfigInput } from "./schema.ts";
import { semanticRules } from "./semantic-rules.ts";

/** The version of the config's format, and of the access files', that this program reads. */
export const configVersion = 1;

/**
 * Reads a config from a folder or a revision.
 * @throws EntitlintError with every problem of syntax, schema or meaning at once, each with its place
 */
export async function readConfig(tree: FileTree, file: string, collectors: CollectorOptions): Promise<Config> {
  const bytes = await tree.read(file);
  if (!bytes) {
    throw new EntitlintError({
      code: "config/not-found",
      message: `there is no ${file} in ${tree.name}`,
      next: "Write one with `entitlint init`, or name another with --config.",
    });
  }
  return parseConfig(readYaml(decode(bytes, { file }), file), file, collectors);
}

/** As `readConfig`, from the parsed file. */
export function parseConfig(root: PositionedNode, file: string, collectors: CollectorOptions): Config {
  requireVersion(root);
  const top = validate(root, ConfigInput);
  const sourceEntries = nodeAt(root, ["sources"]);
  const read = (sourceEntries?.type === "map" ? sourceEntries.entries : []).map((entry) =>
    readSource(entry, collectors),
  );
  const sources = read.filter(isSource);
  const problems = read.flatMap((one) => (isSource(one) ? [] : one));
  if (!top.ok) throw new EntitlintError([...top.problems, ...problems] as const);
  const config = normalize(top.value, root, file, sources);
  const placeOf = (key: string): Place => entryOf(root, key)?.node.place ?? root.place;
  for (const rule of Object.values(semanticRules)) problems.push(...rule(config, placeOf));
  throwProblems(problems);
  return config;
}

function normalize(input: ConfigInput, root: PositionedNode, file: string, sources: readonly Source[]): Config {
  const policies = input.policies.map((folder, index) => ({
    folder: folderName(folder),
    place: nodeAt(root, ["policies", index])?.place ?? root.place,
  }));
  return {
    file,
    snapshot: folderName(input.snapshot),
    access: folderName(input.access),
    policies,
    failOn: input.failOn,
    sources: sources.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    rules: ruleSettings(input, root),
    digest: canonicalDigest(toPlain(root)),
  };
}

function ruleSettings(input: ConfigInput, root: PositionedNode): RuleSetting[] {
  const ids = Object.keys(input.rules).toSorted();
  return ids.flatMap((id): RuleSetting[] => {
    const rule = input.rules[id];
    if (!rule) return [];
    const place = entryOf(nodeAt(root, ["rules"]) ?? root, id)?.keyNode.place ?? root.place;
    const params = Object.entries(rule.params).map(([name, value]) => ({
      name,
      value,
      place: nodeAt(root, ["rules", id, "params", name])?.place ?? place,
    }));
    return [{ id, ...(rule.level && { level: rule.level }), required: rule.required, params, place }];
  });
}

function requireVersion(root: PositionedNode): void {
  const node = entryOf(root, "version")?.node;
  const version = node?.type === "scalar" ? node.value : undefined;
  if (typeof version !== "number" || version === configVersion || node === undefined) return;
  const newer = version > configVersion;
  throw new EntitlintError({
    code: "config/version",
    message: `the config is of version ${version}; this entitlint reads version ${configVersion}`,
    place: node.place,
    next: newer
      ? "Update entitlint, which then says what changed."
      : `Migrate it: no version before ${configVersion} was published, so write \`version: ${configVersion}\` and mend what is reported then.`,
  });
}

function folderName(written: string): string {
  return posix.normalize(written).replace(/(?<=.)\/+$/, "");
}

function isSource(read: Source | readonly Problem[]): read is Source {
  return "key" in read;
}
