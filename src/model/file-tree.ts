/** Files as they stand in a folder or at a Git revision; paths are relative to its root with forward slashes. */
export interface FileTree {
  /** How people call it: a folder, or a revision. */
  readonly name: string;
  /** Paths that match any of the globs, sorted by code unit. */
  list(globs: readonly string[]): Promise<string[]>;
  /**
   * Links to folders that match, which a work tree does not enter and therefore does not list the files of; a revision
   * lists such a link itself.
   */
  linkedFolders?(globs: readonly string[]): Promise<string[]>;
  /** The bytes of a file, or undefined where there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** The bytes of a file piece by piece, where the tree can read without holding the whole. */
  stream?(path: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Milliseconds since the epoch of the last change, where the tree knows (a revision does not). */
  modifiedAt(path: string): Promise<number | undefined>;
}
