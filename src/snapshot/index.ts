export { canonicalPretty } from "../canonical.ts";
export { type AcceptOptions, acceptSuspect } from "./accept.ts";
export type { BrakeLimits } from "./brake.ts";
export { currentManifest } from "./current-manifest.ts";
export { diffSnapshots, isDifferent, type KindDiff, type SnapshotDiff } from "./diff.ts";
export { snapshotDigest } from "./digest.ts";
export { type Disk, locateFolder } from "./disk.ts";
export type { SnapshotFile } from "./file.ts";
export { type KindOfSystem, kindsOf } from "./kinds-of.ts";
export { manifestName } from "./layout.ts";
export { type OpenOptions, openSnapshot, type Snapshot } from "./open.ts";
export type { ParsedLine } from "./parse-lines.ts";
export { parseActivity, parseHistory, parseRecords } from "./parse-records.ts";
export { RecordLines } from "./record-lines.ts";
export type { Recovered } from "./recover.ts";
export { renderDiffJson } from "./render-diff-json.ts";
export { renderDiffMarkdown } from "./render-diff-markdown.ts";
export { renderDiffText } from "./render-diff-text.ts";
export { signSnapshot } from "./sign.ts";
export {
  checkSignature,
  publicKeyOf,
  type Signer,
  signatureFaults,
  signatureName,
  signerOf,
} from "./signature.ts";
export { suspectFolder } from "./suspect.ts";
export { type Verification, verifySnapshot } from "./verify.ts";
export { type WriteOptions, type WriteResult, writeSnapshot } from "./write.ts";
