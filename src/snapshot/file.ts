/** A file of a snapshot with its bytes; the path is relative to the snapshot's folder, with forward slashes. */
export interface SnapshotFile {
  readonly path: string;
  readonly bytes: Buffer;
}
