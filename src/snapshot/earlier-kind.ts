import { CannotJudgeError, type Problem } from "../errors.ts";
import type { History } from "../model/history.ts";
import type { KindEntry } from "../model/manifest.ts";
import type { AnyRecord } from "../model/record.ts";
import type { RecordKind } from "../model/record-id.ts";
import { shardOf } from "../spool/shard.ts";
import { filePath } from "./layout.ts";
import { parseActivity, parseHistory, parseRecords } from "./parse-records.ts";
import type { Standing } from "./standing.ts";

/** A record with the line that holds it. */
export interface HeldRecord {
  readonly text: string;
  readonly record: AnyRecord;
}

/** What the present snapshot holds of a kind, or of one shard of it, by id. */
export interface EarlierLines {
  readonly records: ReadonlyMap<string, HeldRecord>;
  readonly history: ReadonlyMap<string, History>;
  /** The lines that those stand in. */
  readonly historyTexts: ReadonlyMap<History, string>;
  /** Lines. */
  readonly activity: ReadonlyMap<string, string>;
}

/** A kind as the snapshot holds it before it is written anew. */
export class EarlierKind {
  readonly entry: KindEntry;
  readonly #standing: Standing;
  readonly #system: string;
  readonly #kind: RecordKind;
  #whole: EarlierLines | undefined;

  constructor(standing: Standing, system: string, kind: RecordKind, entry: KindEntry) {
    this.entry = entry;
    this.#standing = standing;
    this.#system = system;
    this.#kind = kind;
  }

  get isSharded(): boolean {
    return this.entry.layout === "sharded";
  }

  /**
   * A shard, or the whole of a kind that lies in one file. `known` are lines that are good records of the kind.
   * @throws CannotJudgeError where a line is no good: a new snapshot must not rest on it
   */
  async read(shard?: string, known?: ReadonlySet<string>): Promise<EarlierLines> {
    if (this.isSharded) return await this.#parsed(shard, known);
    this.#whole ??= await this.#parsed(undefined, known);
    return shard === undefined ? this.#whole : ofShard(this.#whole, shard);
  }

  async #parsed(shard: string | undefined, known?: ReadonlySet<string>): Promise<EarlierLines> {
    const problems: Problem[] = [];
    const report = (problem: Problem) => void problems.push(problem);
    const name = { system: this.#system, kind: this.#kind, ...(shard !== undefined && { shard }) };
    const file = async (part: "records" | "history" | "activity") => {
      const path = filePath({ ...name, part });
      const bytes = await this.#standing.read(path);
      return bytes === undefined ? [] : [{ path, bytes }];
    };
    const records = new Map<string, HeldRecord>();
    const history = new Map<string, History>();
    const historyTexts = new Map<History, string>();
    const activity = new Map<string, string>();
    for (const one of await file("records"))
      for (const { text, value } of parseRecords(one, this.#kind, report, known))
        records.set(value.id, { text, record: value });
    for (const one of await file("history"))
      for (const { text, value } of parseHistory(one, this.#kind, report)) {
        history.set(value.id, value);
        historyTexts.set(value, text);
      }
    for (const one of await file("activity"))
      for (const { text, value } of parseActivity(one, this.#kind, report)) activity.set(value.id, text);
    const [first, ...rest] = problems;
    if (first) throw new CannotJudgeError([first, ...rest]);
    return { records, history, historyTexts, activity };
  }
}

/** A kind of the present snapshot; undefined where it has none of it. */
export function earlierKind(standing: Standing | undefined, system: string, kind: RecordKind): EarlierKind | undefined {
  const entry = standing?.manifest.sources[system]?.kinds[kind];
  return standing && entry ? new EarlierKind(standing, system, kind, entry) : undefined;
}

function ofShard({ records, history, historyTexts, activity }: EarlierLines, shard: string): EarlierLines {
  const own = <T>(all: ReadonlyMap<string, T>) => new Map([...all].filter(([id]) => shardOf(id) === shard));
  return { records: own(records), history: own(history), historyTexts, activity: own(activity) };
}
