import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";

const opening = '"findings": [';
const chunkSize = 1 << 20;

/**
 * What a file of JSON says. Checks write one finding a line, and these lines are parsed as they are read: the text of a hundred thousand
 * findings would take as much memory again as they do. A file that is laid out otherwise is parsed as a whole.
 * @throws SyntaxError where it is no JSON, and whatever keeps it from being read
 */
export async function readJson(path: string): Promise<unknown> {
  return (await readByLines(path)) ?? JSON.parse(await readFile(path, "utf8"));
}

/** Undefined where the findings do not stand one a line, or something is no JSON. */
async function readByLines(path: string): Promise<object | undefined> {
  const parser = new LineParser();
  try {
    for await (const lines of linesOf(path)) for (const line of lines) parser.take(line);
    return parser.value();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

class LineParser {
  readonly #around: string[] = [];
  readonly #findings: unknown[] = [];
  #state: "before" | "within" | "last" | "after" = "before";

  /** @throws SyntaxError where what stands there cannot be told by itself */
  take(line: string): void {
    if (this.#state === "before" || this.#state === "after") {
      this.#around.push(line);
      if (this.#state === "before" && line === opening) this.#state = "within";
      return;
    }
    // Behind a comma another finding has to follow, and none where there is no comma.
    const isEnd = line.startsWith("]");
    if (isEnd !== (this.#state === "last")) throw new SyntaxError("a comma too many or too few");
    if (isEnd) {
      this.#around.push(line);
      this.#state = "after";
      return;
    }
    const isFollowed = line.endsWith(",");
    if (!isFollowed) this.#state = "last";
    this.#findings.push(JSON.parse(isFollowed ? line.slice(0, -1) : line));
  }

  value(): object | undefined {
    const whole: unknown = JSON.parse(this.#around.join("\n"));
    const isReport = whole !== null && typeof whole === "object" && "findings" in whole;
    if (!isReport || !Array.isArray(whole.findings) || whole.findings.length > 0) return undefined;
    return { ...whole, findings: this.#findings };
  }
}

/** The lines of a file, as many at once as were read at once. */
async function* linesOf(path: string): AsyncGenerator<readonly string[]> {
  let rest = "";
  for await (const text of createReadStream(path, { encoding: "utf8", highWaterMark: chunkSize })) {
    const lines = `${rest}${text}`.split("\n");
    rest = lines.pop() ?? "";
    yield lines;
  }
  yield [rest];
}
