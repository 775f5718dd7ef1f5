// @ts-check
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { byCodeUnit, canonicalLine } from "../../dist/canonical.js";
import { sha256 } from "../../dist/snapshot/digest.js";
import { filePath, layoutFor } from "../../dist/snapshot/layout.js";
import { shardOf } from "../../dist/spool/shard.js";

/** Characters held back before they go to the disk. */
const held = 8 << 20;

/**
 * Writes one part (records or history) of one kind. Lines come in any order; they lie unsorted on the disk, one file a shard, until
 * `finish` sorts each shard for itself, so that memory holds a shard at most.
 */
export class KindWriter {
  #folder;
  #system;
  #kind;
  #part;
  /** @type {Map<string, string[]>} */
  #waiting = new Map();
  /** @type {Set<string>} */
  #shards = new Set();
  #size = 0;
  count = 0;

  /** @param {string} folder of the snapshot @param {string} system @param {string} kind @param {"records" | "history"} part */
  constructor(folder, system, kind, part) {
    this.#folder = folder;
    this.#system = system;
    this.#kind = kind;
    this.#part = part;
  }

  /** @param {{ id: string }} record */
  add(record) {
    const line = `${record.id}\t${canonicalLine(record)}\n`;
    const shard = shardOf(record.id);
    const list = this.#waiting.get(shard);
    if (list) list.push(line);
    else this.#waiting.set(shard, [line]);
    this.count += 1;
    this.#size += line.length;
    if (this.#size > held) this.#flush();
  }

  get layout() {
    return layoutFor(this.count, undefined);
  }

  /**
   * Writes the final files. @param {"single" | "sharded"} layout of the kind's records
   * @returns {[path: string, digest: string][]}
   */
  finish(layout) {
    if (this.count === 0) return [];
    this.#flush();
    const shards = [...this.#shards].sort();
    const name = { system: this.#system, kind: this.#kind, part: this.#part };
    if (layout === "single") return [this.#write(filePath(name), shards)];
    return shards.map((shard) => this.#write(filePath({ ...name, shard }), [shard]));
  }

  #flush() {
    for (const [shard, lines] of this.#waiting) {
      const file = this.#draft(shard);
      if (!this.#shards.has(shard)) mkdirSync(dirname(file), { recursive: true });
      appendFileSync(file, lines.join(""));
      this.#shards.add(shard);
    }
    this.#waiting.clear();
    this.#size = 0;
  }

  /** @param {string} path @param {readonly string[]} shards @returns {[string, string]} */
  #write(path, shards) {
    /** @type {[id: string, line: string][]} */
    const lines = [];
    for (const shard of shards) {
      for (const text of readFileSync(this.#draft(shard), "utf8").split("\n")) {
        const tab = text.indexOf("\t");
        if (tab > 0) lines.push([text.slice(0, tab), text.slice(tab + 1)]);
      }
      rmSync(this.#draft(shard));
    }
    lines.sort(([a], [b]) => byCodeUnit(a, b));
    const twice = lines.find(([id], at) => id === lines[at - 1]?.[0]);
    if (twice) throw new Error(`the generator made ${twice[0]} twice`);
    const bytes = Buffer.from(lines.map(([, line]) => `${line}\n`).join(""));
    const file = join(this.#folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    return [path, sha256(bytes)];
  }

  /** @param {string} shard */
  #draft(shard) {
    return join(`${this.#folder}.draft`, this.#system, this.#kind, `${this.#part}-${shard}`);
  }
}
