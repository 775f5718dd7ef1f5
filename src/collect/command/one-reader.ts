import type { RecordKind } from "../../model/record-id.ts";
import type { Asking, Known, Name, One, OneReader } from "../look-up.ts";
import type { SubjectAnswer } from "./subject-answer.ts";

const access: ReadonlySet<RecordKind> = new Set(["credential", "membership", "grant"]);

/** Finds single records in what a program has said; what it said is over, and is not believed where it broke off. */
export class CommandOneReader implements OneReader {
  readonly #answer: SubjectAnswer;

  constructor(answer: SubjectAnswer) {
    this.#answer = answer;
  }

  async ask({ record: { id } }: Known, { keep }: Asking): Promise<One> {
    const { given, absent, seen } = this.#answer;
    const came = given.get(id);
    const name = came?.kind === "account" || came?.kind === "identity" ? came.record.userName : undefined;
    const doubt = (known: Known) => this.#doubt(known.record.id);
    if (came || (!keep && seen.has(id))) return { is: "there", name, whole: access, shown: access, doubt };
    const reason = this.#doubt(id);
    return reason === undefined && absent.has(id)
      ? { is: "absent" }
      : { is: "unsaid", reason: reason ?? "the program says nothing of it" };
  }

  /** Records that the program gave and that go by a name. A program cannot show that it found all there are. */
  async search({ value }: Name): Promise<readonly Known[] | undefined> {
    const hits = [...this.#answer.given.values()].filter((known) => namesOf(known).includes(value.toLowerCase()));
    return hits.length > 0 ? hits : undefined;
  }

  #doubt(id: string): string | undefined {
    const { fault, unsaid, absent } = this.#answer;
    return fault ?? unsaid.get(id) ?? (absent.has(id) ? undefined : "the program says nothing of it");
  }
}

function namesOf({ kind, record }: Known): string[] {
  if (kind !== "account" && kind !== "identity") return [];
  const names = [record.userName, ...(record.emails ?? []).map(({ value }) => value)];
  return names.flatMap((name) => name?.toLowerCase() ?? []);
}
