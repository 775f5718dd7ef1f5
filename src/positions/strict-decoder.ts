import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import type { ErrorCode } from "../error-codes.ts";
import { EntitlintError } from "../errors.ts";
import { joined } from "./join-bytes.ts";
import type { TextCursor } from "./text-cursor.ts";

export interface Decoding {
  readonly file: string;
  readonly encoding: string;
  readonly declared: boolean;
}

/** Takes the bytes of one file piece by piece and gives their text, refusing anything that is not text. */
export interface StrictDecoder {
  write(bytes: Uint8Array): string;
  /** @throws EntitlintError where the bytes end in the middle of a character */
  end(): string;
}

/** Gives the text of some bytes and how many of them it took, or where in `lossy` the first wrong one stands. */
type Step = (
  bytes: Uint8Array,
  last: boolean,
) => { readonly text: string; readonly took: number } | { readonly lossy: string; readonly wrongAt: number };

/** @throws EntitlintError where the encoding's name is not known */
export function strictDecoder(decoding: Decoding, cursor: TextCursor): StrictDecoder {
  const step = stepFor(decoding);
  let rest = new Uint8Array(0);
  let first = true;

  function read(bytes: Uint8Array, last: boolean): string {
    const all = rest.length > 0 ? joined(rest, bytes) : bytes;
    const result = step(all, last);
    if ("lossy" in result) throw wrongBytes(decoding, cursor.placeIn(result.lossy, result.wrongAt));
    const text = first && result.text.startsWith("\uFEFF") ? result.text.slice(1) : result.text;
    const nul = text.indexOf("\0");
    if (nul >= 0) throw nulCharacter(cursor.placeIn(text, nul));
    rest = new Uint8Array(all.subarray(result.took));
    first &&= result.text === "";
    cursor.pass(text);
    return text;
  }
  return { write: (bytes) => read(bytes, false), end: () => read(new Uint8Array(0), true) };
}

function stepFor({ file, encoding }: Decoding): Step {
  const name = encoding.toLowerCase().replaceAll(/[-_\s]/g, "");
  if (name === "utf8") return utf8Step;
  if (name === "utf16" || name === "utf16le") return utf16Step("utf-16le");
  if (name === "utf16be") return utf16Step("utf-16be");
  if (iconv.encodingExists(encoding)) return iconvStep(encoding);
  throw new EntitlintError({
    code: "input/unknown-encoding",
    message: `the encoding ${JSON.stringify(encoding)} is not known`,
    place: { file },
    next: "Use a name such as utf-8, utf-16le, windows-1252 or shift_jis.",
  });
}

function utf8Step(bytes: Uint8Array, last: boolean): ReturnType<Step> {
  const took = last ? bytes.length : bytes.length - unfinished(bytes);
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, took);
  const text = whole.toString("utf8");
  return isUtf8(whole) ? { text, took } : { lossy: text, wrongAt: firstWrong(text, whole) };
}

/** How many bytes at the end begin a character whose last byte has not come yet. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? back : 0;
  }
  return 0;
}

/** The first replacement character in the lossy text that does not stand in the bytes. */
function firstWrong(lossy: string, bytes: Buffer): number {
  let offset = 0;
  let behind = 0;
  for (let at = lossy.indexOf("\uFFFD"); at >= 0; at = lossy.indexOf("\uFFFD", at + 1)) {
    offset += Buffer.byteLength(lossy.slice(behind, at));
    if (bytes.subarray(offset, offset + 3).toString("hex") !== "efbfbd") return at;
    offset += 3;
    behind = at + 1;
  }
  return lossy.length;
}

function utf16Step(label: "utf-16le" | "utf-16be"): Step {
  return (bytes, last) => {
    const odd = bytes.length % 2;
    const lead = bytes.length - odd - (label === "utf-16le" ? 1 : 2);
    const half = !last && lead >= 0 && ((bytes[lead] ?? 0) & 0xfc) === 0xd8;
    const took = last ? bytes.length : bytes.length - odd - (half ? 2 : 0);
    const part = bytes.subarray(0, took);
    try {
      return { text: new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(part), took };
    } catch {
      const lossy = new TextDecoder(label, { ignoreBOM: true }).decode(part);
      return { lossy, wrongAt: Math.max(0, lossy.indexOf("\uFFFD")) };
    }
  };
}

function iconvStep(encoding: string): Step {
  const decoder = iconv.getDecoder(encoding, { stripBOM: false });
  return (bytes, last) => {
    const text = decoder.write(Buffer.from(bytes)) + (last ? (decoder.end() ?? "") : "");
    const wrongAt = text.indexOf("\uFFFD");
    return wrongAt >= 0 ? { lossy: text, wrongAt } : { text, took: bytes.length };
  };
}

function wrongBytes({ encoding, declared }: Decoding, place: ReturnType<TextCursor["placeIn"]>): EntitlintError {
  const utf8 = !declared && encoding === "utf-8";
  const code: ErrorCode = /^utf-?8$/i.test(encoding) ? "input/not-utf8" : "input/bad-encoding";
  const message = `a byte here is not valid ${encoding.toUpperCase()}`;
  return new EntitlintError({
    code,
    message,
    place,
    next: utf8 ? "Save the file as UTF-8, or declare its `encoding`." : "Declare the encoding that it is really in.",
  });
}

function nulCharacter(place: ReturnType<TextCursor["placeIn"]>): EntitlintError {
  return new EntitlintError({
    code: "input/nul-byte",
    message: "a NUL character stands here: no text file holds one",
    place,
    next: "Is it a binary file, or UTF-16 without a byte order mark? Then declare its `encoding`.",
  });
}
