import type { Problem } from "../errors.ts";
import type { Manifest } from "../model/manifest.ts";
import { sha256 } from "./digest.ts";
import { manifestName, parseFilePath } from "./layout.ts";
import { signatureName } from "./signature.ts";

const restore = "Restore it with Git, or collect again.";

/** Compares what lies in the folder with what the manifest names, and the manifest with itself. Reads no bytes. */
export function checkNames(manifest: Manifest, paths: readonly string[]): Problem[] {
  const there = new Set(paths);
  const named = Object.keys(manifest.files);
  const expected = new Set([manifestName, signatureName, ...named]);
  const missing = named
    .filter((path) => !there.has(path))
    .map((path) => problem("snapshot/missing-file", `${path} is missing`, path, restore));
  const extra = paths
    .filter((path) => !expected.has(path))
    .map((path) =>
      problem("snapshot/extra-file", `${path} is not in the manifest`, path, "Move it out of the snapshot."),
    );
  return [...missing, ...extra, ...unexplained(manifest), ...withoutFiles(manifest)];
}

/** What is wrong with the bytes of a file; undefined where they are those that the manifest was written for. */
export function checkDigest(path: string, bytes: Buffer, digest: string): Problem | undefined {
  if (sha256(bytes) === digest) return undefined;
  const converted = bytes.includes("\r\n") && sha256(withoutReturns(bytes)) === digest;
  const conflict = /^(?:<{7}|>{7}|={7})/m.test(bytes.toString("latin1", 0, 1 << 20));
  if (converted) {
    const next = "Write `snapshots/** -text` into .gitattributes, then restore the file with Git.";
    return problem("snapshot/altered", `${path} has had its line ends converted`, path, next);
  }
  const how = conflict ? "holds the marks of a merge conflict" : "is not the file that the manifest was written for";
  return problem("snapshot/altered", `${path} ${how}`, path, restore);
}

function withoutReturns(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString("latin1").replaceAll("\r\n", "\n"), "latin1");
}

/** Files of a kind that the manifest says nothing of, or that do not fit its layout. */
function unexplained(manifest: Manifest): Problem[] {
  return Object.keys(manifest.files).flatMap((path) => {
    const name = parseFilePath(path);
    const entry = name && manifest.sources[name.system]?.kinds[name.kind];
    if (entry && (entry.layout === "sharded") === (name.shard !== undefined)) return [];
    return problem("snapshot/manifest-invalid", `no source of the manifest accounts for ${path}`, path, restore);
  });
}

/** Kinds that should have records, with no file that could hold them; or files, and no records. */
function withoutFiles(manifest: Manifest): Problem[] {
  const held = new Set(
    Object.keys(manifest.files).flatMap((path) => {
      const name = parseFilePath(path);
      return name?.part === "records" ? [`${name.system} ${name.kind}`] : [];
    }),
  );
  return Object.entries(manifest.sources).flatMap(([system, { kinds }]) =>
    Object.entries(kinds).flatMap(([kind, entry]) => {
      if (held.has(`${system} ${kind}`) === entry.count > 0) return [];
      const message = `the manifest counts ${entry.count} ${kind} records of ${system}, and its files do not agree`;
      return problem("snapshot/count", message, manifestName, restore);
    }),
  );
}

function problem(code: Problem["code"], message: string, file: string, next: string): Problem {
  return { code, message, place: { file }, next };
}
