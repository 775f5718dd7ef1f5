import { ReusedBuffer } from "../spool/reused-buffer.ts";
import { ScratchFile } from "../spool/scratch-file.ts";
import { sha256 } from "./digest.ts";

/** Bytes that are kept in memory before the disk takes the rest. */
const room = 4 << 20;

/** A file of the new snapshot. */
export interface StagedFile {
  readonly digest: string;
  /** Its bytes, good until those of another file are asked for. */
  bytes(): Promise<Buffer>;
}

/** Files of the new snapshot as they are made. They may be more than memory holds. */
export class StagedFiles {
  readonly #scratch = new ScratchFile();
  readonly #writing = new ReusedBuffer();
  readonly #reading = new ReusedBuffer();
  #kept = 0;

  /** Takes a file. `standing` gives the bytes of the present one with the same digest, which then need not be kept. */
  stage(lines: readonly string[], standing: (digest: string) => (() => Promise<Buffer>) | undefined): StagedFile {
    const bytes = this.#writing.encoded(lines.map((line) => `${line}\n`));
    const digest = sha256(bytes);
    const same = standing(digest);
    if (same) return { digest, bytes: same };
    if (this.#kept + bytes.length <= room) {
      this.#kept += bytes.length;
      const own = Buffer.from(bytes);
      return { digest, bytes: async () => own };
    }
    const span = this.#scratch.append(bytes);
    return {
      digest,
      bytes: async () => {
        const back = this.#reading.room(span.length);
        this.#scratch.read(span, back);
        return back;
      },
    };
  }

  close(): void {
    this.#scratch.close();
  }
}
