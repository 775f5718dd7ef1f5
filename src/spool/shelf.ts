import { ReusedBuffer } from "./reused-buffer.ts";
import type { ScratchFile, Span } from "./scratch-file.ts";

const firstRoom = 64 << 10;

/** Where an entry lies in memory, and which pile and shard it belongs to. */
interface Placed extends Span {
  readonly key: number;
}

/** Keeps entries as bytes, by key: the latest in memory, the others in runs on disk, each run sorted by key. */
export class Shelf {
  readonly #file: ScratchFile;
  readonly #room: number;
  readonly #runs = new Map<number, Span[]>();
  #bytes: Buffer;
  #used = 0;
  #placed: Placed[] = [];
  readonly #reading = new ReusedBuffer();

  constructor(file: ScratchFile, room: number) {
    this.#file = file;
    this.#room = room;
    this.#bytes = Buffer.allocUnsafe(Math.min(firstRoom, room));
  }

  put(key: number, text: string): void {
    const most = text.length * 3;
    if (this.#used + most > this.#bytes.length) this.#makeRoom(most);
    if (most > this.#bytes.length) {
      const bytes = Buffer.from(text);
      this.#note(key, this.#file.append(bytes));
      return;
    }
    const length = this.#bytes.write(text, this.#used);
    this.#placed.push({ key, offset: this.#used, length });
    this.#used += length;
  }

  /** All bytes of one key, in the order in which they came; good until the next call. */
  read(key: number): Buffer {
    const runs = this.#runs.get(key) ?? [];
    const here = this.#placed.filter((entry) => entry.key === key);
    const length = [...runs, ...here].reduce((sum, span) => sum + span.length, 0);
    const bytes = this.#reading.room(length);
    let at = 0;
    for (const run of runs) {
      this.#file.read(run, bytes, at);
      at += run.length;
    }
    for (const entry of here) at += this.#bytes.copy(bytes, at, entry.offset, entry.offset + entry.length);
    return bytes;
  }

  #makeRoom(needed: number): void {
    const wanted = Math.min(this.#room, Math.max(this.#bytes.length * 2, this.#used + needed));
    if (wanted > this.#bytes.length && this.#used + needed <= wanted) {
      const larger = Buffer.allocUnsafe(wanted);
      this.#bytes.copy(larger, 0, 0, this.#used);
      this.#bytes = larger;
    } else this.#spill();
  }

  /** Moves what is in memory to disk, as one run for each key. */
  #spill(): void {
    if (this.#used === 0) return;
    const sorted = this.#placed.toSorted((a, b) => a.key - b.key);
    const run = this.#reading.room(this.#used);
    let at = 0;
    for (const { offset, length } of sorted) at += this.#bytes.copy(run, at, offset, offset + length);
    const { offset } = this.#file.append(run);
    at = 0;
    for (const { key, length } of sorted) {
      this.#note(key, { offset: offset + at, length });
      at += length;
    }
    this.#placed = [];
    this.#used = 0;
  }

  /** Remembers where bytes of a key lie; what follows directly on the last of them makes one span with it. */
  #note(key: number, { offset, length }: Span): void {
    const runs = this.#runs.get(key) ?? [];
    this.#runs.set(key, runs);
    const last = runs.at(-1);
    if (last !== undefined && last.offset + last.length === offset)
      runs[runs.length - 1] = { offset: last.offset, length: last.length + length };
    else runs.push({ offset, length });
  }
}
