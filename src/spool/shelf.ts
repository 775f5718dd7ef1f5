import { ReusedBuffer } from "./reused-buffer.ts";
import type { ScratchFile, Span } from "./scratch-file.ts";

const firstRoom = 64 << 10;

/** Keeps entries as bytes, by key: the latest in memory, the others in runs on disk, each run sorted by key. */
export class Shelf {
  readonly #file: ScratchFile;
  readonly #room: number;
  /** Where bytes of a key lie on disk, and where in memory. */
  readonly #runs = new Map<number, Span[]>();
  readonly #here = new Map<number, Span[]>();
  readonly #copies = new ReusedBuffer();
  #bytes: Buffer;
  #used = 0;

  constructor(file: ScratchFile, room: number) {
    this.#file = file;
    this.#room = room;
    this.#bytes = Buffer.allocUnsafeSlow(Math.min(firstRoom, room));
  }

  put(key: number, text: string): void {
    const most = text.length * 3;
    if (this.#used + most > this.#bytes.length) this.#makeRoom(most);
    if (most > this.#bytes.length) {
      note(this.#runs, key, this.#file.append(Buffer.from(text)));
      return;
    }
    const length = this.#bytes.write(text, this.#used);
    note(this.#here, key, { offset: this.#used, length });
    this.#used += length;
  }

  /** All bytes of one key, in the order in which they came; good until the next call. */
  read(key: number): Buffer {
    const runs = this.#runs.get(key) ?? [];
    const here = this.#here.get(key) ?? [];
    const bytes = this.#copies.room([...runs, ...here].reduce((sum, span) => sum + span.length, 0));
    let at = 0;
    for (const run of runs) {
      this.#file.read(run, bytes, at);
      at += run.length;
    }
    for (const { offset, length } of here) at += this.#bytes.copy(bytes, at, offset, offset + length);
    return bytes;
  }

  #makeRoom(needed: number): void {
    const wanted = Math.min(this.#room, Math.max(this.#bytes.length * 2, this.#used + needed));
    if (wanted > this.#bytes.length && this.#used + needed <= wanted) {
      const larger = Buffer.allocUnsafeSlow(wanted);
      this.#bytes.copy(larger, 0, 0, this.#used);
      this.#bytes = larger;
    } else this.#spill();
  }

  /** Moves what is in memory to disk, as one run for each key. */
  #spill(): void {
    if (this.#used === 0) return;
    const sorted = [...this.#here].sort(([a], [b]) => a - b);
    const run = this.#copies.room(this.#used);
    let at = 0;
    for (const { offset, length } of sorted.flatMap(([, spans]) => spans))
      at += this.#bytes.copy(run, at, offset, offset + length);
    let { offset } = this.#file.append(run);
    for (const [key, spans] of sorted) {
      const length = spans.reduce((sum, span) => sum + span.length, 0);
      note(this.#runs, key, { offset, length });
      offset += length;
    }
    this.#here.clear();
    this.#used = 0;
  }
}

/** Remembers where bytes of a key lie; what follows directly on the last of them makes one span with it. */
function note(spans: Map<number, Span[]>, key: number, { offset, length }: Span): void {
  const known = spans.get(key) ?? [];
  if (known.length === 0) spans.set(key, known);
  const last = known.at(-1);
  if (last !== undefined && last.offset + last.length === offset)
    known[known.length - 1] = { offset: last.offset, length: last.length + length };
  else known.push({ offset, length });
}
