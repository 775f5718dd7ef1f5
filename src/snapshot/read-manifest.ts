import { canonicalPretty } from "../canonical.ts";
import { CannotJudgeError, EntitlintError, type Problem } from "../errors.ts";
import { type Manifest, Manifest as ManifestSchema } from "../model/manifest.ts";
import { isSystemName } from "../model/system-name.ts";
import { decode } from "../positions/decode.ts";
import { readJson } from "../positions/read-json.ts";
import { toPlain } from "../positions/to-plain.ts";
import { validate } from "../positions/validate.ts";
import { parseFilePath } from "./layout.ts";

const next = "Restore the snapshot with Git, or collect into an empty folder.";

/**
 * Reads a manifest strictly: syntax, duplicate keys, schema, names that could lead out of the folder.
 * @param file how errors call it
 * @throws CannotJudgeError with every problem and its line; EntitlintError for another version of the format
 */
export function readManifest(bytes: Uint8Array, file: string): Manifest {
  let problems: readonly Problem[];
  try {
    const node = readJson(decode(bytes, { file, encoding: "utf-8" }), file);
    refuseOtherVersion(toPlain(node), file);
    const result = validate(node, ManifestSchema);
    if (result.ok) return safeNames(result.value, file);
    problems = result.problems;
  } catch (error) {
    if (!(error instanceof EntitlintError) || error.problems.some(isOurs)) throw error;
    problems = error.problems;
  }
  throw invalid(problems, file);
}

/** Whether a manifest stands as this version would write it; checked by `snapshot verify` only. */
export function isCanonicalManifest(manifest: Manifest, bytes: Uint8Array): boolean {
  return Buffer.from(canonicalPretty(manifest)).equals(bytes);
}

function refuseOtherVersion(value: unknown, file: string): void {
  if (typeof value !== "object" || value === null || !("version" in value)) return;
  const { version } = value;
  if (typeof version !== "number" || version === 1) return;
  throw new EntitlintError({
    code: "snapshot/manifest-version",
    message: `the snapshot has version ${version} of its format; this program reads version 1`,
    place: { file },
    next: version > 1 ? "Use a newer version of entitlint." : "Collect again, into an empty folder.",
  });
}

function safeNames(manifest: Manifest, file: string): Manifest {
  const named = [...Object.keys(manifest.sources), ...Object.keys(manifest.failures ?? {})];
  const systems = [...new Set(named)].filter((name) => !isSystemName(name));
  const paths = Object.keys(manifest.files).filter((path) => parseFilePath(path) === undefined);
  const problems = [...systems, ...paths].map((name): Problem => {
    const message = `${JSON.stringify(name)} can be neither a system nor a file of a snapshot`;
    return { code: "snapshot/manifest-invalid", message, place: { file }, next };
  });
  if (problems.length > 0) throw invalid(problems, file);
  return manifest;
}

function invalid(problems: readonly Problem[], file: string): CannotJudgeError {
  const [first, ...rest] = problems.map(
    (problem): Problem => ({ ...problem, code: "snapshot/manifest-invalid", place: problem.place ?? { file }, next }),
  );
  const fallback: Problem = { code: "snapshot/manifest-invalid", message: "it is no manifest", place: { file }, next };
  return new CannotJudgeError([first ?? fallback, ...rest]);
}

function isOurs(problem: Problem): boolean {
  return problem.code.startsWith("snapshot/");
}
