import { posix } from "node:path";
import { canonicalDigest } from "../canonical-digest.ts";
import { EntitlintError, type Place, type Problem } from "../errors.ts";
import type { FileTree } from "../model/file-tree.ts";
import { decode } from "../positions/decode.ts";
import { entryOf, nodeAt, type PositionedNode } from "../positions/node.ts";
import { readYaml } from "../positions/read-yaml.ts";
import { toPlain } from "../positions/to-plain.ts";
import { validate } from "../positions/validate.ts";
import type { Config, Source } from "./config.ts";
import { ConfigError } from "./config-error.ts";
import { type CollectorOptions, readSource } from "./read-source.ts";
import { ruleSettings } from "./rule-settings.ts";
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
  if (!top.ok) throw broken(root, [...top.problems, ...problems]);
  const config = normalize(top.value, root, file, sources);
  const placeOf = (key: string): Place => entryOf(root, key)?.node.place ?? root.place;
  for (const rule of Object.values(semanticRules)) problems.push(...rule(config, placeOf));
  const [first, ...more] = problems;
  if (first) throw broken(root, [first, ...more]);
  return config;
}

function broken(root: PositionedNode, problems: readonly [Problem, ...Problem[]]): ConfigError {
  const node = nodeAt(root, ["policies"]);
  const written = ConfigInput.shape.policies.safeParse(node && toPlain(node));
  return new ConfigError(problems, { rules: ruleSettings(root), policies: (written.data ?? []).map(folderName) });
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
    signing: input.signing ?? { publicKeys: [] },
    sources: sources.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    rules: ruleSettings(root),
    digest: canonicalDigest(toPlain(root)),
  };
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
