import { byCodeUnit } from "../canonical.ts";
import type { SnapshotFile } from "./file.ts";
import { LineCount } from "./line-count.ts";

const newline = 0x0a;

/** Lines that every search passes are remembered: those between stretches longer than this part of the file. */
const remembered = 1 / 1024;

/** A line of a file of a snapshot; lines count from 1. */
export interface FileLine {
  readonly path: string;
  readonly line: number;
}

interface Line {
  readonly start: number;
  readonly end: number;
  /** Undefined where the line is no record. */
  readonly id: string | undefined;
}

/** The lines of one file, which are sorted by id: searched by halving. */
export class SortedLines {
  readonly #file: SnapshotFile;
  readonly #passed = new Map<number, Line>();
  #count: LineCount | undefined;

  constructor(file: SnapshotFile) {
    this.#file = file;
  }

  find(id: string): FileLine | undefined {
    const start = this.#startOf(id);
    if (start === undefined) return undefined;
    this.#count ??= new LineCount(this.#file.bytes);
    return { path: this.#file.path, line: this.#count.at(start) };
  }

  /** `low` and `high` are always starts of lines. */
  #startOf(id: string): number | undefined {
    const { length } = this.#file.bytes;
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const line = this.#passed.get(middle) ?? lineAround(this.#file.bytes, middle);
      if (high - low > length * remembered) this.#passed.set(middle, line);
      if (line.id === id) return line.start;
      if (line.id !== undefined && byCodeUnit(line.id, id) < 0) low = line.end + 1;
      else high = line.start;
    }
    return undefined;
  }
}

function lineAround(bytes: Buffer, offset: number): Line {
  // A search backwards from before the first byte would begin at the end.
  const start = offset === 0 ? 0 : bytes.lastIndexOf(newline, offset - 1) + 1;
  const next = bytes.indexOf(newline, offset);
  const end = next < 0 ? bytes.length : next;
  return { start, end, id: idOf(bytes.toString("utf8", start, end)) };
}

function idOf(line: string): string | undefined {
  try {
    const record: unknown = JSON.parse(line);
    return typeof record === "object" && record !== null && "id" in record ? String(record.id) : undefined;
  } catch {
    return undefined;
  }
}
