import { joined } from "./join-bytes.ts";
import { type Decoding, type StrictDecoder, strictDecoder } from "./strict-decoder.ts";
import { TextCursor } from "./text-cursor.ts";

export interface DecodeOptions {
  /** How the file is called in errors. */
  readonly file: string;
  /** `utf-8`, `utf-16le`, `windows-1252` …; without it UTF-8, or UTF-16 where a byte order mark says so. */
  readonly encoding?: string | undefined;
}

/**
 * Decodes the bytes of a text file strictly and drops a byte order mark.
 * @throws EntitlintError with line and column of the first byte that is not text, or of a NUL character
 */
export function decode(bytes: Uint8Array, options: DecodeOptions): string {
  const decoder = started(bytes, options);
  return decoder.write(bytes) + decoder.end();
}

/** Decodes a stream of bytes piece by piece, as `decode` does, without ever holding the whole text. */
export async function* decodeStream(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: DecodeOptions,
): AsyncGenerator<string> {
  let decoder: StrictDecoder | undefined;
  let head = new Uint8Array(0);
  for await (const chunk of chunks) {
    if (decoder) yield* lineByLineWhereWrong(decoder, chunk);
    else {
      head = joined(head, chunk);
      if (head.length < 2) continue;
      decoder = started(head, options);
      yield* lineByLineWhereWrong(decoder, head);
    }
  }
  if (decoder) yield decoder.end();
  else yield decode(head, options);
}

/** The text of a chunk; of one that holds what is no text, the lines before it and then the error. */
function* lineByLineWhereWrong(decoder: StrictDecoder, chunk: Uint8Array): Generator<string> {
  let wrong: unknown;
  try {
    yield decoder.write(chunk);
    return;
  } catch (error) {
    wrong = error;
  }
  for (let start = 0, end = 0; start < chunk.length; start = end) {
    end = chunk.indexOf(0x0a, start) + 1 || chunk.length;
    const line = chunk.subarray(start, end);
    try {
      yield decoder.write(line);
    } catch {
      break;
    }
  }
  throw wrong;
}

function started(head: Uint8Array, { file, encoding }: DecodeOptions): StrictDecoder {
  const decoding: Decoding = { file, encoding: encoding ?? byMark(head), declared: encoding !== undefined };
  return strictDecoder(decoding, new TextCursor(file));
}

function byMark([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
