import { closeSync, mkdtempSync, openSync, readSync, rmdirSync, unlinkSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EntitlintError } from "../errors.ts";

/** Where something lies in a scratch file, in bytes. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

/**
 * A file of this process alone, for what would else fill memory. It has no name once it is open, so that nothing of it is
 * left behind however the process ends.
 */
export class ScratchFile {
  #file: number | undefined;
  #end = 0;

  /** @throws EntitlintError where the disk refuses */
  append(bytes: Uint8Array): Span {
    const file = this.#opened();
    const span = { offset: this.#end, length: bytes.length };
    try {
      for (let done = 0; done < bytes.length; )
        done += writeSync(file, bytes, done, bytes.length - done, this.#end + done);
    } catch (cause) {
      throw refused(cause);
    }
    this.#end += bytes.length;
    return span;
  }

  /** Reads a span into the beginning of a buffer that has room for it. */
  read({ offset, length }: Span, into: Uint8Array, at = 0): void {
    const file = this.#opened();
    for (let done = 0; done < length; ) {
      const count = readSync(file, into, at + done, length - done, offset + done);
      if (count === 0) throw new Error("a scratch file is shorter than what was written to it");
      done += count;
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #opened(): number {
    this.#file ??= openUnnamed();
    return this.#file;
  }
}

function openUnnamed(): number {
  try {
    const folder = mkdtempSync(join(tmpdir(), "entitlint-"));
    const path = join(folder, "scratch");
    const file = openSync(path, "wx+", 0o600);
    unlinkSync(path);
    rmdirSync(folder);
    return file;
  } catch (cause) {
    throw refused(cause);
  }
}

function refused(cause: unknown): unknown {
  if (!(cause instanceof Error && "code" in cause)) return cause;
  const message = `the folder for temporary files cannot take what was read (${String(cause.code)})`;
  const next = "Free some space there, or let TMPDIR name another folder.";
  return new EntitlintError({ code: "collect/no-room", message, place: { file: tmpdir() }, next }, { cause });
}
