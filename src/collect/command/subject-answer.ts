import { EntitlintError } from "../../errors.ts";
import { recordSchemas } from "../../model/record.ts";
import { type RecordKind, recordId } from "../../model/record-id.ts";
import { decodeStream } from "../../positions/decode.ts";
import type { CollectContext } from "../collector.ts";
import type { Known } from "../look-up.ts";
import type { SourceBook } from "../source-book.ts";
import { textLines } from "../text-lines.ts";
import { recordOf } from "./record-of.ts";
import { SubjectLine } from "./subject-line.ts";

type LineOf<T extends SubjectLine["type"]> = Extract<SubjectLine, { type: T }>;

/** What a program says of one subject, line by line. */
export class SubjectAnswer {
  /** Records that it gave, by their ids. */
  readonly given = new Map<string, Known>();
  readonly absent = new Set<string>();
  readonly seen = new Set<string>();
  readonly unsaid = new Map<string, string>();
  readonly #context: CollectContext;
  readonly #book: SourceBook;
  readonly #faults: string[] = [];
  #count = 0;
  #hasEnded = false;

  constructor(context: CollectContext, book: SourceBook) {
    this.#context = context;
    this.#book = book;
  }

  /** Why nothing can be believed that it says is not there. */
  get fault(): string | undefined {
    if (this.#count === 0) return "the program has told nothing";
    return this.#faults[0] ?? (this.#hasEnded ? undefined : "the output stops without an end line");
  }

  spoil(reason: string): void {
    this.#faults.push(reason);
  }

  /** Takes what the program writes to its end; what does not follow the contract is a fault. */
  async take(output: AsyncIterable<Uint8Array>, name: string): Promise<void> {
    try {
      for await (const { line, text } of textLines(decodeStream(output, { file: name, encoding: undefined }), name)) {
        if (text.trim() !== "") this.#line(text, line);
      }
    } catch (error) {
      if (!(error instanceof EntitlintError)) throw error;
      this.spoil(error.problems[0].message);
    }
  }

  #line(text: string, number: number): void {
    this.#count += 1;
    const line = lineOf(text);
    const isFirst = this.#count === 1;
    if (typeof line === "string") this.spoil(`line ${number} does not follow the contract: ${line}`);
    else if (isFirst !== (line.type === "start")) this.spoil("the first line, and no other, has to be a start line");
    else if (this.#hasEnded) this.spoil("lines follow the end line");
    else if (line.type === "end") this.#hasEnded = true;
    else if (line.type === "record") this.#record(line);
    else if (line.type === "absent") this.absent.add(this.#idOf(line));
    else if (line.type === "seen") this.seen.add(this.#idOf(line));
    else if (line.type === "unsaid") this.unsaid.set(this.#idOf(line), line.reason);
  }

  #record(line: LineOf<"record">): void {
    const { shape } = recordSchemas[line.kind];
    const fields = Object.fromEntries(Object.entries(line.fields).filter(([field]) => field in shape));
    const made = recordSchemas[line.kind].safeParse(recordOf({ ...line, fields }, this.#context));
    if (!made.success) {
      this.spoil(`a record line does not make a record of kind ${line.kind}`);
      return;
    }
    const known = { kind: line.kind, record: made.data } as Known;
    this.#book.kind<RecordKind>(line.kind, []).add(known.record);
    this.given.set(known.record.id, known);
  }

  #idOf({ kind, id, tenant }: LineOf<"absent" | "seen" | "unsaid">): string {
    return recordId(kind, this.#context.system, tenant ?? this.#context.tenant, id);
  }
}

/** The line, or why it is none, without its content. */
function lineOf(text: string): SubjectLine | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "it is no JSON";
  }
  const result = SubjectLine.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  return `${issue?.path.map(String).join(".") || "the line"} ${issue?.message ?? "is wrong"}`;
}
