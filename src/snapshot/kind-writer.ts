import type { RecordKind } from "../model/record-id.ts";
import { kindFiles } from "./kind-files.ts";
import { filePath, type Layout, type Part } from "./layout.ts";
import type { StagedFile, StagedFiles } from "./staged-files.ts";
import { bytesOf, type Standing } from "./standing.ts";

/** Writes the files of one kind, part by part, as their lines become known shard by shard. */
export class KindWriter {
  readonly files = new Map<string, StagedFile>();
  readonly #staged: StagedFiles;
  readonly #standing: Standing | undefined;
  readonly #name: { readonly system: string; readonly kind: RecordKind };
  readonly #layout: Layout;
  /** Lines that wait for the others, where shards come and one file is wanted, or the other way round. */
  readonly #waiting = new Map<Part, Map<string, string>>();

  constructor(
    staged: StagedFiles,
    standing: Standing | undefined,
    name: { readonly system: string; readonly kind: RecordKind },
    layout: Layout,
  ) {
    this.#staged = staged;
    this.#standing = standing;
    this.#name = name;
    this.#layout = layout;
  }

  /** Takes the lines of a shard, or of the whole kind, by id and sorted by it. */
  write(part: Part, shard: string | undefined, lines: ReadonlyMap<string, string>): void {
    if (lines.size === 0) return;
    if ((this.#layout === "sharded") === (shard !== undefined)) {
      const path = filePath({ ...this.#name, part, ...(shard !== undefined && { shard }) });
      this.#stage(path, [...lines.values()]);
      return;
    }
    const waiting = this.#waiting.get(part) ?? new Map<string, string>();
    this.#waiting.set(part, waiting);
    for (const [id, text] of lines) waiting.set(id, text);
  }

  /** To be called when all lines have come. */
  finish(): void {
    const { system, kind } = this.#name;
    for (const [part, lines] of this.#waiting)
      for (const [path, own] of kindFiles(system, kind, part, this.#layout, lines)) this.#stage(path, own);
    this.#waiting.clear();
  }

  #stage(path: string, lines: readonly string[]): void {
    const standing = this.#standing;
    const same = (digest: string) =>
      standing?.manifest.files[path] === digest ? () => bytesOf(standing, path) : undefined;
    this.files.set(path, this.#staged.stage(lines, same));
  }
}
